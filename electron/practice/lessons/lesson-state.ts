/** The lesson that a region is in, kept in the region's own state. */
import type { Json } from "../world/kernel/json.ts";
import type { World } from "../world/kernel/world.ts";
import type { LessonFacts } from "./lesson-facts.ts";

const KEY = "practice.lesson";

/** Its members are changed in place. Null: the region is in no lesson. */
export const keptLesson = (world: World): LessonFacts | null =>
  (world.state.loose.get(KEY) as unknown as LessonFacts | undefined) ?? null;

export function keepLesson(world: World, lesson: LessonFacts): void {
  world.state.loose.set(KEY, lesson as unknown as Json);
}

export const forgetLesson = (world: World): boolean => world.state.loose.delete(KEY);
