/** What is being chosen in the dialog, and what it means. Times are in UTC, as they stand in the tag. */
export interface RevokeDraft {
  readonly when: "now" | "later";
  readonly time: string;
  readonly atAws: boolean;
}

const HOUR_MS = 3_600_000;

/** A time to come is proposed on the full hour. */
export function draftNow(nowMs: number): RevokeDraft {
  const next = new Date(Math.ceil((nowMs + HOUR_MS) / HOUR_MS) * HOUR_MS);
  return {
    when: "now",
    time: next.toISOString().slice(0, 16).replace("T", " "),
    atAws: false,
  };
}

export interface Moment {
  /** Null: at once. */
  readonly atMs: number | null;
  readonly problem: string | null;
}

export function momentOf({ when, time }: RevokeDraft): Moment {
  if (when === "now") return { atMs: null, problem: null };
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(time.trim());
  const atMs = match ? Date.parse(`${match[1] ?? ""}T${match[2] ?? ""}:00Z`) : NaN;
  return Number.isNaN(atMs)
    ? { atMs: null, problem: "Write the day and the time, e.g. 2026-12-31 18:00." }
    : { atMs, problem: null };
}
