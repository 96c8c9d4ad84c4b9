/** What a lesson is: its words, the world that it makes, what it measures, and how it is judged. */
import type { LessonId, LessonPoint } from "../../../shared/model/practice/practice-lesson.ts";
import type { World } from "../world/kernel/world.ts";
import type { LessonRecord, OperationSight } from "./lesson-facts.ts";

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  readonly story: string;
  readonly goal: string;
  readonly hints: readonly string[];
  /** About how long a newcomer needs. */
  readonly minutes: number;
  /** How fast its region's time passes. */
  readonly speed: number;
  readonly fleets: readonly string[];
  /** Changes the shop into what the lesson needs; gives what its judge must know of it. */
  prepare(world: World): Readonly<Record<string, readonly string[]>>;
  /** Counted at each look. */
  measure?(world: World, known: LessonRecord["known"]): Readonly<Record<string, number>>;
  /** Every point that the goal asks for. All seen and none broken: reached. */
  judge(seen: Seen): readonly LessonPoint[];
  /** The verdict's words. */
  readonly reached: string;
  readonly missed: string;
}

export interface Seen {
  readonly record: LessonRecord;
  /** Those begun in this region since the lesson's beginning. */
  readonly operations: readonly OperationSight[];
  readonly startedAtMs: number;
}
