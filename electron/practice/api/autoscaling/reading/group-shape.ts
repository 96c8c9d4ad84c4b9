/** Groups and members as Auto Scaling's describing calls show them. */
import type { AutoScalingGroup, Instance, TagDescription } from "@aws-sdk/client-auto-scaling";
import { isAttached } from "../../../world/autoscaling/traffic.ts";
import { toConfiguration } from "../warm-pool/pool-configuration.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";

export function toGroup(
  world: World,
  group: GroupState,
  includeInstances: boolean,
): AutoScalingGroup {
  return {
    ...identity(group),
    ...sizes(group),
    ...placement(world, group),
    ...traffic(group),
    ...behaviour(group),
    ...alwaysPresent(group),
    Instances: includeInstances ? group.members.map((member) => toInstance(world, member)) : [],
    SuspendedProcesses: group.suspended.map(({ process, reason }) => ({
      ProcessName: process,
      SuspensionReason: reason,
    })),
    EnabledMetrics: group.enabledMetrics.map((Metric) => ({ Metric, Granularity: "1Minute" })),
    Tags: group.tags
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map((tag) => toTagDescription(group, tag)),
    Status: group.status ?? undefined,
    ...warmPool(group),
    Operator: group.operator ? { Principal: group.operator } : undefined,
  };
}

const warmPool = ({ warmPool: pool }: GroupState) =>
  pool ? { WarmPoolConfiguration: toConfiguration(pool), WarmPoolSize: pool.members.length } : {};

const identity = (group: GroupState) => ({
  AutoScalingGroupName: group.name,
  AutoScalingGroupARN: group.arn,
  CreatedTime: new Date(group.createdAtMs),
  ServiceLinkedRoleARN: group.serviceLinkedRoleArn,
  LaunchConfigurationName: group.launchConfigurationName ?? undefined,
  LaunchTemplate: group.template ? toTemplate(group.template) : undefined,
  MixedInstancesPolicy:
    (group.mixedInstancesPolicy as AutoScalingGroup["MixedInstancesPolicy"] | null) ?? undefined,
});

const sizes = (group: GroupState) => ({
  MinSize: group.minSize,
  MaxSize: group.maxSize,
  DesiredCapacity: group.desiredCapacity,
  DesiredCapacityType: group.desiredCapacityType ?? undefined,
  DefaultCooldown: group.defaultCooldownSeconds,
  DefaultInstanceWarmup: group.defaultInstanceWarmupSeconds ?? undefined,
  MaxInstanceLifetime: group.maxInstanceLifetimeSeconds ?? undefined,
});

const placement = (world: World, group: GroupState) => ({
  AvailabilityZones: group.zones,
  AvailabilityZoneIds: group.zones
    .map((zone) => zoneId(world, zone))
    .filter((id) => id !== undefined),
  VPCZoneIdentifier: group.subnetIds.toSorted().join(","),
  PlacementGroup: group.placementGroup ?? undefined,
});

const zoneId = (world: World, name: string) => world.state.zones.get(name)?.id;

const traffic = (group: GroupState) => ({
  LoadBalancerNames: group.classicLoadBalancers,
  TargetGroupARNs: group.trafficSources.filter(isAttached).map((source) => source.identifier),
  TrafficSources: group.trafficSources
    .filter(isAttached)
    .map(({ identifier, type }) => ({ Identifier: identifier, Type: type })),
});

const behaviour = (group: GroupState) => ({
  HealthCheckType: group.healthCheckType,
  HealthCheckGracePeriod: group.healthCheckGraceSeconds,
  TerminationPolicies:
    group.terminationPolicies.length > 0 ? group.terminationPolicies : ["Default"],
  NewInstancesProtectedFromScaleIn: group.newInstancesProtectedFromScaleIn,
  CapacityRebalance: group.capacityRebalance,
  Context: group.context ?? undefined,
  InstanceMaintenancePolicy: group.maintenancePolicy
    ? {
        MinHealthyPercentage: group.maintenancePolicy.minHealthyPercentage,
        MaxHealthyPercentage: group.maintenancePolicy.maxHealthyPercentage,
      }
    : undefined,
});

type Loose<Name extends keyof AutoScalingGroup> = AutoScalingGroup[Name];

/** AWS shows these of every group, also of one that never set them. */
const alwaysPresent = (group: GroupState) => ({
  AvailabilityZoneDistribution: {
    CapacityDistributionStrategy: group.zoneDistribution,
  } as NonNullable<Loose<"AvailabilityZoneDistribution">>,
  AvailabilityZoneImpairmentPolicy: (group.impairmentPolicy ?? {
    ZonalShiftEnabled: false,
  }) as Loose<"AvailabilityZoneImpairmentPolicy">,
  CapacityReservationSpecification: (group.capacityReservation ?? {
    CapacityReservationPreference: "default",
  }) as Loose<"CapacityReservationSpecification">,
  InstanceLifecyclePolicy: (group.lifecyclePolicy ?? {
    RetentionTriggers: { TerminateHookAbandon: "terminate" },
  }) as Loose<"InstanceLifecyclePolicy">,
  DeletionProtection: (group.deletionProtection ?? "none") as Loose<"DeletionProtection">,
});

const toTemplate = (template: {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}) => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: template.name,
  Version: template.version,
});

export function toInstance(world: World, member: MemberState): Instance {
  return {
    InstanceId: member.instanceId,
    InstanceType: member.instanceType,
    AvailabilityZone: member.zone,
    AvailabilityZoneId: zoneId(world, member.zone),
    LifecycleState: member.lifecycleState as NonNullable<Instance["LifecycleState"]>,
    HealthStatus: member.healthStatus,
    LaunchTemplate: member.template ? toTemplate(member.template) : undefined,
    LaunchConfigurationName: member.launchConfigurationName,
    ImageId: member.rootVolume?.imageId ?? member.imageId,
    ProtectedFromScaleIn: member.protectedFromScaleIn,
    WeightedCapacity: member.weight === undefined ? undefined : String(member.weight),
  };
}

export function toTagDescription(
  group: GroupState,
  tag: GroupState["tags"][number],
): TagDescription {
  return {
    ResourceId: group.name,
    ResourceType: "auto-scaling-group",
    Key: tag.key,
    Value: tag.value,
    PropagateAtLaunch: tag.propagateAtLaunch,
  };
}
