/** The processes of a group, by AWS's names, and suspending and resuming them. */
import type { ScalingProcessQuery } from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { checkSoon } from "../../../world/autoscaling/members/health.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";

export const PROCESSES: readonly string[] = [
  "AZRebalance",
  "AddToLoadBalancer",
  "AlarmNotification",
  "HealthCheck",
  "InstanceRefresh",
  "Launch",
  "ReplaceUnhealthy",
  "ScheduledActions",
  "Terminate",
];

/** None named means all. */
function processesOf(input: ScalingProcessQuery): readonly string[] {
  if (!input.ScalingProcesses?.length) return PROCESSES;
  const unknown = input.ScalingProcesses.find((process) => !PROCESSES.includes(process));
  if (unknown !== undefined) throw validationError(`Invalid process type: ${unknown}`);
  return input.ScalingProcesses;
}

export function suspendProcesses(input: ScalingProcessQuery, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const reason = `User suspended at ${stamp(world.nowMs)}`;
  for (const process of processesOf(input)) {
    if (!group.suspended.some((each) => each.process === process))
      group.suspended.push({ process, reason });
  }
}

export function resumeProcesses(input: ScalingProcessQuery, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const resumed = processesOf(input);
  group.suspended = group.suspended.filter(({ process }) => !resumed.includes(process));
  if (resumed.includes("HealthCheck")) {
    for (const { instanceId } of group.members) checkSoon(world, group, instanceId);
  }
  wake(world, group, world.chance.between(4000, 9000));
}
