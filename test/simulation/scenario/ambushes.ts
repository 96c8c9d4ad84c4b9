/** Somebody meddles, or servers fail, right between a look and the call that rests on it. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import type { Strategy } from "../../../shared/model/intent.ts";
import { MINUTE } from "./minute.ts";
import type { Ambush, Deed } from "./scenario.ts";

/** Up to so many of the calls pass first. */
type Aim = Pick<Ambush, "armedBy" | "call"> & { readonly passingUpTo?: number };
type Aims = readonly [Aim, ...Aim[]];

/** Each of these has a call of the operation after it that takes capacity away. */
const SHIFTING: Aims = [
  { armedBy: "step-begun:shift-away", call: "SuspendProcesses" },
  { armedBy: "step-begun:shift-away", call: "SuspendProcesses" },
  { armedBy: "step-begun:shift-away", call: "DescribeTargetHealth" },
  { armedBy: "step-begun:shift-away", call: "DescribeAutoScalingGroups" },
  { armedBy: "step-done:soak", call: "DescribeAutoScalingGroups" },
];
const REMOVING: Aims = [
  { armedBy: "step-begun:remove-group", call: "DescribeTargetHealth" },
  { armedBy: "step-begun:remove-group", call: "DescribeAutoScalingGroups" },
];

const ending = "TerminateInstanceInAutoScalingGroup";
/** In place there are as many such calls as batches: some strike at the first, some at a later one. */
const RENEWING: Readonly<Record<Strategy, Aims>> = {
  parallel: SHIFTING,
  "grow-shrink": [
    { armedBy: "step-begun:grow-and-shed", call: "DescribeAutoScalingGroups", passingUpTo: 40 },
    { armedBy: "step-begun:grow-and-shed", call: "UpdateAutoScalingGroup", passingUpTo: 3 },
    { armedBy: null, call: ending, passingUpTo: 4 },
    { armedBy: null, call: ending },
    { armedBy: `after-result:${ending}`, call: "DescribeAutoScalingGroups" },
    { armedBy: `after-result:${ending}`, call: "DescribeTargetHealth", passingUpTo: 30 },
  ],
  refresh: [
    { armedBy: "step-begun:refresh", call: "DescribeAutoScalingGroups" },
    { armedBy: "step-begun:refresh", call: "DescribeTargetHealth" },
    { armedBy: "step-begun:refresh", call: "DescribeInstanceRefreshes", passingUpTo: 40 },
    { armedBy: null, call: "StartInstanceRefresh" },
  ],
  "root-volume": [
    { armedBy: "step-begun:swap-roots", call: "DescribeAutoScalingGroups" },
    { armedBy: "step-begun:swap-roots", call: "DescribeTargetHealth", passingUpTo: 40 },
    { armedBy: null, call: "EnterStandby", passingUpTo: 2 },
    { armedBy: null, call: "CreateReplaceRootVolumeTask", passingUpTo: 2 },
    { armedBy: null, call: "ExitStandby", passingUpTo: 2 },
  ],
};

export function drawAmbushes(chance: Chance, deeds: readonly Deed[]): Ambush[] {
  let strategy: Strategy = "parallel";
  return deeds.flatMap((deed, index) => {
    strategy = deed.how?.strategy ?? strategy;
    const isDrawn = chance.next() < 0.6;
    const ambush = drawAmbush(chance, index, aimsOf(deed, strategy));
    return isDrawn && deed.kind !== "bake" ? [ambush] : [];
  });
}

/** A roll back goes the way that the replacement before it went. */
function aimsOf({ kind }: Deed, strategy: Strategy): Aims {
  if (kind === "retire") return REMOVING;
  const own = RENEWING[strategy];
  return kind === "rollback" ? [...own, { armedBy: null, call: "ResumeProcesses" }] : own;
}

function drawAmbush(chance: Chance, deed: number, aims: Aims): Ambush {
  const { passingUpTo, ...aim } = chance.pick(aims);
  const passing = passingUpTo === undefined ? {} : { passing: chance.whole(0, passingUpTo) };
  return {
    deed,
    ...aim,
    ...passing,
    act: chance.pick(["shrink", "fail-servers", "fail-servers", "delete", "suspend-launch"]),
    group: chance.next() < 0.8 ? "to" : "from",
    share: chance.pick([0.3, 1]),
    lateMs: Math.round(chance.between(0, chance.pick([1000, MINUTE]))),
  };
}
