/** The lessons, in the order in which they are offered. */
import type { LessonId, LessonSummary } from "../../../shared/model/practice/practice-lesson.ts";
import type { Lesson } from "./lesson.ts";
import { calmRelease, illImage, laptopDies, zoneWithoutCapacity } from "./releases.ts";
import { baseWithAHole, snowflakeHunt } from "./searches.ts";

const LESSONS: Readonly<Record<LessonId, Lesson>> = {
  "calm-release": calmRelease,
  "ill-image": illImage,
  "zone-without-capacity": zoneWithoutCapacity,
  "snowflake-hunt": snowflakeHunt,
  "base-with-a-hole": baseWithAHole,
  "laptop-dies": laptopDies,
};

export const lessonOf = (id: LessonId): Lesson => LESSONS[id];

export const lessonSummaries = (): readonly LessonSummary[] =>
  Object.values(LESSONS).map(({ id, title, story, goal, hints, minutes }) => ({
    id,
    title,
    story,
    goal,
    hints: hints.length,
    minutes,
  }));
