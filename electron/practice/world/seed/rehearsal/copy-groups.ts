/** Auto Scaling groups of a rehearsal, with their sizes, settings, tags and members. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import type { RehearsalSeed, RehearsedGroup, RehearsedMember } from "./rehearsal-seed.ts";

export function copyGroups(world: World, seed: RehearsalSeed): void {
  for (const group of seed.groups) world.state.groups.set(group.name, copyGroup(world, group));
}

function copyGroup(world: World, group: RehearsedGroup): GroupState {
  const { targetGroupArns, members, serviceLinkedRoleArn, zoneDistribution, ...facts } = group;
  return {
    ...facts,
    createdAtMs: Math.min(group.createdAtMs, world.nowMs),
    launchConfigurationName: null,
    mixedInstancesPolicy: null,
    zones: [...group.zones],
    subnetIds: [...group.subnetIds],
    classicLoadBalancers: [],
    trafficSources: targetGroupArns.map((identifier) => ({
      identifier,
      type: "elbv2",
      state: group.healthCheckType.includes("ELB") ? "InService" : "Added",
    })),
    terminationPolicies: [...group.terminationPolicies],
    enabledMetrics: [...group.enabledMetrics],
    serviceLinkedRoleArn:
      serviceLinkedRoleArn ??
      `arn:aws:iam::${world.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    context: null,
    desiredCapacityType: null,
    zoneDistribution: zoneDistribution ?? "balanced-best-effort",
    impairmentPolicy: null,
    capacityReservation: null,
    lifecyclePolicy: null,
    tags: group.tags.map((tag) => ({ ...tag })),
    suspended: [...group.suspended],
    members: members.map((member) => copyMember(world, member)),
    hooks: [],
    policies: [],
    schedules: [],
    status: null,
    engine: {},
  };
}

function copyMember(world: World, member: RehearsedMember): MemberState {
  const launchedAtMs = world.state.instances.get(member.serverId)?.launchedAtMs ?? world.nowMs;
  return {
    instanceId: member.serverId,
    instanceType: member.instanceType,
    zone: member.zone,
    lifecycleState: member.lifecycleState,
    healthStatus: member.healthy ? "Healthy" : "Unhealthy",
    template: member.template,
    protectedFromScaleIn: member.protectedFromScaleIn,
    joinedAtMs: launchedAtMs,
    inServiceAtMs: Math.min(launchedAtMs + 60_000, world.nowMs),
    activityId: null,
  };
}
