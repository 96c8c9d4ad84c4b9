/** A scenario from a seed. Each part is drawn from a chance of its own: an option changes its own part alone. */
import { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { drawAmbushes } from "./ambushes.ts";
import { drawDeeds } from "./deeds.ts";
import { drawColleague } from "./colleague.ts";
import { drawRules, type FaultLevel } from "./faults.ts";
import { drawFleet } from "./fleet.ts";
import { drawHand } from "./hand.ts";
import { drawHow, pointsOf, type Points } from "./how.ts";
import type { ConsoleEnd, Deed, FleetShape, Kind, Scenario } from "./scenario.ts";
import type { Strategy } from "../../../shared/model/intent.ts";

export interface DrawOptions {
  /** Null: as the seed has it. */
  readonly kind: Kind | null;
  readonly servers: number | null;
  readonly faults: FaultLevel | null;
  readonly strategy: Strategy | null;
}

export const ANY: DrawOptions = { kind: null, servers: null, faults: null, strategy: null };

export function drawScenario(seed: number, options: DrawOptions = ANY): Scenario {
  const chance = (part: number) => Chance.seeded(seed * 16 + part);
  const fleet = drawFleet(chance(1), options.servers);
  const level = options.faults ?? drawLevel(chance(2));
  const deeds = withHow(chance(8), fleet, drawDeeds(chance(3), fleet, options.kind), options);
  const hard = level === "heavy" && chance(4).next() < 0.6;
  return {
    seed,
    fleet,
    deeds,
    rules: drawRules(chance(5), level, hard),
    colleague: hard ? drawColleague(chance(6)) : [],
    ambushes: hard ? drawAmbushes(chance(7), deeds) : [],
  };
}

function withHow(
  chance: Chance,
  fleet: FleetShape,
  deeds: readonly Deed[],
  { strategy }: DrawOptions,
): Deed[] {
  return deeds.map((each) => {
    const how = drawHow(chance, fleet, strategy);
    const deed = { ...each, hand: drawHand(chance) };
    if (deed.kind !== "replace") return deed;
    return { ...deed, how, ends: deed.ends.map((end) => endIn(chance, end, pointsOf(how))) };
  });
}

/** Killed where that strategy gets to: the points of others never come. */
function endIn(chance: Chance, end: ConsoleEnd, points: Points | null): ConsoleEnd {
  const drawn = points && chance.pick(points);
  return drawn === null || typeof end.at === "number" ? end : { ...end, at: drawn };
}

export function drawLevel(chance: Chance): FaultLevel {
  const drawn = chance.next();
  if (drawn < 0.08) return "none";
  return drawn < 0.3 ? "light" : "heavy";
}
