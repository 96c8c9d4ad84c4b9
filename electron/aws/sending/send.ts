/**
 * The one way out: budget, count, send, translate what went wrong, try again where that can't do a thing twice.
 * The connection's clock has no say here: pace and back-off are in machine time.
 */
import type { BennuError } from "../../../shared/errors.ts";
import type { Priority, Random } from "../../ports.ts";
import { translateError } from "../translate-error.ts";
import { isReading, type AwsService } from "./budgets.ts";
import type { Monotonic } from "./monotonic.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { nextTryAfterMs, type Manner } from "./retry-rule.ts";

export interface Outgoing<Output> {
  readonly service: AwsService;
  /** AWS's name of it, e.g. `DescribeInstances`. */
  readonly operation: string;
  readonly priority: Priority;
  /** Whether it carries AWS's idempotency token; only asked of calls that change something. */
  readonly repeatable?: boolean;
  readonly run: () => Promise<Output>;
}

/** Throws BennuErrors. */
export type Send = <Output>(outgoing: Outgoing<Output>) => Promise<Output>;

export interface SendParts {
  readonly limiter: RateLimiter;
  readonly time: Monotonic;
  readonly random: Pick<Random, "next">;
}

export function createSend(parts: SendParts): Send {
  return async (outgoing) => {
    for (let tries = 1; ; tries += 1) {
      const attempt = await attemptOnce(parts, outgoing);
      if (attempt.ok) return attempt.output;
      const waitMs = nextTryAfterMs(attempt.error, mannerOf(outgoing), tries, parts.random.next());
      if (waitMs === null) throw attempt.error;
      await parts.time.sleep(waitMs);
    }
  };
}

type Attempt<Output> =
  | { readonly ok: true; readonly output: Output }
  | { readonly ok: false; readonly error: BennuError };

async function attemptOnce<Output>(
  parts: SendParts,
  outgoing: Outgoing<Output>,
): Promise<Attempt<Output>> {
  const { service, operation, priority } = outgoing;
  await parts.limiter.take(service, operation, priority);
  try {
    return { ok: true, output: await outgoing.run() };
  } catch (thrown) {
    const error = translateError(thrown, { service, operation, changes: !isReading(operation) });
    if (error.code === "throttled") parts.limiter.throttled(service, operation);
    return { ok: false, error };
  }
}

function mannerOf({ operation, repeatable }: Outgoing<unknown>): Manner {
  if (isReading(operation)) return "read";
  return repeatable === true ? "repeatable" : "change";
}
