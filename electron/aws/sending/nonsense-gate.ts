/**
 * Sees to it that an answer is AWS's before the SDK reads it. The SDK takes any XML for an answer, so a proxy's page
 * with status 200 would pass for a region without anything. CloudWatch answers in JSON, in a type of AWS's own.
 */
import { HttpResponse } from "@smithy/core/protocols";
import { operationOf, type Gate } from "./read-only-gate.ts";

export const NONSENSE = "EndpointNonsense";

type Collect = (body: never) => Promise<Uint8Array>;

export function nonsenseGate(collect: Collect): Gate {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next, context) => async (args) => {
          const result = await next(args);
          if (!HttpResponse.isInstance(result.response)) return result;
          const { response } = result;
          const body: unknown = response.body;
          response.body = body instanceof Uint8Array ? body : await collect(body as never);
          check(response, operationOf(context.commandName));
          return result;
        },
        { step: "deserialize", priority: "low", name: "bennuNonsenseGate" },
      ),
  };
}

const BEGINNING_BYTES = 1000;

function check(response: HttpResponse, operation: string): void {
  const { statusCode, headers } = response;
  if (headers["content-type"]?.startsWith("application/x-amz-json")) return;
  const beginning = Buffer.from(
    (response.body as Uint8Array).subarray(0, BEGINNING_BYTES),
  ).toString("utf8");
  const expected =
    statusCode < 300 ? `<${operation}Response` : /<(ErrorResponse|Response|Error)[\s>]/;
  const fits =
    typeof expected === "string" ? beginning.includes(expected) : expected.test(beginning);
  if (fits) return;
  const requestId = headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"];
  const error = new Error("The answer isn't one of AWS's.");
  throw Object.assign(error, {
    name: NONSENSE,
    $metadata: { httpStatusCode: statusCode, requestId },
  });
}
