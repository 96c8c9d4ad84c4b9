/**
 * What the simulation once found. A seed means something else as soon as more is drawn from it, so the shortest
 * history of each failure is kept as it was; the seeds stay in the set as well.
 */
import type { Scenario } from "./scenario/scenario.ts";

export const ONCE_FAILED_SEEDS: readonly number[] = [
  102, 248, 416, 1066, 2320, 5011, 5019, 5091, 5105, 5144, 5212, 5246, 5262,
];

export interface OnceFailed {
  readonly what: string;
  readonly scenario: Scenario;
}

export const ONCE_FAILED: readonly OnceFailed[] = [
  {
    what: "a group that is about to scale in was counted as one that serves",
    scenario: {
      seed: 13,
      fleet: {
        entry: "catalog-api",
        servers: 1,
        zones: 3,
        targetGroups: 1,
        snowflake: false,
        below: 1,
        above: 3,
        isProtected: false,
        held: [],
        traits: [],
        settings: {},
      },
      deeds: [
        {
          kind: "rollback",
          canary: 0,
          canarySoakMs: 0,
          soakMs: 0,
          to: "cold",
          user: [],
          ends: [],
          back: null,
        },
      ],
      rules: [],
      colleague: [],
      ambushes: [
        {
          deed: 0,
          armedBy: "step-begun:shift-away",
          call: "DescribeAutoScalingGroups",
          act: "shrink",
          group: "to",
          share: 1,
          lateMs: 589,
        },
      ],
    },
  },
];
