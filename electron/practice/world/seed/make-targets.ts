/** Target groups of a fleet, behind the region's load balancer. */
import type { TargetGroupState } from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";
import type { SeededNetwork } from "./make-network.ts";

export function makeTargetGroup(
  world: World,
  network: SeededNetwork,
  name: string,
): TargetGroupState {
  const arn = world.arn("elasticloadbalancing", `targetgroup/${name}/${world.chance.hex(16)}`);
  const group: TargetGroupState = {
    arn,
    name,
    protocol: "HTTP",
    port: 8080,
    vpcId: network.vpcId,
    targetType: "instance",
    healthCheck: {
      protocol: "HTTP",
      path: "/healthz",
      port: "traffic-port",
      intervalSeconds: 10,
      timeoutSeconds: 5,
      healthyThreshold: 3,
      unhealthyThreshold: 3,
      matcher: "200",
    },
    deregistrationDelaySeconds: 60,
    attributes: { "stickiness.enabled": "false", "load_balancing.algorithm.type": "round_robin" },
    loadBalancerArns: [network.loadBalancerArn],
    tags: { Name: name },
    targets: {},
  };
  world.state.targetGroups.set(arn, group);
  return group;
}

/** It has answered checks for as long as it has been there. */
export function addHealthyTarget(
  group: TargetGroupState,
  instanceId: string,
  sinceMs: number,
): void {
  group.targets[instanceId] = {
    instanceId,
    port: group.port,
    zone: null,
    state: "healthy",
    reason: null,
    description: null,
    registeredAtMs: sinceMs,
    changedAtMs: sinceMs + 30_000,
    healthyInARow: group.healthCheck.healthyThreshold,
    unhealthyInARow: 0,
  };
}
