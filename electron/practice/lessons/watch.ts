/**
 * The watch of a lesson: part of the world while the lesson is undecided. It looks every second of the region's time
 * and notes only what has changed; launches are noted as they happen.
 */
import { timerKind } from "../world/kernel/timers.ts";
import type { InstanceChange, World } from "../world/kernel/world.ts";
import { lessonOf } from "./catalogue.ts";
import type { FleetSight, LessonFacts } from "./lesson-facts.ts";
import { keptLesson } from "./lesson-state.ts";
import { fleetOf, groupSights } from "./sight.ts";

const LOOKS_EVERY_MS = 1000;
const MOST_SIGHTS = 3000;
const MOST_LAUNCHES = 1000;

const lookDue = timerKind<{ readonly startedAtMs: number }>("lessons.look");

/** A part of every practice world. */
export function lessonsPart(world: World): void {
  world.on(lookDue, (_, { startedAtMs }) => {
    const lesson = keptLesson(world);
    if (!lesson || lesson.settled || lesson.startedAtMs !== startedAtMs) return;
    noteSight(world, lesson);
    beginWatch(world, lesson);
  });
  world.onInstanceState(noteLaunch);
}

export function beginWatch(world: World, { startedAtMs }: LessonFacts): void {
  world.after(lookDue, LOOKS_EVERY_MS, { startedAtMs });
}

export function noteSight(world: World, { id, record }: LessonFacts): void {
  const lesson = lessonOf(id);
  const names = record.fleets.map(({ name }) => name);
  const marks = { ...lesson.measure?.(world, record.known) };
  const sight: FleetSight = { atMs: world.nowMs, groups: groupSights(world, names), marks };
  if (isSame(record.sights.at(-1), sight) || record.sights.length >= MOST_SIGHTS) return;
  record.sights.push(sight);
}

const isSame = (before: FleetSight | undefined, now: FleetSight) =>
  before !== undefined &&
  JSON.stringify([before.groups, before.marks]) === JSON.stringify([now.groups, now.marks]);

function noteLaunch(world: World, change: InstanceChange): void {
  if (change.to !== "pending" || change.from !== null || change.groupName === null) return;
  const lesson = keptLesson(world);
  if (!lesson || lesson.settled) return;
  const { fleets, launches } = lesson.record;
  if (!fleets.some(({ name }) => name === fleetOf(change.groupName ?? ""))) return;
  const imageId = world.state.instances.get(change.instanceId)?.imageId ?? "";
  if (launches.length >= MOST_LAUNCHES) return;
  const { instanceId, groupName } = change;
  launches.push({ atMs: world.nowMs, instanceId, groupName, imageId });
}
