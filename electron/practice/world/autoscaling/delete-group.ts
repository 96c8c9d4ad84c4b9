/** The end of a group: for a while it is there with status "Delete in progress", then it is forgotten. */
import type { GroupState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";
import { beginTermination } from "./members/end-members.ts";
import { isLeaving } from "./groups.ts";
import { forgetScaling } from "./scaling/keep-scaling.ts";
import { endPool } from "./warm-pool/keep-pool.ts";
import { poolMembers } from "./warm-pool/pool-members.ts";
import { stamp } from "./stamps.ts";
import { wake } from "./wake.ts";

const EMPTY_GROUP_STAYS_MS = [8000, 20_000] as const;

/** Ends all members, protected ones too, without their hooks. */
export function beginDeletion(world: World, group: GroupState): void {
  group.status = "Delete in progress";
  Object.assign(group, { minSize: 0, maxSize: 0, desiredCapacity: 0 });
  const cause = `At ${stamp(world.nowMs)} a user request force deleted the AutoScalingGroup.`;
  for (const member of group.members) {
    if (!isLeaving(member)) beginTermination(world, group, member, { cause, hooks: false });
  }
  endPool(world, group, cause);
  wake(world, group, world.chance.between(...EMPTY_GROUP_STAYS_MS));
}

export function continueDeletion(world: World, group: GroupState): void {
  if (group.members.length > 0 || poolMembers(group).length > 0) return wake(world, group, 5000);
  forgetScaling(world, group);
  world.state.groups.delete(group.name);
}
