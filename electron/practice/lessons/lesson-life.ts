/** Begins a lesson in a region, shows its hints, keeps its verdict, ends it. */
import type { LessonId } from "../../../shared/model/practice/practice-lesson.ts";
import { setOrigin } from "../control/origin.ts";
import { createPracticeWorld } from "../practice-world.ts";
import type { PracticeRegion } from "../region.ts";
import type { World } from "../world/kernel/world.ts";
import { lessonOf } from "./catalogue.ts";
import type { LessonFacts, LessonRecord, LessonSettled } from "./lesson-facts.ts";
import type { Lesson } from "./lesson.ts";
import { forgetLesson, keepLesson, keptLesson } from "./lesson-state.ts";
import { groupSights, servingIn } from "./sight.ts";
import { beginWatch, noteSight } from "./watch.ts";

const LESSON_SEED = 1;
/** Of a fleet's servers: fewer than this share must never serve. */
const FLOOR_SHARE = 0.9;

/** Its world takes the place of the region's. */
export function beginLesson(region: PracticeRegion, id: LessonId): LessonFacts {
  const lesson = lessonOf(id);
  const { region: place, accountId } = region.cloud.home;
  region.begin((startMs) => lessonWorld(lesson, { region: place, accountId, startMs }));
  region.setSpeed(lesson.speed);
  return mustBeIn(region.cloud.home);
}

interface Where {
  readonly region: string;
  readonly accountId: string;
  readonly startMs: number;
}

export function lessonWorld(lesson: Lesson, where: Where): World {
  const world = createPracticeWorld({ ...where, seed: LESSON_SEED, scenario: "shop" });
  setOrigin(world, { kind: "lesson", name: lesson.id, seed: LESSON_SEED });
  const known = lesson.prepare(world);
  const facts: LessonFacts = {
    id: lesson.id,
    startedAtMs: world.nowMs,
    hintsShown: 0,
    settled: null,
    record: newRecord(world, lesson, known),
  };
  keepLesson(world, facts);
  noteSight(world, facts);
  beginWatch(world, facts);
  return world;
}

function newRecord(world: World, lesson: Lesson, known: LessonRecord["known"]): LessonRecord {
  const groups = groupSights(world, lesson.fleets);
  const images = groups.flatMap(({ servingByImage }) => Object.keys(servingByImage));
  return {
    fleets: lesson.fleets.map((name) => {
      const size = servingIn(groups, name);
      return { name, size, floor: Math.ceil(size * FLOOR_SHARE) };
    }),
    imagesBefore: [...new Set(images)],
    groupsBefore: groups.map(({ name }) => name),
    known,
    sights: [],
    launches: [],
    returns: [],
  };
}

/** The next one. */
export function showHint(world: World): { readonly hint: string; readonly left: number } {
  const facts = mustBeIn(world);
  const { hints } = lessonOf(facts.id);
  const hint = hints[facts.hintsShown];
  if (hint === undefined) throw new Error("There are no more hints for this lesson.");
  facts.hintsShown += 1;
  return { hint, left: hints.length - facts.hintsShown };
}

/** The first verdict stays; the watch ends with it. */
export function settleLesson(world: World, settled: LessonSettled): void {
  const facts = mustBeIn(world);
  facts.settled ??= settled;
}

/** The region goes on without it. */
export function endLesson(world: World): LessonFacts {
  const facts = mustBeIn(world);
  forgetLesson(world);
  return facts;
}

/** The region was loaded again, after the program had ended. */
export function noteReturn(world: World): void {
  const facts = keptLesson(world);
  if (facts && !facts.settled) facts.record.returns.push(world.nowMs);
}

function mustBeIn(world: World): LessonFacts {
  const facts = keptLesson(world);
  if (facts) return facts;
  throw new Error("This region is in no lesson.");
}
