/**
 * Gives the group that serves now its permanent sizes. The size that autoscaling, or someone, gave either of the two
 * is kept, also above the planned maximum: settling never ends a server.
 */
import type { GroupFact } from "../../model/facts.ts";
import type { FleetReading } from "../../guard/serving.ts";
import { failed, mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { vanished } from "../vanished.ts";

export interface SettleSeen {
  readonly fleet: FleetReading;
}

export function decideSettle(
  work: WorkOf<"settle">,
  seen: SettleSeen,
  memory: Pick<Memory, "unansweredAtMs">,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const { minSize } = work.sizes;
  const desiredCapacity = wanted(work, group, seen.fleet);
  const maxSize = Math.max(work.sizes.maxSize, desiredCapacity);
  if (
    group.minSize === minSize &&
    group.maxSize === maxSize &&
    group.desiredCapacity === desiredCapacity
  ) {
    const unansweredAtMs = memory.unansweredAtMs(work.group, "UpdateAutoScalingGroup");
    if (mayArrive(unansweredAtMs, nowMs)) return lateAnswer;
    return {
      kind: "done",
      note: `Sizes ${String(minSize)} to ${String(maxSize)}, ${String(desiredCapacity)} wanted`,
      ...(work.isForNow ? {} : { settles: [{ kind: "sizes", group: work.group }] as const }),
    };
  }
  return {
    kind: "act",
    note: `Giving ${group.name} the sizes ${String(minSize)} to ${String(maxSize)}`,
    calls: [
      { call: "UpdateAutoScalingGroup", groupName: group.name, minSize, maxSize, desiredCapacity },
    ],
  };
}

const lateAnswer: Decision = {
  kind: "wait",
  note: "The sizes are right. An earlier change of them had no answer and may still arrive; looking until it can't",
  recheckMs: 5000,
  progress: null,
};

function wanted(work: WorkOf<"settle">, group: GroupFact, fleet: FleetReading): number {
  const other = fleet.groups.get(work.fromGroup)?.desiredCapacity ?? 0;
  return Math.max(group.desiredCapacity, other, work.sizes.minSize);
}
