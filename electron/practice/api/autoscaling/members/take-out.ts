/** Out of service but alive: what entering standby and detaching have in common. */
import type { EnterStandbyAnswer } from "@aws-sdk/client-auto-scaling";
import { markActivity } from "../../../world/autoscaling/activities.ts";
import { sumOfUnits } from "../../../world/autoscaling/groups.ts";
import { beginMove, leave } from "../../../world/autoscaling/members/end-members.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import { activitiesOf, sizesForbid } from "./named-members.ts";

export interface TakeOut {
  readonly shrink: boolean;
  readonly state: "EnteringStandby" | "Detaching";
  readonly wish: string;
  readonly description: (id: string) => string;
  readonly response: string;
}

export function takeOut(
  world: World,
  group: GroupState,
  members: readonly MemberState[],
  order: TakeOut,
): EnterStandbyAnswer {
  const shrinking = order.shrink ? shrink(group, members, order.wish) : "";
  const ids = members.map((member) => takeOneOut(world, group, member, { ...order, shrinking }));
  wake(world, group, 2000);
  return activitiesOf(world, ids);
}

/** As the cause tells it. A member in standby has no part in the desired capacity. */
function shrink(group: GroupState, members: readonly MemberState[], wish: string): string {
  const units = sumOfUnits(members.filter(({ lifecycleState }) => lifecycleState !== "Standby"));
  const before = group.desiredCapacity;
  if (before - units < group.minSize) throw sizesForbid(group, wish, members.length);
  group.desiredCapacity -= units;
  return `, shrinking the capacity from ${before} to ${group.desiredCapacity}`;
}

function takeOneOut(
  world: World,
  group: GroupState,
  member: MemberState,
  order: TakeOut & { readonly shrinking: string },
): string {
  const { instanceId } = member;
  const cause = `At ${stamp(world.nowMs)} instance ${instanceId} was ${order.response} in response to a user request${order.shrinking}.`;
  const id = beginMove(world, group, member, { description: order.description(instanceId), cause });
  markActivity(world, id, "InProgress", 50);
  member.lifecycleState = order.state;
  leave(world, group, member);
  return id;
}
