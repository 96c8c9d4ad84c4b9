/** A run about images from a seed, by streams of its own: what seeds draw about fleets stays as it is. */
import { Chance } from "../../../../electron/practice/world/kernel/chance.ts";
import { LINEAGE_FLEETS } from "../../../../electron/practice/world/seed/lineage-catalogue.ts";
import { drawLevel, type DrawOptions } from "../../scenario/draw.ts";
import { drawRules } from "../../scenario/faults.ts";
import { MINUTE } from "../../scenario/minute.ts";
import { drawLifeDeeds } from "./draw-deeds.ts";
import {
  LIVES,
  type Life,
  type LifeColleague,
  type LifeFleet,
  type LifeScenario,
} from "./scenario.ts";

/** Beyond what seeds of fleets draw from. */
const STREAMS = 2 ** 40;
const HOUR = 60 * MINUTE;

/** `images`: any of them. */
export type LifeWish = Life | "images";
export const LIFE_WISHES: readonly LifeWish[] = [...LIVES, "images"];

export interface DrawWish extends DrawOptions {
  /** Null: a run about a fleet. */
  readonly life: LifeWish | null;
}

export function drawLife(
  seed: number,
  wish: LifeWish,
  { faults, servers }: Pick<DrawOptions, "faults" | "servers">,
): LifeScenario {
  const chance = (part: number) => Chance.seeded(STREAMS + seed * 16 + part);
  const life = wish === "images" ? drawKind(chance(0)) : wish;
  const level = faults ?? drawLevel(chance(2));
  const hard = level === "heavy" && chance(4).next() < 0.6;
  const fleets = drawFleets(chance(1), life, servers);
  return {
    seed,
    life,
    fleets,
    oldImages: life === "retention" ? chance(9).whole(1, 4) : 0,
    broken: hard ? drawBroken(chance(8), fleets) : null,
    inventoryLagMs: chance(10).pick([20_000, MINUTE, 3 * MINUTE]),
    deeds: drawLifeDeeds(chance(3), life),
    rules: drawRules(chance(5), level, hard),
    colleague: hard ? drawColleague(chance(6), life) : [],
  };
}

/** A campaign has all of the others' calls but few, and takes as long as all of them. */
const SHARES: readonly (readonly [Life, number])[] = [
  ["campaign", 0.4],
  ["retention", 0.58],
  ["sweep", 0.72],
  ["copy", 0.84],
  ["inspect", 0.92],
  ["revoke", 1],
];

function drawKind(chance: Chance): Life {
  const drawn = chance.next();
  return SHARES.find(([, upTo]) => drawn < upTo)?.[0] ?? LIVES[0];
}

function drawFleets(chance: Chance, life: Life, servers: number | null): LifeFleet[] {
  const wanted = life === "campaign" ? chance.pick([1, 1, 2, 2, 3]) : 1;
  const left = [...LINEAGE_FLEETS];
  return Array.from({ length: wanted }, () => {
    const [entry] = left.splice(chance.whole(0, left.length - 1), 1);
    const size = chance.whole(1, 4);
    return {
      entry: entry?.name ?? "",
      servers: servers ?? size,
      targetGroups: entry?.targetGroups === 0 || chance.next() < 0.2 ? (0 as const) : (1 as const),
      below: chance.whole(0, size),
      above: chance.whole(0, 4),
    };
  });
}

function drawBroken(chance: Chance, fleets: readonly LifeFleet[]): LifeScenario["broken"] {
  const isDrawn = chance.next() < 0.2;
  const recipe = chance.pick(["hardened", ...fleets.map(({ entry }) => recipeOf(entry))]);
  const mendedAtMs = chance.next() < 0.6 ? Math.round(chance.between(0, HOUR)) : null;
  return isDrawn ? { recipe, mendedAtMs } : null;
}

/** Staging runs the images of production. */
export const recipeOf = (entry: string) => entry.replace(/-stage$/, "");

const DOES: Readonly<Record<Life, readonly [LifeColleague["what"], ...LifeColleague["what"][]]>> = {
  campaign: [
    "resize",
    "delete-group",
    "take-claim-off",
    "revoke",
    "deregister",
    "disable",
    "end-builder",
    "end-builder",
  ],
  copy: ["deregister", "share", "enable"],
  sweep: ["start-server", "name-in-template", "share", "deregister", "protect"],
  retention: [
    "start-server",
    "start-server",
    "name-in-template",
    "share",
    "protect",
    "enable",
    "deregister",
  ],
  inspect: ["end-builder", "deregister", "disable"],
  revoke: ["disable", "enable", "deregister"],
};

/** Over in a moment once it is begun: who meddles does so before. */
const PLANNED_LONG_BEFORE: readonly Life[] = ["sweep", "retention"];

function drawColleague(chance: Chance, life: Life): LifeColleague[] {
  const longest = life === "campaign" ? 50 * MINUTE : 6 * MINUTE;
  const deeds = Array.from({ length: chance.whole(1, 3) }, () => ({
    atMs: Math.round(chance.between(0, chance.pick([longest / 10, longest]))),
    which: chance.whole(0, 9),
    what: chance.pick(DOES[life]),
    isWhilePlanned: PLANNED_LONG_BEFORE.includes(life) && chance.next() < 0.5,
  }));
  return chance.next() < 0.5 ? deeds : [];
}
