/**
 * The same gate for S3, whose answers can be anything that was put there: S3, and what speaks as S3 does, names every
 * answer with `x-amz-request-id`. A proxy's page doesn't.
 */
import { HttpResponse } from "@smithy/core/protocols";
import { NONSENSE } from "./nonsense-gate.ts";
import type { Gate } from "./read-only-gate.ts";

export function objectGate(): Gate {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          if (HttpResponse.isInstance(result.response)) check(result.response);
          return result;
        },
        { step: "deserialize", priority: "low", name: "bennuObjectGate" },
      ),
  };
}

function check({ statusCode, headers }: HttpResponse): void {
  if (headers["x-amz-request-id"] !== undefined) return;
  const error = new Error("The answer isn't one of S3's.");
  throw Object.assign(error, { name: NONSENSE, $metadata: { httpStatusCode: statusCode } });
}
