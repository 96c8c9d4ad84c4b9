/** Runs about images with one part less, the largest parts first. */
import { without } from "../../command/without.ts";
import type { LifeCourse, LifeDeed, LifeScenario } from "./scenario.ts";

export function* smallerLives(scenario: LifeScenario): Generator<LifeScenario> {
  const { fleets, deeds, rules, colleague, broken } = scenario;
  for (const index of deeds.keys())
    if (deeds.length > 1) yield { ...scenario, deeds: deeds.toSpliced(index, 1) };
  for (const index of fleets.keys())
    if (fleets.length > 1) yield { ...scenario, fleets: fleets.toSpliced(index, 1) };
  yield* without(rules, (each) => ({ ...scenario, rules: each }));
  yield* without(colleague, (each) => ({ ...scenario, colleague: each }));
  if (broken) yield { ...scenario, broken: null };
  for (const [index, deed] of deeds.entries())
    for (const smaller of smallerDeeds(deed))
      yield { ...scenario, deeds: deeds.with(index, smaller) };
  for (const [index, fleet] of fleets.entries())
    if (fleet.servers > 1)
      yield { ...scenario, fleets: fleets.with(index, { ...fleet, servers: 1 }) };
  if (scenario.oldImages > 1) yield { ...scenario, oldImages: 1 };
}

function* smallerDeeds(deed: LifeDeed): Generator<LifeDeed> {
  yield* smallerCourses(deed, (course) => ({ ...deed, ...course }));
  const { work } = deed;
  if (work.kind !== "campaign") return;
  if (work.leftOut !== null) yield { ...deed, work: { ...work, leftOut: null } };
  if (work.bakesAtOnce > 1) yield { ...deed, work: { ...work, bakesAtOnce: 1 } };
  if (work.back) yield* smallerCourses(work.back, (back) => ({ ...deed, work: { ...work, back } }));
}

function* smallerCourses<R>(course: LifeCourse, made: (less: LifeCourse) => R): Generator<R> {
  const { user, hand, ends } = course;
  // The last word alone: who says pause and never goes on would be another story.
  if (user.length > 0) yield made({ ...course, user: [] });
  if (hand) yield made({ ...course, hand: null });
  yield* without(ends, (each) => made({ ...course, ends: each }));
}
