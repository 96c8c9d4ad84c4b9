/** Load balancers, their listeners and rules: read only, made by the scenario. */
import type {
  DescribeListenersInput,
  DescribeListenersOutput,
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  DescribeRulesInput,
  DescribeRulesOutput,
  DescribeTagsInput,
  DescribeTagsOutput,
  Listener,
  LoadBalancer,
  Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { findLoadBalancer } from "../../world/elb/elb-lookups.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { LoadBalancerState } from "../../world/kernel/state-elb.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";

type ListenerState = LoadBalancerState["listeners"][number];

const PAGE = { defaultSize: 400, maxSize: 400 } as const;

export function describeLoadBalancers(
  input: DescribeLoadBalancersInput,
  { world }: CallContext,
): DescribeLoadBalancersOutput {
  const page = pageOf(chosenBalancers(world, input), (balancer) => balancer.arn, {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  const balancers = page.items.map((balancer) => toLoadBalancer(world, balancer));
  return { LoadBalancers: balancers, NextMarker: page.nextToken };
}

function chosenBalancers(
  world: World,
  input: DescribeLoadBalancersInput,
): readonly LoadBalancerState[] {
  if (input.LoadBalancerArns?.length)
    return input.LoadBalancerArns.map((arn) => findLoadBalancer(world, arn));
  const all = [...world.state.loadBalancers.values()];
  return input.Names?.length ? input.Names.map((name) => named(all, name)) : all;
}

function named(balancers: readonly LoadBalancerState[], name: string): LoadBalancerState {
  const found = balancers.find((balancer) => balancer.name === name);
  if (found) return found;
  throw new PracticeError("LoadBalancerNotFound", `Load balancers '[${name}]' not found`);
}

function toLoadBalancer(world: World, balancer: LoadBalancerState): LoadBalancer {
  const subnets = balancer.subnetIds.map((id) => world.state.subnets.get(id));
  return {
    LoadBalancerArn: balancer.arn,
    LoadBalancerName: balancer.name,
    DNSName: balancer.dnsName,
    Scheme: balancer.scheme as NonNullable<LoadBalancer["Scheme"]>,
    Type: balancer.type as NonNullable<LoadBalancer["Type"]>,
    CreatedTime: new Date(balancer.createdAtMs),
    VpcId: balancer.vpcId,
    State: { Code: "active" },
    IpAddressType: "ipv4",
    AvailabilityZones: subnets.map((subnet) => ({ ZoneName: subnet?.zone, SubnetId: subnet?.id })),
  };
}

export function describeListeners(
  input: DescribeListenersInput,
  { world }: CallContext,
): DescribeListenersOutput {
  const all = [...world.state.loadBalancers.values()].flatMap((balancer) =>
    balancer.listeners.map((listener) => toListener(balancer, listener)),
  );
  const { LoadBalancerArn: balancer, ListenerArns: arns } = input;
  if (balancer !== undefined) findLoadBalancer(world, balancer);
  const wanted = arns?.length
    ? arns.map((arn) => all.find((listener) => listener.ListenerArn === arn) ?? noListener(arn))
    : all.filter((listener) => listener.LoadBalancerArn === balancer);
  const page = pageOf(wanted, (listener) => listener.ListenerArn ?? "", {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  return { Listeners: [...page.items], NextMarker: page.nextToken };
}

function noListener(arn: string): never {
  throw new PracticeError("ListenerNotFound", `One or more listeners not found: '${arn}'`);
}

function toListener(balancer: LoadBalancerState, listener: ListenerState): Listener {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: balancer.arn,
    Port: listener.port,
    Protocol: listener.protocol as NonNullable<Listener["Protocol"]>,
    DefaultActions: forwardTo(listener),
  };
}

function forwardTo({ targetGroupArns }: ListenerState): NonNullable<Rule["Actions"]> {
  const [first] = targetGroupArns;
  return [
    {
      Type: "forward",
      Order: 1,
      ...(targetGroupArns.length === 1 ? { TargetGroupArn: first } : {}),
      ForwardConfig: {
        TargetGroups: targetGroupArns.map((arn) => ({ TargetGroupArn: arn, Weight: 1 })),
      },
    },
  ];
}

export function describeRules(
  input: DescribeRulesInput,
  { world }: CallContext,
): DescribeRulesOutput {
  const listeners = [...world.state.loadBalancers.values()].flatMap(
    (balancer) => balancer.listeners,
  );
  const all = listeners.map((listener) => ({ listener, arn: ruleArn(listener) }));
  const { ListenerArn: wantedListener, RuleArns: wantedRules } = input;
  if (wantedListener !== undefined && !listeners.some(({ arn }) => arn === wantedListener)) {
    noListener(wantedListener);
  }
  const chosen = all.filter(({ listener, arn }) =>
    wantedListener === undefined ? wantedRules?.includes(arn) : listener.arn === wantedListener,
  );
  return { Rules: chosen.map(({ listener, arn }) => defaultRule(listener, arn)) };
}

const ruleArn = (listener: ListenerState) =>
  `${listener.arn.replace(":listener/", ":listener-rule/")}/default`;

const defaultRule = (listener: ListenerState, arn: string): Rule => ({
  RuleArn: arn,
  Priority: "default",
  Conditions: [],
  Actions: forwardTo(listener),
  IsDefault: true,
});

export function describeTags(input: DescribeTagsInput, { world }: CallContext): DescribeTagsOutput {
  const descriptions = (input.ResourceArns ?? []).map((arn) => {
    const tags = tagsOf(world, arn);
    return { ResourceArn: arn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  });
  return { TagDescriptions: descriptions };
}

function tagsOf(world: World, arn: string): Readonly<Record<string, string>> {
  const group = world.state.targetGroups.get(arn);
  if (group) return group.tags;
  if (world.state.loadBalancers.has(arn)) return {};
  throw new PracticeError("TargetGroupNotFound", `One or more resources not found: '${arn}'`);
}
