/** Auto Scaling groups that have reached their capacity, with members, targets and a log. */
import type { ActivityState, GroupState, MemberState } from "../kernel/state/autoscaling.ts";
import type { TargetGroupState } from "../kernel/state/elb.ts";
import type { InstanceState } from "../kernel/state/ec2/instances.ts";
import type { LaunchTemplateState } from "../kernel/state/ec2/templates.ts";
import type { World } from "../kernel/world.ts";
import type { SeededNetwork } from "./make-network.ts";
import { addHealthyTarget } from "./make-targets.ts";

export interface GroupOrder {
  readonly name: string;
  readonly template: LaunchTemplateState;
  /** As the group has it: a number as text, or `$Latest`. */
  readonly version: string;
  readonly servers: readonly InstanceState[];
  readonly targetGroups: readonly TargetGroupState[];
  readonly createdAtMs: number;
  readonly tags: GroupState["tags"];
  readonly suspended: readonly string[];
  readonly healthCheckType: "EC2" | "ELB";
  /** An activity for each member; a region of thousands goes without. */
  readonly withLog: boolean;
}

export function makeGroup(world: World, network: SeededNetwork, order: GroupOrder): GroupState {
  const group = newGroup(world, network, order);
  group.members = order.servers.map((server) => memberOf(order, server));
  world.state.groups.set(group.name, group);
  for (const server of order.servers) {
    for (const target of order.targetGroups)
      addHealthyTarget(target, server.id, server.launchedAtMs + 60_000);
    if (order.withLog) logLaunch(world, group, server);
  }
  return group;
}

function newGroup(world: World, network: SeededNetwork, order: GroupOrder): GroupState {
  const size = order.servers.length;
  const { id, name } = order.template;
  return {
    ...ordinary(world),
    name: order.name,
    arn: world.arn(
      "autoscaling",
      `autoScalingGroup:${world.chance.uuid()}:autoScalingGroupName/${order.name}`,
    ),
    createdAtMs: order.createdAtMs,
    minSize: Math.max(1, Math.floor(size * 0.8)),
    maxSize: Math.max(size + 1, Math.ceil(size * 1.5)),
    desiredCapacity: size,
    template: { id, name, version: order.version },
    zones: [...network.zones],
    subnetIds: [...network.subnetIds].sort(),
    trafficSources: order.targetGroups.map(({ arn }) => ({
      identifier: arn,
      type: "elbv2",
      state: order.healthCheckType === "ELB" ? "InService" : "Added",
    })),
    healthCheckType: order.healthCheckType,
    healthCheckGraceSeconds: 120,
    tags: order.tags,
    suspended: order.suspended.map((process) => ({ process, reason: suspendedWords(order) })),
    members: [],
  };
}

function suspendedWords({ createdAtMs }: GroupOrder): string {
  return `User suspended at ${new Date(createdAtMs).toISOString().slice(0, 19)}Z`;
}

/** What all groups of the shop have alike. */
function ordinary(world: World) {
  return {
    launchConfigurationName: null,
    mixedInstancesPolicy: null,
    classicLoadBalancers: [],
    defaultCooldownSeconds: 300,
    defaultInstanceWarmupSeconds: 30,
    terminationPolicies: ["Default"],
    newInstancesProtectedFromScaleIn: false,
    maxInstanceLifetimeSeconds: null,
    capacityRebalance: false,
    enabledMetrics: [],
    serviceLinkedRoleArn: `arn:aws:iam::${world.accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    placementGroup: null,
    context: null,
    desiredCapacityType: null,
    maintenancePolicy: null,
    deletionProtection: null,
    zoneDistribution: "balanced-best-effort",
    impairmentPolicy: null,
    capacityReservation: null,
    lifecyclePolicy: null,
    hooks: [],
    policies: [],
    schedules: [],
    status: null,
    engine: {},
  };
}

function memberOf({ template }: GroupOrder, server: InstanceState): MemberState {
  return {
    instanceId: server.id,
    instanceType: server.instanceType,
    zone: server.zone,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: {
      id: template.id,
      name: template.name,
      version: String(server.launchTemplate?.version ?? 1),
    },
    protectedFromScaleIn: false,
    joinedAtMs: server.launchedAtMs,
    inServiceAtMs: server.launchedAtMs + 60_000,
    activityId: null,
  };
}

function logLaunch(world: World, group: GroupState, server: InstanceState): void {
  const at = `${new Date(server.launchedAtMs).toISOString().slice(0, 19)}Z`;
  const activity: ActivityState = {
    id: world.chance.uuid(),
    groupName: group.name,
    groupArn: group.arn,
    instanceId: server.id,
    statusCode: "Successful",
    statusMessage: null,
    description: `Launching a new EC2 instance: ${server.id}`,
    cause:
      `At ${at} an instance was started in response to a difference between desired and actual capacity, ` +
      `increasing the capacity from 0 to ${group.desiredCapacity}.`,
    startedAtMs: server.launchedAtMs,
    endedAtMs: server.launchedAtMs + 60_000,
    progressPercent: 100,
    details: JSON.stringify({ "Subnet ID": server.subnetId, "Availability Zone": server.zone }),
  };
  world.state.activities.set(activity.id, activity);
}
