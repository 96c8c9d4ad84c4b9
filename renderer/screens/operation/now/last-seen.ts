/** Whether what is shown of the servers is old by now: AWS may throttle or not answer, and then nothing is looked at. */
import type { OperationDetail } from "../../../../shared/model/operation.ts";

const WITHIN_REAL_MS = 20_000;

/**
 * Since when nothing was seen; null: a moment ago, or there is nothing to see. Looks take real time, whatever the
 * cloud's own clock does, and of an operation that takes long not every look is written down.
 */
export function unseenForMs(
  { samples, endedAtMs, plan, startedAtMs }: OperationDetail,
  nowMs: number,
  speed: number,
): number | null {
  const last = samples.at(-1);
  if (last === undefined || endedAtMs !== null || plan.groups === null) return null;
  const forMs = nowMs - last.atMs;
  return forMs > WITHIN_REAL_MS * speed + (nowMs - startedAtMs) / 100 ? forMs : null;
}
