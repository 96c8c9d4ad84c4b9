/** Changing a group, its capacity and its processes, and its end. */
import type {
  DeleteAutoScalingGroupType,
  ScalingProcessQuery,
  SetDesiredCapacityType,
  UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import { beginDeletion } from "../../../world/autoscaling/delete-group.ts";
import { checkedTemplate } from "../../../world/autoscaling/group-template.ts";
import { mixedTemplate } from "../../../world/autoscaling/sources/mixed-policy.ts";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { checkSoon } from "../../../world/autoscaling/members/health.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { noteChange, wake, wakeForChange } from "../../../world/autoscaling/wake.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state-autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkSourceChange } from "../refresh/change-refresh.ts";
import { checkDesired, checkSizes } from "./capacity-rules.ts";
import { maintenance, warmup, zoneOfSubnet } from "./create-group.ts";
import { groupNameOf, keep, splitSubnets } from "../input.ts";

type Update = UpdateAutoScalingGroupType;

export function updateGroup(input: Update, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const before = group.desiredCapacity;
  const wantedSource = source(world, input);
  checkSourceChange(world, group, wantedSource);
  const changes = {
    ...sizes(group, input),
    ...wantedSource,
    ...place(world, input),
    ...settings(input),
  };
  checkSizes({ ...group, ...changes });
  Object.assign(group, changes);
  noteChange(group, updatedBecause(world, group, before));
  wakeForChange(world, group);
}

/** A changed bound draws the desired capacity with it; one that is given must fit. */
function sizes(group: GroupState, input: Update) {
  const minSize = input.MinSize ?? group.minSize;
  const maxSize = input.MaxSize ?? group.maxSize;
  const drawn = Math.min(Math.max(group.desiredCapacity, minSize), maxSize);
  return { minSize, maxSize, desiredCapacity: input.DesiredCapacity ?? drawn };
}

function source(world: World, input: Update): Partial<GroupState> {
  if (input.LaunchTemplate) {
    const template = checkedTemplate(world, input.LaunchTemplate);
    return { template, mixedInstancesPolicy: null, launchConfigurationName: null };
  }
  if (input.MixedInstancesPolicy) {
    const mixedInstancesPolicy = keep(input.MixedInstancesPolicy);
    const wish = mixedTemplate(mixedInstancesPolicy);
    if (wish) checkedTemplate(world, wish);
    return { template: null, mixedInstancesPolicy, launchConfigurationName: null };
  }
  if (input.LaunchConfigurationName === undefined) return {};
  return {
    template: null,
    mixedInstancesPolicy: null,
    launchConfigurationName: input.LaunchConfigurationName,
  };
}

function place(world: World, input: Update): Partial<GroupState> {
  if (input.VPCZoneIdentifier === undefined) {
    return input.AvailabilityZones ? { zones: input.AvailabilityZones.toSorted() } : {};
  }
  const subnetIds = splitSubnets(input.VPCZoneIdentifier);
  return {
    subnetIds,
    zones: [...new Set(subnetIds.map((id) => zoneOfSubnet(world, id)))].toSorted(),
  };
}

function settings(input: Update): Partial<GroupState> {
  const wanted = {
    healthCheckType: input.HealthCheckType,
    healthCheckGraceSeconds: input.HealthCheckGracePeriod,
    defaultCooldownSeconds: input.DefaultCooldown,
    defaultInstanceWarmupSeconds:
      input.DefaultInstanceWarmup === undefined ? undefined : warmup(input.DefaultInstanceWarmup),
    terminationPolicies: input.TerminationPolicies,
    newInstancesProtectedFromScaleIn: input.NewInstancesProtectedFromScaleIn,
    maxInstanceLifetimeSeconds:
      input.MaxInstanceLifetime === undefined ? undefined : input.MaxInstanceLifetime || null,
    capacityRebalance: input.CapacityRebalance,
    serviceLinkedRoleArn: input.ServiceLinkedRoleARN,
    placementGroup: input.PlacementGroup,
    context: input.Context,
    desiredCapacityType: input.DesiredCapacityType,
    maintenancePolicy:
      input.InstanceMaintenancePolicy && maintenance(input.InstanceMaintenancePolicy),
    deletionProtection: input.DeletionProtection,
    zoneDistribution: input.AvailabilityZoneDistribution?.CapacityDistributionStrategy,
    impairmentPolicy:
      input.AvailabilityZoneImpairmentPolicy && keep(input.AvailabilityZoneImpairmentPolicy),
    capacityReservation:
      input.CapacityReservationSpecification && keep(input.CapacityReservationSpecification),
    lifecyclePolicy: input.InstanceLifecyclePolicy && keep(input.InstanceLifecyclePolicy),
  };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<GroupState>;
}

function updatedBecause(world: World, group: GroupState, before: number): string {
  const { minSize, maxSize, desiredCapacity } = group;
  const change =
    before === desiredCapacity
      ? ""
      : ` changing the desired capacity from ${before} to ${desiredCapacity}`;
  return (
    `At ${stamp(world.nowMs)} a user request update of AutoScalingGroup constraints to min: ${minSize}, ` +
    `max: ${maxSize}, desired: ${desiredCapacity}${change}.`
  );
}

export function setDesiredCapacity(input: SetDesiredCapacityType, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const wanted = input.DesiredCapacity ?? 0;
  checkDesired(group, wanted);
  const before = group.desiredCapacity;
  group.desiredCapacity = wanted;
  const change = `changing the desired capacity from ${before} to ${wanted}`;
  noteChange(
    group,
    `At ${stamp(world.nowMs)} a user request explicitly set group desired capacity ${change}.`,
  );
  wakeForChange(world, group);
}

export function deleteGroup(input: DeleteAutoScalingGroupType, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const isForced = input.ForceDelete ?? false;
  checkProtection(group, isForced);
  if (!isForced) checkEmpty(world, group);
  beginDeletion(world, group);
}

function checkProtection({ name, deletionProtection }: GroupState, isForced: boolean): void {
  const isRefused =
    deletionProtection === "prevent-all-deletion" ||
    (isForced && deletionProtection === "prevent-force-deletion");
  if (!isRefused) return;
  const words = `The AutoScalingGroup ${name} cannot be deleted because its deletion protection is ${deletionProtection}.`;
  throw new PracticeError("ResourceInUse", words);
}

function checkEmpty(world: World, group: GroupState): void {
  const underWay = group.members.find((member) => member.activityId !== null);
  if (underWay && world.state.activities.get(underWay.activityId ?? "")?.endedAtMs === null) {
    const words =
      "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.";
    throw new PracticeError("ScalingActivityInProgress", words);
  }
  if (group.members.length === 0) return;
  const words =
    "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.";
  throw new PracticeError("ResourceInUse", words);
}

const PROCESSES = [
  "Launch",
  "Terminate",
  "AddToLoadBalancer",
  "AlarmNotification",
  "AZRebalance",
  "HealthCheck",
  "InstanceRefresh",
  "ReplaceUnhealthy",
  "ScheduledActions",
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
