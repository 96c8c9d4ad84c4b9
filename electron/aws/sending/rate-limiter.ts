/** Lets calls pass within AWS's budgets, the most urgent first, and counts what was sent. */
import type { Priority } from "../../ports.ts";
import { bucketOf, type AwsService, type Budgets } from "./budgets.ts";
import type { Monotonic } from "./monotonic.ts";
import { ThrottleWatch } from "./throttle-watch.ts";
import { TokenBucket } from "./token-bucket.ts";

export interface RateLimiter {
  /** Resolves when the call may be sent. */
  take(service: AwsService, operation: string, priority: Priority): Promise<void>;
  /** AWS refused one all the same. */
  throttled(service: AwsService, operation: string): void;
  callsPerMinute(): number;
  /** For how long AWS has been refusing calls as too many; null: it isn't. */
  slowedForMs(): number | null;
}

const WINDOW_MS = 60_000;

/** Null budgets: nothing is held back. */
export function createRateLimiter(budgets: Budgets | null, time: Monotonic): RateLimiter {
  const buckets = new Map<string, TokenBucket>();
  const sent: number[] = [];
  const watch = new ThrottleWatch(time);
  const bucket = (limits: Budgets, service: AwsService, operation: string) => {
    const { key, size } = bucketOf(limits, service, operation);
    const known = buckets.get(key) ?? new TokenBucket(size, time);
    buckets.set(key, known);
    return known;
  };
  return {
    take: async (service, operation, priority) => {
      if (budgets) await bucket(budgets, service, operation).take(priority);
      sent.push(time.nowMs());
    },
    throttled: (service, operation) => {
      watch.refused();
      if (budgets) bucket(budgets, service, operation).throttled();
    },
    callsPerMinute: () => countRecent(sent, time.nowMs() - WINDOW_MS),
    slowedForMs: () => watch.slowedForMs(),
  };
}

function countRecent(sent: number[], sinceMs: number): number {
  const old = sent.findIndex((atMs) => atMs > sinceMs);
  sent.splice(0, old < 0 ? sent.length : old);
  return sent.length;
}
