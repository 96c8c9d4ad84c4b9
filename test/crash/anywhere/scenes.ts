/** Every kind of operation, on a small fleet, with what has to be done before it can begin. */
import type { Plan } from "../../../shared/model/plan.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { MINUTE } from "../../simulation/scenario/minute.ts";
import { largeBake, sharedCopy, sweepOfLeft } from "./image-scenes.ts";
import type { Deed, FleetShape, How } from "../../simulation/scenario/scenario.ts";
import { aCampaign, aCampaignWorld, aRetention, aRetentionWorld } from "./life-scenes.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { SimulatedConsole } from "../../simulation/crashing-console.ts";
import type { CrashRegion } from "./region.ts";

export interface Scene {
  readonly name: string;
  readonly fleet: FleetShape;
  /** Carried out in peace, one after the other. */
  readonly before: readonly Deed[];
  /** The one in which the console is killed. */
  readonly deed: Deed;
  /** What is carried out in the deed's place: a plan of another kind than the simulation draws. */
  readonly plan?: (region: CrashRegion, console: SimulatedConsole) => Promise<Plan>;
  /** In the place of the fleet's. */
  readonly world?: () => World;
}

const fleet: FleetShape = {
  entry: "checkout-web",
  servers: 3,
  zones: 3,
  targetGroups: 1,
  snowflake: false,
  below: 1,
  above: 5,
  isProtected: false,
  held: [],
  traits: [],
  settings: {},
};
const plain: Deed = {
  kind: "replace",
  canary: 1,
  canarySoakMs: MINUTE,
  soakMs: MINUTE,
  to: "warm",
  user: [],
  ends: [],
  back: null,
};
const by = (how: How): Deed => ({ ...plain, how });
const gates: How["gates"] = plainParallel.gates;
const batch = { batch: 1, batchSoakMs: MINUTE };

export const scenes: readonly Scene[] = [
  { name: "parallel", fleet, before: [], deed: plain },
  {
    name: "grow-shrink",
    fleet,
    before: [],
    deed: by({ strategy: "grow-shrink", ...batch, gates }),
  },
  {
    name: "refresh",
    fleet,
    before: [],
    deed: by({
      strategy: "refresh",
      gates,
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 134,
        instanceWarmupSeconds: null,
        skipMatching: false,
        autoRollback: false,
        checkpointPercentages: [],
        checkpointDelaySeconds: null,
        bakeTimeSeconds: null,
        scaleInProtectedInstances: "Wait",
        standbyInstances: "Wait",
        alarms: [],
      },
    }),
  },
  {
    name: "root-volume",
    fleet,
    before: [],
    deed: by({ strategy: "root-volume", ...batch, keepReplaced: false, gates }),
  },
  { name: "rollback-warm", fleet, before: [plain], deed: { ...plain, kind: "rollback" } },
  { name: "rollback-cold", fleet, before: [], deed: { ...plain, kind: "rollback", to: "cold" } },
  { name: "retire", fleet, before: [plain], deed: { ...plain, kind: "retire" } },
  { name: "bake", fleet, before: [], deed: { ...plain, kind: "bake" } },
  { name: "large-bake", fleet, before: [], deed: plain, plan: largeBake },
  { name: "copy", fleet, before: [], deed: plain, plan: sharedCopy },
  { name: "sweep", fleet, before: [], deed: plain, plan: sweepOfLeft },
  { name: "campaign", fleet, before: [], deed: plain, plan: aCampaign, world: aCampaignWorld },
  { name: "retention", fleet, before: [], deed: plain, plan: aRetention, world: aRetentionWorld },
];
