/** Somebody meddles, or servers fail, right between a look and the call that rests on it. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { MINUTE } from "./minute.ts";
import type { Ambush, Deed, Kind } from "./scenario.ts";

type Aim = Pick<Ambush, "armedBy" | "call">;

/** Each of these has a call of the operation after it that takes capacity away. */
const SHIFTING: readonly [Aim, ...Aim[]] = [
  { armedBy: "step-begun:shift-away", call: "SuspendProcesses" },
  { armedBy: "step-begun:shift-away", call: "SuspendProcesses" },
  { armedBy: "step-begun:shift-away", call: "DescribeTargetHealth" },
  { armedBy: "step-begun:shift-away", call: "DescribeAutoScalingGroups" },
  { armedBy: "step-done:soak", call: "DescribeAutoScalingGroups" },
];
const AIMS: Readonly<Record<Exclude<Kind, "bake">, readonly [Aim, ...Aim[]]>> = {
  replace: SHIFTING,
  rollback: [...SHIFTING, { armedBy: null, call: "ResumeProcesses" }],
  retire: [
    { armedBy: "step-begun:remove-group", call: "DescribeTargetHealth" },
    { armedBy: "step-begun:remove-group", call: "DescribeAutoScalingGroups" },
  ],
};

export function drawAmbushes(chance: Chance, deeds: readonly Deed[]): Ambush[] {
  return deeds.flatMap((deed, index) => {
    const isDrawn = chance.next() < 0.4;
    const ambush = deed.kind === "bake" ? null : drawAmbush(chance, index, AIMS[deed.kind]);
    return isDrawn && ambush ? [ambush] : [];
  });
}

function drawAmbush(chance: Chance, deed: number, aims: readonly [Aim, ...Aim[]]): Ambush {
  return {
    deed,
    ...chance.pick(aims),
    act: chance.pick(["shrink", "fail-servers", "fail-servers", "delete", "suspend-launch"]),
    group: chance.next() < 0.8 ? "to" : "from",
    share: chance.pick([0.3, 1]),
    lateMs: Math.round(chance.between(0, chance.pick([1000, MINUTE]))),
  };
}
