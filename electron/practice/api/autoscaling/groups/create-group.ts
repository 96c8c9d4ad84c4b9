/** Making a group. */
import type { CreateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import { checkedTemplate } from "../../../world/autoscaling/group-template.ts";
import { mixedTemplate } from "../../../world/autoscaling/sources/mixed-policy.ts";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { attachSource } from "../../../world/autoscaling/traffic.ts";
import { noteChange, wakeForChange } from "../../../world/autoscaling/wake.ts";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state-autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkSizes } from "./capacity-rules.ts";
import { groupNameOf, keep, splitSubnets, toTag } from "../input.ts";
import { toHook } from "../hook-shape.ts";

type Input = CreateAutoScalingGroupType;

export function createGroup(input: Input, { world }: CallContext): void {
  const name = groupNameOf(input);
  if (world.state.groups.has(name)) throw alreadyExists(name);
  const group = newGroup(world, input);
  checkSizes(group);
  const sources = wantedSources(world, input);
  world.state.groups.set(name, group);
  for (const { arn, type } of sources) attachSource(world, group, arn, type);
  noteChange(group, createdBecause(world, group));
  wakeForChange(world, group);
}

function alreadyExists(name: string): PracticeError {
  const words = `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`;
  return new PracticeError("AlreadyExists", words);
}

const createdBecause = (world: World, group: GroupState) =>
  `At ${stamp(world.nowMs)} a user request created an AutoScalingGroup changing the desired capacity from 0 to ` +
  `${group.desiredCapacity}.`;

function newGroup(world: World, input: Input): GroupState {
  const name = groupNameOf(input);
  const arn = world.arn(
    "autoscaling",
    `autoScalingGroup:${world.chance.uuid()}:autoScalingGroupName/${name}`,
  );
  return {
    name,
    arn,
    createdAtMs: world.nowMs,
    ...source(world, input),
    ...sizes(input),
    ...place(world, input),
    ...behaviour(world, input),
    ...keptSettings(input),
    classicLoadBalancers: input.LoadBalancerNames ?? [],
    trafficSources: [],
    tags: (input.Tags ?? []).map(toTag),
    suspended: [],
    members: [],
    hooks: (input.LifecycleHookSpecificationList ?? []).map(toHook),
    policies: [],
    schedules: [],
    status: null,
    engine: {},
  };
}

function source(world: World, input: Input) {
  const mixed = keep(input.MixedInstancesPolicy);
  const given = [input.LaunchTemplate, mixed, input.LaunchConfigurationName, input.InstanceId];
  if (given.filter(Boolean).length !== 1) throw validationError(ONE_SOURCE);
  const mixedWish = mixedTemplate(mixed);
  if (mixedWish) checkedTemplate(world, mixedWish);
  return {
    template: input.LaunchTemplate ? checkedTemplate(world, input.LaunchTemplate) : null,
    launchConfigurationName: input.LaunchConfigurationName ?? null,
    mixedInstancesPolicy: mixed,
  };
}

const ONE_SOURCE =
  "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.";

function sizes(input: Input) {
  const minSize = input.MinSize ?? 0;
  return {
    minSize,
    maxSize: input.MaxSize ?? 0,
    desiredCapacity: input.DesiredCapacity ?? minSize,
  };
}

function place(world: World, input: Input) {
  const subnetIds = splitSubnets(input.VPCZoneIdentifier);
  const zones = new Set(subnetIds.map((id) => zoneOfSubnet(world, id)));
  for (const zone of input.AvailabilityZones ?? []) zones.add(zone);
  if (zones.size === 0)
    throw validationError("At least one Availability Zone or VPC Subnet is required.");
  return { subnetIds, zones: [...zones].toSorted() };
}

export function zoneOfSubnet(world: World, id: string): string {
  const subnet = world.state.subnets.get(id);
  if (subnet) return subnet.zone;
  throw validationError(`The subnet ID '${id}' does not exist`);
}

function behaviour(world: World, input: Input) {
  return {
    healthCheckType: input.HealthCheckType ?? "EC2",
    healthCheckGraceSeconds: input.HealthCheckGracePeriod ?? 0,
    defaultCooldownSeconds: input.DefaultCooldown ?? 300,
    defaultInstanceWarmupSeconds: warmup(input.DefaultInstanceWarmup),
    terminationPolicies: input.TerminationPolicies ?? ["Default"],
    newInstancesProtectedFromScaleIn: input.NewInstancesProtectedFromScaleIn ?? false,
    maxInstanceLifetimeSeconds: input.MaxInstanceLifetime || null,
    capacityRebalance: input.CapacityRebalance ?? false,
    enabledMetrics: [],
    serviceLinkedRoleArn: input.ServiceLinkedRoleARN ?? serviceLinkedRole(world),
  };
}

/** -1 clears it. */
export const warmup = (seconds: number | undefined) =>
  seconds === undefined || seconds < 0 ? null : seconds;

const serviceLinkedRole = (world: World) =>
  `arn:aws:iam::${world.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;

function keptSettings(input: Input) {
  return {
    placementGroup: input.PlacementGroup ?? null,
    context: input.Context ?? null,
    desiredCapacityType: input.DesiredCapacityType ?? null,
    maintenancePolicy: maintenance(input.InstanceMaintenancePolicy),
    deletionProtection: input.DeletionProtection ?? null,
    zoneDistribution:
      input.AvailabilityZoneDistribution?.CapacityDistributionStrategy ?? "balanced-best-effort",
    impairmentPolicy: keep(input.AvailabilityZoneImpairmentPolicy),
    capacityReservation: keep(input.CapacityReservationSpecification),
    lifecyclePolicy: keep(input.InstanceLifecyclePolicy),
  };
}

/** -1 for both clears it. */
export function maintenance(
  policy: Input["InstanceMaintenancePolicy"],
): GroupState["maintenancePolicy"] {
  const { MinHealthyPercentage: min = -1, MaxHealthyPercentage: max = -1 } = policy ?? {};
  if (min < 0 || max < 0) return null;
  return { minHealthyPercentage: min, maxHealthyPercentage: max };
}

function wantedSources(world: World, input: Input) {
  const byArn = (input.TargetGroupARNs ?? []).map((arn) => ({ arn, type: "elbv2" }));
  const named = (input.TrafficSources ?? []).map(({ Identifier = "", Type = "elbv2" }) => ({
    arn: Identifier,
    type: Type,
  }));
  return [...byArn, ...named].map((each) => checkedSource(world, each));
}

export function checkedSource<T extends { readonly arn: string; readonly type: string }>(
  world: World,
  source: T,
): T {
  if (source.type !== "elbv2") {
    throw validationError(
      `The practice cloud does not simulate traffic sources of type ${source.type}.`,
    );
  }
  try {
    findTargetGroup(world, source.arn);
  } catch (error) {
    if (!(error instanceof PracticeError)) throw error;
    throw validationError(`Invalid Target Group ARNs. ${error.message}`);
  }
  return source;
}
