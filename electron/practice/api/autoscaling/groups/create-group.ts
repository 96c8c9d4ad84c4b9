/** Making a group. */
import type { CreateAutoScalingGroupType } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { attachSource } from "../../../world/autoscaling/traffic.ts";
import { noteChange, wakeForChange } from "../../../world/autoscaling/wake.ts";
import { findTargetGroup } from "../../../world/elb/elb-lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkSizes } from "./capacity-rules.ts";
import { checkSettings } from "./check-settings.ts";
import { checkCapacityType, newSource } from "./launch-source.ts";
import { checkName, limitExceeded, MAX_GROUPS } from "./limits.ts";
import { newPlace } from "./place.ts";
import { groupNameOf, keep, toTag } from "../input.ts";
import { checkedHook } from "../hooks/hook-shape.ts";

type Input = CreateAutoScalingGroupType;

export function createGroup(input: Input, { world }: CallContext): void {
  const name = groupNameOf(input);
  checkName("autoScalingGroupName", name);
  checkSettings(input);
  if (world.state.groups.has(name)) throw alreadyExists(name);
  if (world.state.groups.size >= MAX_GROUPS) throw limitExceeded(TOO_MANY_GROUPS);
  const sources = wantedSources(world, input);
  const group = newGroup(world, input);
  checkSizes(group);
  checkCapacityType(group);
  world.state.groups.set(name, group);
  for (const { arn, type } of sources) attachSource(world, group, arn, type);
  noteChange(group, createdBecause(world, group));
  wakeForChange(world, group);
}

function alreadyExists(name: string): PracticeError {
  const words = `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`;
  return new PracticeError("AlreadyExists", words);
}

const TOO_MANY_GROUPS = `You have reached the limit of ${MAX_GROUPS} Auto Scaling groups in this region.`;

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
    ...newSource(world, input),
    ...sizes(input),
    ...newPlace(world, input),
    ...behaviour(world, input),
    ...keptSettings(input),
    classicLoadBalancers: input.LoadBalancerNames ?? [],
    trafficSources: [],
    tags: (input.Tags ?? []).map(toTag),
    suspended: [],
    members: [],
    hooks: (input.LifecycleHookSpecificationList ?? []).map(checkedHook),
    policies: [],
    schedules: [],
    status: null,
    engine: {},
  };
}

function sizes(input: Input) {
  const minSize = input.MinSize ?? 0;
  return {
    minSize,
    maxSize: input.MaxSize ?? 0,
    desiredCapacity: input.DesiredCapacity ?? minSize,
  };
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
    operator: input.Operator?.Principal ?? null,
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
