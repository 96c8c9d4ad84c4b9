import {
  decideCompareClone,
  type CompareSeen,
} from "../../../../shared/decide/clone/compare-clone.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import { lookAtAlarms, lookAtBoth } from "./carry-extras.ts";
import type { StepContext, StepModule } from "../step.ts";

export const compareClone: StepModule<"compare-clone", CompareSeen> = {
  kind: "compare-clone",
  look,
  decide: decideCompareClone,
  onWayOut: false,
  undo: "It changes nothing.",
};

async function look(work: WorkOf<"compare-clone">, { reader }: StepContext): Promise<CompareSeen> {
  const { group, from } = await lookAtBoth(reader, work);
  const [fromDescribed, toDescribed] = await Promise.all([
    reader.groupAsDescribed(work.fromGroup),
    reader.groupAsDescribed(work.group),
  ]);
  if (!group || !from || !fromDescribed || !toDescribed)
    return { group, from, sides: null, alarms: [] };
  const [fromExtras, toExtras] = await Promise.all([
    reader.groupExtras(work.fromGroup),
    reader.groupExtras(work.group),
  ]);
  const sides = {
    from: { described: fromDescribed, extras: fromExtras },
    to: { described: toDescribed, extras: toExtras },
  };
  return { group, from, sides, alarms: await lookAtAlarms(reader, work, fromExtras) };
}
