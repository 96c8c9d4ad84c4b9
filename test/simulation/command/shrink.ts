/**
 * The shortest history that still fails: parts of a scenario are left out one by one, for as long as one of the
 * problems that it had stays. Bounded in time; what is found by then is given.
 */
import type { Deed, FleetShape, Scenario } from "../scenario/scenario.ts";
import { smallerLives } from "../life/scenario/smaller.ts";
import type { AnyScenario, Verdict } from "../simulate.ts";
import { without } from "./without.ts";

export interface Shrunk<S extends AnyScenario = AnyScenario> {
  readonly scenario: S;
  readonly verdict: Verdict;
  readonly tries: number;
}

export interface ShrinkParts<S extends AnyScenario> {
  readonly run: (scenario: S) => Promise<Verdict>;
  readonly mayGoOn: () => boolean;
}

export async function shrink<S extends AnyScenario>(
  first: S,
  failed: Verdict,
  parts: ShrinkParts<S>,
): Promise<Shrunk<S>> {
  const kinds = new Set(failed.problems.map(kindOf));
  const isSame = ({ problems }: Verdict) => problems.some((one) => kinds.has(kindOf(one)));
  let best: Shrunk<S> = { scenario: first, verdict: failed, tries: 0 };
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (let at = 0; parts.mayGoOn(); at += 1) {
      const smaller = [...smallerThan(best.scenario)][at];
      if (!smaller) break;
      const verdict = await parts.run(smaller);
      best = { ...best, tries: best.tries + 1 };
      if (!isSame(verdict)) continue;
      best = { ...best, scenario: smaller, verdict };
      isSmaller = true;
      // What stood before this place could not be left out; what comes after it has moved here.
      at -= 1;
    }
  }
  return best;
}

/** A problem without its names and numbers. */
const kindOf = (problem: string) =>
  problem
    .replace(/\b(arn|op-|i-0|ami-0|sg-0)\S*/g, "")
    .replace(/\S*-v?\d+\S*|=\S+|\d+/g, "")
    .slice(0, 60);

/** Each is the scenario with one part less, the largest parts first. */
function smallerThan<S extends AnyScenario>(scenario: S): Iterable<S> {
  const smaller = "life" in scenario ? smallerLives(scenario) : smallerScenarios(scenario);
  return smaller as Iterable<S>;
}

function* smallerScenarios(scenario: Scenario): Generator<Scenario> {
  const { deeds, rules, colleague, ambushes } = scenario;
  for (const index of deeds.keys()) if (deeds.length > 1) yield withoutDeed(scenario, index);
  yield* without(rules, (each) => ({ ...scenario, rules: each }));
  yield* without(colleague, (each) => ({ ...scenario, colleague: each }));
  yield* without(ambushes, (each) => ({ ...scenario, ambushes: each }));
  for (const [index, deed] of deeds.entries())
    for (const smaller of smallerDeeds(deed))
      yield { ...scenario, deeds: deeds.with(index, smaller) };
  for (const fleet of smallerFleets(scenario.fleet)) yield { ...scenario, fleet };
}

function withoutDeed(scenario: Scenario, index: number): Scenario {
  const ambushes = scenario.ambushes
    .filter(({ deed }) => deed !== index)
    .map((ambush) => (ambush.deed > index ? { ...ambush, deed: ambush.deed - 1 } : ambush));
  return { ...scenario, deeds: scenario.deeds.toSpliced(index, 1), ambushes };
}

function* smallerDeeds(deed: Deed): Generator<Deed> {
  // The last word alone: who says pause and never goes on would be another story.
  if (deed.user.length > 0) yield { ...deed, user: [] };
  yield* without(deed.ends, (ends) => ({ ...deed, ends }));
  if (deed.back && deed.back.ends.length + deed.back.user.length > 0)
    yield { ...deed, back: { user: [], ends: [] } };
  yield* simplerHow(deed);
  const { hand, ...untouched } = deed;
  if (hand) yield untouched;
  if (deed.canary > 0) yield { ...deed, canary: 0 };
  if (deed.canarySoakMs > 0) yield { ...deed, canarySoakMs: 0 };
  if (deed.soakMs > 0) yield { ...deed, soakMs: 0 };
}

/** The same strategy in its plainest form. */
function* simplerHow({ how, ...deed }: Deed): Generator<Deed> {
  if (!how) return;
  if (how.strategy === "parallel") yield deed;
  if (how.gates.length > 0) yield { ...deed, how: { ...how, gates: [] } };
  if ("batch" in how && how.batch > 1) yield { ...deed, how: { ...how, batch: 1 } };
  if ("batchSoakMs" in how && how.batchSoakMs > 0)
    yield { ...deed, how: { ...how, batchSoakMs: 0 } };
}

function* smallerFleets(fleet: FleetShape): Generator<FleetShape> {
  const { servers, targetGroups } = fleet;
  for (const fewer of [1, 2, Math.floor(servers / 2), servers - 1])
    if (fewer >= 1 && fewer < servers) yield { ...fleet, servers: fewer };
  yield* without(fleet.traits, (traits) => ({ ...fleet, traits }));
  if (targetGroups > 0) yield { ...fleet, targetGroups: targetGroups - 1 };
  if (Object.keys(fleet.settings).length > 0) yield { ...fleet, settings: {} };
  if (fleet.snowflake) yield { ...fleet, snowflake: false };
  if (fleet.isProtected) yield { ...fleet, isProtected: false };
  if (fleet.held.length > 0) yield { ...fleet, held: [] };
  if (fleet.above > 0) yield { ...fleet, above: 0 };
  if (fleet.below > 0) yield { ...fleet, below: 0 };
}
