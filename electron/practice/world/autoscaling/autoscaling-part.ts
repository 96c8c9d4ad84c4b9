/**
 * Auto Scaling as a part of the world: registers its timers, follows its members' servers, and listens to their
 * targets. It acts on EC2 and on target groups; neither knows of it.
 */
import type { TargetChange } from "../elb/targets.ts";
import type { GroupState, MemberState } from "../kernel/state/autoscaling.ts";
import type { InstanceChange, World } from "../kernel/world.ts";
import { afterDraining, beginTermination, finishTermination } from "./members/end-members.ts";
import { closeActivity } from "./activities.ts";
import { isAttached } from "./traffic.ts";
import { isLeaving, membershipOf } from "./groups.ts";
import { checkHealth, checkImpaired, checkSoon, healthCheckDue } from "./members/health.ts";
import { hookTimedOut } from "./members/hooks.ts";
import { hookIsDue } from "./members/settle-hooks.ts";
import { enterService, memberRuns, serviceDue } from "./members/join-service.ts";
import { refreshStep } from "./refresh/endings.ts";
import { lookAtRoot, rootVolumeDue } from "./refresh/root-volumes.ts";
import { stepRefresh } from "./refresh/steps.ts";
import { reconcile } from "./reconcile.ts";
import { stamp } from "./stamps.ts";
import { finishAdding, finishRemoving, noticeHealthyTarget, sourceAdded } from "./traffic.ts";
import { reconcileDue, wake } from "./wake.ts";

export function autoScalingPart(world: World): void {
  world.on(reconcileDue, (_, { name }) => reconcile(world, name));
  world.on(serviceDue, (_, due) => enterService(world, due));
  world.on(healthCheckDue, (_, due) => checkHealth(world, due));
  world.on(refreshStep, (_, due) => stepRefresh(world, due));
  world.on(rootVolumeDue, (_, due) => lookAtRoot(world, due));
  world.on(sourceAdded, (_, due) => finishAdding(world, due));
  world.on(hookTimedOut, (_, due) => hookIsDue(world, due));
  world.onInstanceState(followServer);
}

function followServer(world: World, change: InstanceChange): void {
  const found = membershipOf(world, change.instanceId, change.groupName);
  if (!found) return;
  const { group, member } = found;
  if (change.cause === "impaired") return checkImpaired(world, group, member.instanceId);
  if (change.to === "running") return memberRuns(world, group, member);
  if (change.to === "terminated" && isLeaving(member))
    return finishTermination(world, group, member);
  if (change.to === "terminated" && member.lifecycleState !== "InService")
    return lose(world, group, member);
  if (member.lifecycleState === "InService") checkSoon(world, group, member.instanceId);
}

/** A member whose server ended while it was pending or in standby. */
function lose(world: World, group: GroupState, member: MemberState): void {
  const response = "an EC2 health check indicating it has been terminated or stopped";
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to ${response}.`;
  closeActivity(world, member.activityId, "Cancelled", whyNeverServed(world, member));
  beginTermination(world, group, member, { cause, hooks: false });
}

/** EC2's own reason, such as a key that can't be used. */
function whyNeverServed(world: World, { instanceId, lifecycleState }: MemberState): string | null {
  const reason = world.state.instances.get(instanceId)?.stateReason;
  if (!reason || !lifecycleState.startsWith("Pending")) return null;
  return `Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ${reason.message}`;
}

/** For the load balancer's part: what became of a target. */
export function targetChanged(world: World, change: TargetChange): void {
  const { targetGroupArn, instanceId, to } = change;
  const groupName = world.state.instances.get(instanceId)?.groupName ?? null;
  const found = membershipOf(world, instanceId, groupName);
  if (!found) return;
  const { group, member } = found;
  if (to === "healthy") noticeHealthyTarget(world, group.name, targetGroupArn);
  if (to === "unhealthy") checkSoon(world, group, instanceId);
  if (to !== "gone") return;
  afterDraining(world, group, member);
  finishRemoving(world, group, targetGroupArn);
}

/** For groups that a scenario put into the state: they look at themselves soon. Once for a new world. */
export function wakeAllGroups(world: World): void {
  for (const group of world.state.groups.values()) {
    wake(world, group, world.chance.between(1000, 10_000));
    for (const source of group.trafficSources.filter(isAttached)) {
      noticeHealthyTarget(world, group.name, source.identifier);
    }
  }
}
