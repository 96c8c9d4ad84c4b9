/** Target groups of a rehearsal behind one load balancer, each target as healthy as it was. */
import { createHash } from "node:crypto";
import type {
  TargetGroupState,
  TargetHealthStateName,
  TargetState,
} from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import type { RehearsalSeed, RehearsedTargetGroup } from "./rehearsal-seed.ts";

export function copyTargetGroups(world: World, seed: RehearsalSeed): void {
  const balancerArn = seed.targetGroups.some(({ inUse }) => inUse) ? makeBalancer(world, seed) : "";
  for (const group of seed.targetGroups) {
    const kept = copyGroup(world, group, { vpcId: seed.vpcId, balancerArn });
    world.state.targetGroups.set(kept.arn, kept);
  }
}

/** It forwards to all of them: their own balancers aren't read. */
function makeBalancer(world: World, { region, accountId, subnets, vpcId }: RehearsalSeed): string {
  const id = createHash("sha256").update(`${accountId} ${region}`).digest("hex").slice(0, 16);
  const arn = world.arn("elasticloadbalancing", `loadbalancer/app/rehearsal/${id}`);
  world.state.loadBalancers.set(arn, {
    arn,
    name: "rehearsal",
    dnsName: `internal-rehearsal-1.${region}.elb.amazonaws.com`,
    scheme: "internal",
    type: "application",
    createdAtMs: world.nowMs,
    vpcId,
    subnetIds: subnets.map((subnet) => subnet.id),
    listeners: [],
  });
  return arn;
}

function copyGroup(
  world: World,
  group: RehearsedTargetGroup,
  where: { readonly vpcId: string; readonly balancerArn: string },
): TargetGroupState {
  const isHttp = group.protocol.startsWith("HTTP");
  const running = group.targets.filter(({ serverId }) => world.state.instances.has(serverId));
  const targets = running.map((target) => copyTarget(world, group, target));
  return {
    arn: group.arn,
    name: group.name,
    protocol: group.protocol,
    port: group.port,
    vpcId: where.vpcId,
    targetType: "instance",
    healthCheck: {
      protocol: isHttp ? "HTTP" : "TCP",
      path: isHttp ? "/" : "",
      port: "traffic-port",
      intervalSeconds: group.intervalSeconds,
      timeoutSeconds: Math.min(5, group.intervalSeconds),
      healthyThreshold: group.healthyThreshold,
      unhealthyThreshold: group.unhealthyThreshold,
      matcher: isHttp ? "200" : "",
    },
    deregistrationDelaySeconds: group.deregistrationDelaySeconds,
    attributes: {},
    loadBalancerArns: group.inUse ? [where.balancerArn] : [],
    tags: {},
    targets: Object.fromEntries(targets.map((target) => [target.instanceId, target])),
  };
}

/** What was about to change is taken to have changed: nobody knows how far it had come. */
function copyTarget(
  world: World,
  group: RehearsedTargetGroup,
  { serverId, state }: RehearsedTargetGroup["targets"][number],
): TargetState {
  const instance = world.state.instances.get(serverId);
  const now: TargetHealthStateName = group.inUse ? settled(state) : "unused";
  return {
    instanceId: serverId,
    port: group.port,
    zone: null,
    state: now,
    reason: REASONS[now] ?? null,
    description: null,
    registeredAtMs: instance?.launchedAtMs ?? world.nowMs,
    changedAtMs: instance?.launchedAtMs ?? world.nowMs,
    healthyInARow: now === "healthy" ? group.healthyThreshold : 0,
    unhealthyInARow: now === "unhealthy" ? group.unhealthyThreshold : 0,
  };
}

const REASONS: Readonly<Partial<Record<TargetHealthStateName, string>>> = {
  unused: "Target.NotInUse",
  unhealthy: "Target.ResponseCodeMismatch",
};

const settled = (state: string): TargetHealthStateName =>
  state.startsWith("unhealthy") ? "unhealthy" : "healthy";
