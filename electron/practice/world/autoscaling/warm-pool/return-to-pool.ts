/** Scaling in with a reuse policy: a member goes back into the pool in the place of being terminated. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity } from "../activities.ts";
import { beginMove } from "../members/end-members.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import { restSoon } from "./pool-life.ts";
import { forgetReturning, markReturning, placesTaken, willReturn } from "./pool-members.ts";
import { warmTarget } from "./pool-size.ts";

/** For a member that is one too many: asked before its termination begins. */
export function reuseOnScaleIn(group: GroupState, member: MemberState): void {
  const pool = group.warmPool;
  if (!pool?.reuseOnScaleIn || pool.status !== null) return;
  const isFit = member.lifecycleState === "InService" && member.healthStatus === "Healthy";
  if (isFit && placesTaken(group) < warmTarget(group)) markReturning(group, member);
}

/** True if the member has gone into the pool instead of being terminated. */
export function returnsToPool(world: World, group: GroupState, member: MemberState): boolean {
  if (!willReturn(group, member)) return false;
  forgetReturning(group, member);
  const isThere = world.state.instances.get(member.instanceId)?.state === "running";
  if (!isThere || group.status !== null || group.warmPool?.status !== null) return false;
  closeActivity(world, member.activityId, "Successful");
  const warm: MemberState = { ...member, lifecycleState: "Warmed:Pending", inServiceAtMs: null };
  group.members = group.members.filter((each) => each !== member);
  group.warmPool.members.push(warm);
  beginMove(world, group, warm, {
    description: `Returning EC2 instance to warm pool: ${member.instanceId}`,
    cause: `At ${stamp(world.nowMs)} an instance was returned to the warm pool in response to a scale-in.`,
  });
  restSoon(world, group, warm);
  wake(world, group, 1000);
  return true;
}
