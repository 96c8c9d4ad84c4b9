/**
 * Listener and rules of the region's load balancer: each target group by a host name of its own, anything else is
 * not found. Ids come from the names, not from chance: what a seed gives stays the same with or without them.
 */
import { createHash } from "node:crypto";
import type { ListenerRuleState, ListenerState, TargetGroupState } from "../kernel/state/elb.ts";
import type { World } from "../kernel/world.ts";

export function makeRouting(world: World, balancerArn: string): void {
  const balancer = world.state.loadBalancers.get(balancerArn);
  if (!balancer) return;
  const path = balancerArn.replace(":loadbalancer/", ":listener/");
  const arn = `${path}/${idOf(balancerArn)}`;
  const groups = [...world.state.targetGroups.values()];
  const listener: ListenerState = {
    arn,
    port: 443,
    protocol: "HTTPS",
    targetGroupArns: [],
    actions: [{ Type: "fixed-response", Order: 1, FixedResponseConfig: { StatusCode: "404" } }],
    certificateArns: [world.arn("acm", `certificate/${idOf(`certificate of ${balancerArn}`)}`)],
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    rules: groups.map((group, at) =>
      ruleOf(arn, group, { priority: at + 1, domain: balancer.name }),
    ),
    tags: {},
  };
  world.state.loadBalancers.set(balancerArn, { ...balancer, listeners: [listener] });
}

const idOf = (name: string) => createHash("sha256").update(name).digest("hex").slice(0, 16);

function ruleOf(
  listenerArn: string,
  group: TargetGroupState,
  { priority, domain }: { readonly priority: number; readonly domain: string },
): ListenerRuleState {
  const hosts = [`${group.name.replace(/-tg$/, "")}.${domain}.internal`];
  return {
    arn: `${listenerArn.replace(":listener/", ":listener-rule/")}/${idOf(group.arn)}`,
    priority,
    conditions: [{ Field: "host-header", Values: hosts, HostHeaderConfig: { Values: hosts } }],
    actions: [
      {
        Type: "forward",
        Order: 1,
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn: group.arn, Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ],
    tags: {},
  };
}
