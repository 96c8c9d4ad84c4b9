import type {
  AutoScalingGroup,
  Instance,
  TagDescription,
  TrafficSourceIdentifier,
} from "@aws-sdk/client-auto-scaling";
import type {
  GroupFact,
  GroupSettings,
  GroupTag,
  MemberFact,
} from "../../../shared/model/facts.ts";
import { groupName, serverId, targetGroupArn } from "../../../shared/model/ids.ts";
import { awsFields } from "./aws-fields.ts";
import { mapTemplateRef } from "./map-template-ref.ts";

export function mapGroup(group: AutoScalingGroup, readAtMs: number): GroupFact {
  return {
    name: groupName(group.AutoScalingGroupName ?? ""),
    arn: group.AutoScalingGroupARN ?? "",
    createdAtMs: group.CreatedTime?.getTime() ?? 0,
    minSize: group.MinSize ?? 0,
    maxSize: group.MaxSize ?? 0,
    desiredCapacity: group.DesiredCapacity ?? 0,
    template: mapTemplateRef(group.LaunchTemplate ?? mixedTemplate(group)),
    settings: mapSettings(group),
    suspended: (group.SuspendedProcesses ?? []).map(({ ProcessName, SuspensionReason }) => ({
      process: ProcessName ?? "",
      reason: SuspensionReason ?? "",
    })),
    tags: (group.Tags ?? []).map(mapGroupTag).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    members: (group.Instances ?? [])
      .map(mapMember)
      .toSorted((a, b) => (a.serverId < b.serverId ? -1 : 1)),
    status: group.Status ?? null,
    readAtMs,
  };
}

const mixedTemplate = (group: AutoScalingGroup) =>
  group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;

const mapGroupTag = (tag: TagDescription): GroupTag => ({
  key: tag.Key ?? "",
  value: tag.Value ?? "",
  propagateAtLaunch: tag.PropagateAtLaunch ?? false,
});

const mapMember = (member: Instance): MemberFact => ({
  serverId: serverId(member.InstanceId ?? ""),
  zone: member.AvailabilityZone ?? "",
  instanceType: member.InstanceType ?? null,
  lifecycleState: member.LifecycleState ?? "",
  healthStatus: member.HealthStatus ?? "",
  template: mapTemplateRef(member.LaunchTemplate),
  protectedFromScaleIn: member.ProtectedFromScaleIn ?? false,
});

function mapSettings(group: AutoScalingGroup): GroupSettings {
  return {
    zones: group.AvailabilityZones ?? [],
    subnetIds: (group.VPCZoneIdentifier ?? "").split(",").filter((id) => id !== ""),
    targetGroupArns: targetGroupsOf(group),
    classicLoadBalancers: group.LoadBalancerNames ?? [],
    healthCheckType: group.HealthCheckType ?? "EC2",
    healthCheckGraceSeconds: group.HealthCheckGracePeriod ?? 0,
    defaultCooldownSeconds: group.DefaultCooldown ?? 300,
    defaultInstanceWarmupSeconds: group.DefaultInstanceWarmup ?? null,
    terminationPolicies: group.TerminationPolicies ?? [],
    newInstancesProtectedFromScaleIn: group.NewInstancesProtectedFromScaleIn ?? false,
    maxInstanceLifetimeSeconds: group.MaxInstanceLifetime ?? null,
    capacityRebalance: group.CapacityRebalance ?? false,
    enabledMetrics: (group.EnabledMetrics ?? []).map(({ Metric }) => Metric ?? "").toSorted(),
    serviceLinkedRoleArn: group.ServiceLinkedRoleARN ?? null,
    placementGroup: group.PlacementGroup ?? null,
    minHealthyPercentage: group.InstanceMaintenancePolicy?.MinHealthyPercentage ?? null,
    maxHealthyPercentage: group.InstanceMaintenancePolicy?.MaxHealthyPercentage ?? null,
    deletionProtection: group.DeletionProtection ?? null,
    zoneDistribution: group.AvailabilityZoneDistribution?.CapacityDistributionStrategy ?? null,
    mixedInstances: group.MixedInstancesPolicy ? awsFields(group.MixedInstancesPolicy) : null,
    launchConfiguration: group.LaunchConfigurationName ?? null,
    otherTraffic: otherTrafficOf(group),
    further: awsFields(group, KNOWN),
  };
}

/** Of AWS's own fields all that the facts name, and what tells of one group at one time. The rest is `further`. */
const KNOWN: readonly string[] = [
  "AutoScalingGroupName",
  "AutoScalingGroupARN",
  "LaunchConfigurationName",
  "LaunchTemplate",
  "MixedInstancesPolicy",
  "MinSize",
  "MaxSize",
  "DesiredCapacity",
  "PredictedCapacity",
  "DefaultCooldown",
  "AvailabilityZones",
  // The subnets, or the zones' names, say them.
  "AvailabilityZoneIds",
  "LoadBalancerNames",
  "TargetGroupARNs",
  "TrafficSources",
  "HealthCheckType",
  "HealthCheckGracePeriod",
  "Instances",
  "CreatedTime",
  "SuspendedProcesses",
  "PlacementGroup",
  "VPCZoneIdentifier",
  "EnabledMetrics",
  "Status",
  "Tags",
  "TerminationPolicies",
  "NewInstancesProtectedFromScaleIn",
  "ServiceLinkedRoleARN",
  "MaxInstanceLifetime",
  "CapacityRebalance",
  "WarmPoolConfiguration",
  "WarmPoolSize",
  "DefaultInstanceWarmup",
  "InstanceMaintenancePolicy",
  "DeletionProtection",
  "AvailabilityZoneDistribution",
];

const isTargetGroup = ({ Type, Identifier = "" }: TrafficSourceIdentifier) =>
  Type === "elbv2" || (Type === undefined && Identifier.includes(":elasticloadbalancing:"));

/** Classic load balancers are listed by their names as well. */
const otherTrafficOf = ({ TrafficSources = [] }: AutoScalingGroup) =>
  TrafficSources.filter((source) => !isTargetGroup(source) && source.Type !== "elb").map(
    ({ Type, Identifier }) => `${Type ?? "unknown"} ${Identifier ?? ""}`,
  );

/** A target group attached as a traffic source isn't always listed among the TargetGroupARNs, and the reverse. */
function targetGroupsOf(group: AutoScalingGroup) {
  const asSources = (group.TrafficSources ?? [])
    .filter(isTargetGroup)
    .map(({ Identifier }) => Identifier ?? "");
  return [...new Set([...(group.TargetGroupARNs ?? []), ...asSources])]
    .toSorted()
    .map(targetGroupArn);
}
