/**
 * Lessons on the practice cloud: a region in which something is to be achieved or found, with hints, and a verdict
 * that is computed from what the region recorded and from the journal's operations, never declared.
 */

export const lessonIds = [
  "calm-release",
  "ill-image",
  "zone-without-capacity",
  "snowflake-hunt",
  "base-with-a-hole",
  "laptop-dies",
] as const;
export type LessonId = (typeof lessonIds)[number];

/** What the list of lessons shows. */
export interface LessonSummary {
  readonly id: LessonId;
  readonly title: string;
  /** The situation, in a few sentences. */
  readonly story: string;
  readonly goal: string;
  readonly hints: number;
  /** About how long it takes a newcomer, at the speed that the lesson sets. */
  readonly minutes: number;
}

/**
 * Something that the goal asks for. `open`: not seen yet. `seen`: it happened, or still holds. `broken`: it must never
 * happen and did; nothing mends that within the lesson.
 */
export interface LessonPoint {
  readonly id: string;
  readonly title: string;
  readonly state: "open" | "seen" | "broken";
  /** When it was first seen or broken, in the region's time. */
  readonly atMs: number | null;
  /** What it is judged by, e.g. "6 of 6 servers run ami-0…, at 10:42". */
  readonly evidence: string;
}

/** `reached` and `missed` are final, until the lesson is begun anew. */
export type LessonVerdict = "going-on" | "reached" | "missed";

/** The lesson that a region is in. */
export interface LessonView {
  readonly id: LessonId;
  readonly title: string;
  readonly story: string;
  readonly goal: string;
  readonly startedAtMs: number;
  /** Those that were asked for, in order; `hintsLeft` more can be. */
  readonly hints: readonly string[];
  readonly hintsLeft: number;
  readonly points: readonly LessonPoint[];
  readonly verdict: LessonVerdict;
  /** The verdict in a sentence or two; null while it is going on. */
  readonly verdictText: string | null;
  readonly endedAtMs: number | null;
}
