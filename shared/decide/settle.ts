/**
 * Gives the group that serves now its permanent sizes. The size that autoscaling, or someone, gave either of the two
 * is kept, also above the planned maximum: settling never ends a server.
 */
import type { GroupFact } from "../model/facts.ts";
import type { FleetReading } from "../guard/serving.ts";
import { failed, type Decision, type WorkOf } from "./decision.ts";
import { vanished } from "./vanished.ts";

export interface SettleSeen {
  readonly fleet: FleetReading;
}

export function decideSettle(work: WorkOf<"settle">, seen: SettleSeen): Decision {
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
    return {
      kind: "done",
      note: `Sizes ${String(minSize)} to ${String(maxSize)}, ${String(desiredCapacity)} wanted`,
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

function wanted(work: WorkOf<"settle">, group: GroupFact, fleet: FleetReading): number {
  const other = fleet.groups.get(work.fromGroup)?.desiredCapacity ?? 0;
  return Math.max(group.desiredCapacity, other, work.sizes.minSize);
}
