/**
 * How soon to look again at what takes its time: the longer it has taken, the seldomer, so that what is lost by looking
 * is at most a fiftieth of it, and what takes a day is not asked about all day.
 */
export const pace = (sinceMs: number, nowMs: number, slowestMs = 60_000): number =>
  Math.round(Math.min(slowestMs, Math.max(FASTEST_MS, (nowMs - sinceMs) / 50)));

const FASTEST_MS = 2000;
