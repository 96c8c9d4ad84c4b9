/**
 * The life of a server in a warm pool: launched, its hooks, then stopped or left running until it is needed; or
 * terminated. A server that is stopped before its user data has run to its end never runs it again, as on AWS: a
 * launch hook holds it as long as it needs.
 */
import { terminateInstances } from "../../ec2/instances/instance-orders.ts";
import { stop } from "../../ec2/instances/instance-life.ts";
import type { GroupState, MemberState, WarmPoolState } from "../../kernel/state/autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { InstanceChange, World } from "../../kernel/world.ts";
import { closeActivity, markActivity } from "../activities.ts";
import { beginMove } from "../members/end-members.ts";
import { beginHooks, endWait } from "../members/hooks.ts";
import type { HookResult } from "../members/hooks.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import { isEnding, leavePool, warmMembershipOf } from "./pool-members.ts";

type RestDue = { readonly name: string; readonly id: string };
export const restDue = timerKind<RestDue>("as.warm-rest");

const RESTING_MS = [2000, 6000] as const;

export function followWarmServer(world: World, change: InstanceChange): void {
  const found = warmMembershipOf(world, change.instanceId, change.groupName);
  if (!found) return;
  const { group, member } = found;
  if (change.to === "running") return begin(world, group, member);
  if (change.to === "stopped") return settle(world, group, member);
  if (change.to === "terminated") forget(world, group, member);
}

function begin(world: World, group: GroupState, member: MemberState): void {
  if (member.lifecycleState !== "Warmed:Pending") return;
  if (!beginHooks(world, group, member)) restSoon(world, group, member);
}

/** From here on it only has to come to rest. */
export function restSoon(world: World, group: GroupState, member: MemberState): void {
  const due = { name: group.name, id: member.instanceId };
  world.after(restDue, world.chance.between(...RESTING_MS), due);
}

export function comeToRest(world: World, { name, id }: RestDue): void {
  const found = warmMembershipOf(world, id, name);
  if (!found || !found.member.lifecycleState.startsWith("Warmed:Pending")) return;
  const { group, member } = found;
  const instance = world.state.instances.get(id);
  if (group.warmPool?.poolState === "Running") return settle(world, group, member);
  if (instance?.state === "stopped") return settle(world, group, member);
  if (instance?.state === "running") stop(world, instance, "autoscaling");
}

function settle(world: World, group: GroupState, member: MemberState): void {
  if (!member.lifecycleState.startsWith("Warmed:Pending")) return;
  const state: WarmPoolState["poolState"] = group.warmPool?.poolState ?? "Stopped";
  member.lifecycleState = `Warmed:${state}`;
  closeActivity(world, member.activityId, "Successful");
  member.activityId = null;
  wake(world, group, 1000);
}

/** Its hooks were answered. */
export function settleWarmHooks(
  world: World,
  group: GroupState,
  member: MemberState,
  { result, message }: { readonly result: HookResult; readonly message: string },
): void {
  if (member.lifecycleState === "Warmed:Terminating:Wait") {
    member.lifecycleState = "Warmed:Terminating:Proceed";
    return endServer(world, group, member);
  }
  if (result === "CONTINUE") {
    member.lifecycleState = "Warmed:Pending:Proceed";
    return restSoon(world, group, member);
  }
  closeActivity(world, member.activityId, "Cancelled", message);
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to a launch failure.`;
  endWarm(world, group, member, { cause, hooks: false });
}

export interface WarmEnding {
  readonly cause: string;
  readonly hooks: boolean;
}

export function endWarm(
  world: World,
  group: GroupState,
  member: MemberState,
  { cause, hooks }: WarmEnding,
): void {
  if (isEnding(member)) return;
  closeActivity(world, member.activityId, "Cancelled");
  const description = `Terminating EC2 instance from warm pool: ${member.instanceId}`;
  beginMove(world, group, member, { description, cause });
  endWait(group, member);
  member.lifecycleState = "Warmed:Terminating";
  if (!hooks || !beginHooks(world, group, member)) endServer(world, group, member);
}

function endServer(world: World, group: GroupState, member: MemberState): void {
  const state = world.state.instances.get(member.instanceId)?.state;
  if (state === undefined || state === "terminated") return forget(world, group, member);
  markActivity(world, member.activityId, "InProgress", 60);
  terminateInstances(world, [member.instanceId], "autoscaling");
}

/** Also one that somebody else has terminated. */
function forget(world: World, group: GroupState, member: MemberState): void {
  const status = isEnding(member) ? "Successful" : "Cancelled";
  closeActivity(world, member.activityId, status);
  endWait(group, member);
  leavePool(group, member);
  wake(world, group, 1000);
}
