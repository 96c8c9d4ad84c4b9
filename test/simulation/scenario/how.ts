/** By which strategy a replacement goes, and how carefully. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import type { Gate, RefreshIntent, Strategy } from "../../../shared/model/intent.ts";
import { MINUTE } from "./minute.ts";
import type { FleetShape, How } from "./scenario.ts";

export const STRATEGIES = ["parallel", "grow-shrink", "refresh", "root-volume"] as const;

const SHARES: readonly (readonly [Strategy, number])[] = [
  ["parallel", 0.46],
  ["grow-shrink", 0.64],
  ["refresh", 0.82],
  ["root-volume", 1],
];

export function drawHow(chance: Chance, fleet: FleetShape, wanted: Strategy | null): How {
  const drawn = chance.next();
  const strategy = wanted ?? SHARES.find(([, upTo]) => drawn < upTo)?.[0] ?? "parallel";
  return { ...HOWS[strategy](chance, fleet), gates: drawGates(chance) };
}

export type Points = readonly [string, ...string[]];
const RENEWED = ["step-done:hold", "after-act:UpdateAutoScalingGroup"] as const;
/** Where it hurts most to be killed; a parallel generation has the points of every operation between groups. */
const POINTS: Readonly<Record<Strategy, Points | null>> = {
  parallel: null,
  "grow-shrink": [
    ...RENEWED,
    "after-intent:TerminateInstanceInAutoScalingGroup",
    "after-act:TerminateInstanceInAutoScalingGroup",
    "step-done:grow-and-shed",
  ],
  refresh: [
    "after-intent:StartInstanceRefresh",
    "after-act:StartInstanceRefresh",
    "step-done:refresh",
  ],
  "root-volume": [
    ...RENEWED,
    "after-act:EnterStandby",
    "after-intent:CreateReplaceRootVolumeTask",
    "after-act:CreateReplaceRootVolumeTask",
    "after-act:ExitStandby",
    "step-done:swap-roots",
  ],
};
/** Null: those of any operation. */
export const pointsOf = ({ strategy }: How): Points | null => POINTS[strategy];

type Draw = (chance: Chance, fleet: FleetShape) => Parted;
type Parted = How extends infer H ? (H extends How ? Omit<H, "gates"> : never) : never;

const HOWS: Readonly<Record<Strategy, Draw>> = {
  parallel: (chance, { servers }) => ({
    strategy: "parallel",
    waves: drawWaves(chance, servers),
    waveSoakMs: chance.whole(0, 2) * MINUTE,
    traffic: chance.next() < 0.3 ? "dark" : "from-first-server",
    retireAfterWarm: chance.next() < 0.2,
  }),
  "grow-shrink": (chance, { servers }) => ({
    strategy: "grow-shrink",
    batch: drawBatch(chance, servers),
    batchSoakMs: chance.whole(0, 2) * MINUTE,
  }),
  refresh: (chance) => ({ strategy: "refresh", preferences: drawPreferences(chance) }),
  "root-volume": (chance, { servers }) => ({
    strategy: "root-volume",
    batch: drawBatch(chance, servers),
    batchSoakMs: chance.whole(0, 2) * MINUTE,
    keepReplaced: chance.next() < 0.5,
  }),
};

const drawBatch = (chance: Chance, servers: number) =>
  chance.whole(1, Math.max(1, Math.ceil(servers / 3)));

function drawWaves(chance: Chance, servers: number): number[] {
  const count = chance.whole(0, 2);
  const drawn = Array.from({ length: 2 }, () => chance.whole(1, Math.max(1, servers - 1)));
  const some = drawn.slice(0, count).filter((size) => size < servers);
  return [...new Set(some)].toSorted((one, other) => one - other);
}

function drawPreferences(chance: Chance): RefreshIntent["preferences"] {
  const minHealthyPercentage = chance.pick([100, 100, 90, 50]);
  const halfway = chance.next() < 0.2;
  return {
    minHealthyPercentage,
    maxHealthyPercentage: chance.pick([110, 110, 150]),
    instanceWarmupSeconds: chance.pick([null, 0, 60]),
    skipMatching: chance.next() < 0.7,
    autoRollback: chance.next() < 0.2,
    checkpointPercentages: halfway ? [50, 100] : [],
    checkpointDelaySeconds: halfway ? 120 : null,
    bakeTimeSeconds: chance.next() < 0.2 ? 120 : null,
    scaleInProtectedInstances: chance.pick(["Refresh", "Refresh", "Ignore", "Wait"]),
    standbyInstances: chance.pick(["Terminate", "Ignore", "Wait"]),
    alarms: [],
  };
}

/** Those that need nothing beside the fleet and its user. */
function drawGates(chance: Chance): Gate[] {
  const drawn = chance.next();
  const withinMs = chance.pick([10, 30]) * MINUTE;
  if (drawn < 0.2) return [{ kind: "status-checks" }];
  return drawn < 0.3 ? [{ kind: "approval", question: "Go on?", withinMs }] : [];
}
