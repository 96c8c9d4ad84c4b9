/**
 * What the simulation once found. A seed means something else as soon as more is drawn from it, so the shortest
 * history of each failure is kept as it was; the seeds stay in the set as well.
 */
import { readFileSync } from "node:fs";
import type { Strategy } from "../../shared/model/intent.ts";
import { drawScenario } from "./scenario/draw.ts";
import type { FaultLevel } from "./scenario/faults.ts";
import type { Ambush, Deed, FleetShape, Scenario } from "./scenario/scenario.ts";
import type { AnyScenario } from "./simulate.ts";

export const ONCE_FAILED_SEEDS: readonly number[] = [
  102, 248, 320, 416, 1066, 2647, 2744, 3087, 3113, 3153, 3194, 3237, 3254, 3363, 3824, 4124, 5011,
  5019, 5091, 5105, 5144, 5212, 5246, 5262, 5372, 6124, 8207, 100232, 100295, 100778, 100906,
  101094, 101167, 101266, 101329, 101364, 101417, 101639, 102230, 102333, 102484, 102496, 102613,
  102816, 103250, 103361, 103569, 103840, 104427, 104437, 107944, 110118,
];

/** By one strategy, as the seed has all else. */
const drawn = (seed: number, strategy: Strategy, faults: FaultLevel): Scenario =>
  drawScenario(seed, { kind: "replace", servers: null, faults, strategy });

export interface OnceFailed {
  readonly what: string;
  readonly scenario: AnyScenario;
}

const SMALL: FleetShape = {
  entry: "catalog-api",
  servers: 2,
  zones: 3,
  targetGroups: 1,
  snowflake: false,
  below: 1,
  above: 3,
  isProtected: false,
  held: [],
  traits: [],
  settings: {},
};
const ROLL_BACK: Deed = {
  kind: "rollback",
  canary: 0,
  canarySoakMs: 0,
  soakMs: 0,
  to: "cold",
  user: [],
  ends: [],
  back: null,
};

/** A roll back that is met by somebody else before it takes the old group out of traffic. */
const ambushed = (ambush: Omit<Ambush, "deed" | "armedBy" | "group" | "share">): Scenario => ({
  seed: 13,
  fleet: SMALL,
  deeds: [ROLL_BACK],
  rules: [],
  colleague: [],
  ambushes: [{ deed: 0, armedBy: "step-begun:shift-away", group: "to", share: 1, ...ambush }],
});

/** Shortest histories as the command prints them, one a line: too long to be read, and never edited. */
const kept = readFileSync(new URL("once-failed.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as OnceFailed);

export const ONCE_FAILED: readonly OnceFailed[] = [
  ...kept,
  {
    what: "a group that is about to scale in was counted as one that serves",
    scenario: ambushed({ call: "DescribeAutoScalingGroups", act: "shrink", lateMs: 589 }),
  },
  {
    what: "the guard judged by a list that had come 40 s late",
    scenario: ambushed({
      call: "DescribeAutoScalingGroups",
      passing: 2,
      act: "delete",
      lateMs: 40_000,
    }),
  },
  {
    what: "the guard judged by the health of servers that had come 40 s late",
    scenario: ambushed({ call: "DescribeTargetHealth", passing: 2, act: "shrink", lateMs: 40_000 }),
  },
  {
    what: "a server that an unanswered call had put into standby was asked into it again, and that failed the operation",
    scenario: drawn(200_019, "root-volume", "light"),
  },
  {
    what: "a group that somebody deletes was to be given back",
    scenario: drawn(200_012, "grow-shrink", "heavy"),
  },
  {
    what: "a server that AWS ends with a cancelled refresh was held for our doing",
    scenario: drawn(200_020, "refresh", "heavy"),
  },
];
