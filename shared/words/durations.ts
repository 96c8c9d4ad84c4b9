/** Durations and ages in words, the same on every screen and in every plan: "9 s", "4 min", "1 h 5 min", "3 d". */
const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** At most two units, and the second only where the first is small: 65 min is "1 h 5 min", 40 h is "40 h". */
export function durationWords(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms > 0 && ms < secondMs) return "under 1 s";
  if (ms < minuteMs) return `${String(Math.floor(ms / secondMs))} s`;
  if (ms < 5 * minuteMs) return twoUnits(ms, minuteMs, "min", secondMs, "s");
  if (ms < hourMs) return `${String(Math.floor(ms / minuteMs))} min`;
  if (ms < 6 * hourMs) return twoUnits(ms, hourMs, "h", minuteMs, "min");
  if (ms < 2 * dayMs) return `${String(Math.floor(ms / hourMs))} h`;
  return `${String(Math.floor(ms / dayMs))} d`;
}

function twoUnits(
  ms: number,
  big: number,
  bigWord: string,
  small: number,
  smallWord: string,
): string {
  const whole = Math.floor(ms / big);
  const rest = Math.floor((ms % big) / small);
  const first = `${String(whole)} ${bigWord}`;
  return rest === 0 ? first : `${first} ${String(rest)} ${smallWord}`;
}

/** One unit, for a promise that is no exacter than that: "about 9 s", "about 4 min". */
export function aboutWords(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < secondMs) return "about 1 s";
  if (ms < minuteMs - secondMs / 2) return `about ${String(Math.round(ms / secondMs))} s`;
  if (ms < hourMs - minuteMs / 2)
    return `about ${String(Math.max(1, Math.round(ms / minuteMs)))} min`;
  if (ms < 2 * dayMs) return `about ${String(Math.max(1, Math.round(ms / hourMs)))} h`;
  return `about ${String(Math.round(ms / dayMs))} d`;
}

/** How long ago: one unit, rounded down. "just now" also for a time that is ahead of the clock. */
export function ageWords(sinceMs: number, nowMs: number): string {
  const ms = nowMs - sinceMs;
  if (ms < secondMs) return "just now";
  if (ms < minuteMs) return `${String(Math.floor(ms / secondMs))} s`;
  if (ms < hourMs) return `${String(Math.floor(ms / minuteMs))} min`;
  if (ms < 2 * dayMs) return `${String(Math.floor(ms / hourMs))} h`;
  return `${String(Math.floor(ms / dayMs))} d`;
}

/** "just now", "4 min ago". */
export function agoWords(sinceMs: number, nowMs: number): string {
  const age = ageWords(sinceMs, nowMs);
  return age === "just now" ? age : `${age} ago`;
}
