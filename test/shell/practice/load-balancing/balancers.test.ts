/** Load balancers, listeners, rules and target groups through the unmodified client. */
import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteLoadBalancerCommand,
  DeleteRuleCommand,
  DeleteTargetGroupCommand,
  DescribeAccountLimitsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  ModifyListenerCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyRuleCommand,
  ModifyTargetGroupAttributesCommand,
  RemoveTagsCommand,
  SetRulePrioritiesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { CreateRuleInput } from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, it } from "vitest";
import {
  createPracticeWorld,
  restorePracticeWorld,
} from "../../../../electron/practice/practice-world.ts";
import { groupsOfListener } from "../../../../electron/practice/world/elb/links.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { SUBNETS, TARGET_GROUP } from "../small-region.ts";
import {
  balancedRegion,
  balancer,
  codeOf,
  listener,
  MINUTE_MS,
  targetGroup,
  VPC,
} from "./balanced-region.ts";
import type { BalancedRegion } from "./balanced-region.ts";

async function rule(
  { balancing }: BalancedRegion,
  ListenerArn: string,
  Priority: number,
  TargetGroupArn: string,
  wishes: Partial<CreateRuleInput> = {},
): Promise<string> {
  const { Rules = [] } = await balancing.send(
    new CreateRuleCommand({
      ListenerArn,
      Priority,
      Conditions: [{ Field: "path-pattern", Values: [`/part-${Priority}/*`] }],
      Actions: [{ Type: "forward", TargetGroupArn }],
      ...wishes,
    }),
  );
  return Rules[0]?.RuleArn ?? "";
}

const priorities = async ({ balancing }: BalancedRegion, ListenerArn: string) =>
  ((await balancing.send(new DescribeRulesCommand({ ListenerArn }))).Rules ?? []).map(
    ({ Priority }) => Priority,
  );

const users = async ({ balancing }: BalancedRegion, arn: string) =>
  (await balancing.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] })))
    .TargetGroups?.[0]?.LoadBalancerArns ?? [];

describe("a load balancer", () => {
  it("is provisioning, then active, and is made once", async () => {
    const region = balancedRegion();
    const arn = await balancer(region);
    const state = async () =>
      (await region.balancing.send(new DescribeLoadBalancersCommand({ Names: ["blue"] })))
        .LoadBalancers?.[0];
    expect(await state()).toMatchObject({
      State: { Code: "provisioning" },
      Type: "application",
      Scheme: "internet-facing",
      SecurityGroups: ["sg-00000000000000001"],
    });
    expect((await state())?.AvailabilityZones?.map(({ ZoneName }) => ZoneName)).toHaveLength(3);
    region.advance(5 * MINUTE_MS);
    expect((await state())?.State?.Code).toBe("active");
    expect(await balancer(region)).toBe(arn);
  });

  it.each([
    [{ Name: "one-zone", Subnets: [SUBNETS[0]] }, "InvalidConfigurationRequest"],
    [{ Name: "no-subnet", Subnets: ["subnet-0", SUBNETS[0]] }, "SubnetNotFound"],
    [{ Name: "-x", Subnets: [...SUBNETS] }, "ValidationError"],
    [{ Name: "internal-x", Subnets: [...SUBNETS] }, "ValidationError"],
    [{ Name: "blue", Subnets: [...SUBNETS], Scheme: "internal" }, "DuplicateLoadBalancerName"],
    [{ Name: "x", Subnets: [...SUBNETS], SecurityGroups: ["sg-0"] }, "InvalidSecurityGroup"],
  ] as const)("is refused with %j", async (input, code) => {
    const region = balancedRegion();
    await balancer(region);
    const { Subnets, ...other } = input;
    const wish = { ...other, Subnets: [...Subnets] } as never;
    expect(await codeOf(region.balancing.send(new CreateLoadBalancerCommand(wish)))).toBe(code);
  });

  it("goes with its listeners, unless it is protected; once more is no error", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await balancer(region);
    await listener(region, arn, group);
    const protect = (Value: string) =>
      region.balancing.send(
        new ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn: arn,
          Attributes: [{ Key: "deletion_protection.enabled", Value }],
        }),
      );
    const remove = () =>
      region.balancing.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    await protect("true");
    expect(await codeOf(remove())).toBe("OperationNotPermitted");
    await protect("false");
    await remove();
    expect(await users(region, group)).toEqual([]);
    expect(await codeOf(remove())).toBe("none");
  });
});

describe("a listener", () => {
  it("forwards to weighted target groups, and its weights change", async () => {
    const region = balancedRegion();
    const [blue, green] = [await targetGroup(region, "blue"), await targetGroup(region, "green")];
    const arn = await listener(region, await balancer(region), blue);
    const forward = (weights: readonly [number, number]) => ({
      ListenerArn: arn,
      DefaultActions: [
        {
          Type: "forward" as const,
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: blue, Weight: weights[0] },
              { TargetGroupArn: green, Weight: weights[1] },
            ],
            TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 300 },
          },
        },
      ],
    });
    await region.balancing.send(new ModifyListenerCommand(forward([90, 10])));
    const { Listeners } = await region.balancing.send(
      new DescribeListenersCommand({ ListenerArns: [arn] }),
    );
    expect(Listeners?.[0]?.DefaultActions).toMatchObject(forward([90, 10]).DefaultActions);
    expect(Listeners?.[0]?.DefaultActions?.[0]?.TargetGroupArn).toBeUndefined();
    expect(await users(region, green)).toHaveLength(1);
    const tooMuch = new ModifyListenerCommand(forward([1000, 1]));
    expect(await codeOf(region.balancing.send(tooMuch))).toBe("InvalidConfigurationRequest");
  });

  it.each([
    [{ Port: 80 }, "DuplicateListener"],
    [{ Port: 443, Protocol: "TCP" }, "UnsupportedProtocol"],
    [{ Port: 443, Protocol: "HTTPS" }, "ValidationError"],
    [{ Port: 81, DefaultActions: [] }, "InvalidLoadBalancerAction"],
    [
      { Port: 81, DefaultActions: [{ Type: "forward", TargetGroupArn: `${TARGET_GROUP}0` }] },
      "TargetGroupNotFound",
    ],
    [
      { Port: 81, DefaultActions: [{ Type: "forward", TargetGroupArn: TARGET_GROUP }] },
      "TargetGroupAssociationLimit",
    ],
  ])("is refused with %j", async (wish, code) => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await balancer(region);
    await listener(region, arn, group);
    const input = {
      LoadBalancerArn: arn,
      Protocol: "HTTP",
      DefaultActions: [{ Type: "forward", TargetGroupArn: group }],
      ...wish,
    } as never;
    expect(await codeOf(region.balancing.send(new CreateListenerCommand(input)))).toBe(code);
  });

  it("redirects or answers by itself, and keeps what it was told", async () => {
    const region = balancedRegion();
    const arn = await balancer(region);
    const actions = [
      {
        Type: "redirect" as const,
        RedirectConfig: { Port: "443", StatusCode: "HTTP_301" as const },
      },
    ];
    const input = { LoadBalancerArn: arn, Port: 80, Protocol: "HTTP" as const };
    await region.balancing.send(new CreateListenerCommand({ ...input, DefaultActions: actions }));
    const { Listeners } = await region.balancing.send(
      new DescribeListenersCommand({ LoadBalancerArn: arn }),
    );
    expect(Listeners?.[0]?.DefaultActions).toEqual(actions);
  });
});

describe("rules", () => {
  it("are listed by priority with the default last, and change their order at once", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await listener(region, await balancer(region), group);
    const second = await rule(region, arn, 20, group);
    const first = await rule(region, arn, 10, group);
    expect(await priorities(region, arn)).toEqual(["10", "20", "default"]);
    expect(await codeOf(rule(region, arn, 10, group))).toBe("PriorityInUse");
    await region.balancing.send(
      new SetRulePrioritiesCommand({
        RulePriorities: [
          { RuleArn: first, Priority: 20 },
          { RuleArn: second, Priority: 10 },
        ],
      }),
    );
    const { Rules } = await region.balancing.send(new DescribeRulesCommand({ ListenerArn: arn }));
    expect(Rules?.[0]?.RuleArn).toBe(second);
    const taken = { RulePriorities: [{ RuleArn: first, Priority: 10 }] };
    expect(await codeOf(region.balancing.send(new SetRulePrioritiesCommand(taken)))).toBe(
      "PriorityInUse",
    );
  });

  it("keep their conditions as AWS shows them, and may be changed and deleted", async () => {
    const region = balancedRegion();
    const [blue, green] = [await targetGroup(region, "blue"), await targetGroup(region, "green")];
    const arn = await listener(region, await balancer(region), blue);
    const made = await rule(region, arn, 5, green, {
      Conditions: [
        { Field: "host-header", HostHeaderConfig: { Values: ["shop.test"] } },
        { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Canary", Values: ["1"] } },
      ],
    });
    const read = async () =>
      (await region.balancing.send(new DescribeRulesCommand({ RuleArns: [made] }))).Rules?.[0];
    expect((await read())?.Conditions).toEqual([
      {
        Field: "host-header",
        Values: ["shop.test"],
        HostHeaderConfig: { Values: ["shop.test"] },
      },
      { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Canary", Values: ["1"] } },
    ]);
    const change = { RuleArn: made, Actions: [{ Type: "forward" as const, TargetGroupArn: blue }] };
    await region.balancing.send(new ModifyRuleCommand(change));
    expect((await read())?.Actions?.[0]).toMatchObject({
      TargetGroupArn: blue,
      ForwardConfig: { TargetGroups: [{ TargetGroupArn: blue, Weight: 1 }] },
    });
    expect(await users(region, green)).toEqual([]);
    await region.balancing.send(new DeleteRuleCommand({ RuleArn: made }));
    expect(await priorities(region, arn)).toEqual(["default"]);
    const byDefault = (await region.balancing.send(new DescribeRulesCommand({ ListenerArn: arn })))
      .Rules?.[0]?.RuleArn;
    const remove = new DeleteRuleCommand({ RuleArn: byDefault });
    expect(await codeOf(region.balancing.send(remove))).toBe("OperationNotPermitted");
  });

  it.each([
    [{ Priority: 0 }, "ValidationError"],
    [{ Conditions: [] }, "ValidationError"],
    [{ Conditions: [{ Field: "colour", Values: ["red"] }] }, "ValidationError"],
  ])("are refused with %j", async (wish, code) => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await listener(region, await balancer(region), group);
    expect(await codeOf(rule(region, arn, 1, group, wish))).toBe(code);
  });

  it("survive a restore", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await balancer(region);
    await rule(region, await listener(region, arn, group), 7, group);
    const json = JSON.stringify(region.world.toJSON());
    const restored = restorePracticeWorld(JSON.parse(json) as WorldJson);
    region.advance(10 * MINUTE_MS);
    restored.advanceTo(region.world.nowMs);
    expect(JSON.stringify(restored.toJSON())).toBe(JSON.stringify(region.world.toJSON()));
    expect(restored.state.loadBalancers.get(arn)?.state).toBe("active");
  });
});

describe("a target group", () => {
  it("has AWS's defaults, and is made once with the same settings", async () => {
    const region = balancedRegion();
    const input = { Name: "web", Protocol: "HTTP" as const, Port: 80, VpcId: VPC };
    const make = (wish = {}) =>
      region.balancing.send(new CreateTargetGroupCommand({ ...input, ...wish }));
    const { TargetGroups } = await make();
    expect(TargetGroups?.[0]).toMatchObject({
      HealthCheckProtocol: "HTTP",
      HealthCheckPort: "traffic-port",
      HealthCheckPath: "/",
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: "200" },
      ProtocolVersion: "HTTP1",
      LoadBalancerArns: [],
    });
    expect((await make()).TargetGroups?.[0]?.TargetGroupArn).toBe(
      TargetGroups?.[0]?.TargetGroupArn,
    );
    expect(await codeOf(make({ Port: 81 }))).toBe("DuplicateTargetGroupName");
    expect(await codeOf(make({ Name: "x", TargetType: "ip" }))).toBe("UnsupportedOperation");
    expect(await codeOf(make({ Name: "x", HealthyThresholdCount: 11 }))).toBe("ValidationError");
  });

  it("is not deleted while a listener forwards to it", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const arn = await listener(region, await balancer(region), group);
    const remove = () =>
      region.balancing.send(new DeleteTargetGroupCommand({ TargetGroupArn: group }));
    expect(await codeOf(remove())).toBe("ResourceInUse");
    await region.balancing.send(new DeleteListenerCommand({ ListenerArn: arn }));
    await remove();
    const read = (arn: string) =>
      region.balancing.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
    expect(await codeOf(read(group))).toBe("TargetGroupNotFound");
    await expect(read("web")).rejects.toMatchObject({
      Code: "ValidationError",
      message: "'web' is not a valid target group ARN",
    });
  });

  it("has attributes, which are checked", async () => {
    const region = balancedRegion();
    const group = await targetGroup(region, "web");
    const change = (Key: string, Value: string) =>
      region.balancing.send(
        new ModifyTargetGroupAttributesCommand({
          TargetGroupArn: group,
          Attributes: [{ Key, Value }],
        }),
      );
    await change("stickiness.enabled", "true");
    const { Attributes = [] } = await region.balancing.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group }),
    );
    const read = Object.fromEntries(Attributes.map(({ Key = "", Value }) => [Key, Value]));
    expect(read).toMatchObject({
      "stickiness.enabled": "true",
      "deregistration_delay.timeout_seconds": "300",
      "load_balancing.algorithm.type": "round_robin",
    });
    expect(await codeOf(change("deregistration_delay.timeout_seconds", "3601"))).toBe(
      "ValidationError",
    );
    expect(await codeOf(change("slow_start.duration_seconds", "10"))).toBe("ValidationError");
    expect(await codeOf(change("colour", "red"))).toBe("ValidationError");
  });
});

it("the shop's balancer has a rule for each of its target groups", async () => {
  const world = createPracticeWorld({ seed: 1 });
  const [shop] = [...world.state.loadBalancers.values()];
  const forwarded = shop?.listeners.flatMap(groupsOfListener).toSorted();
  expect(forwarded).toEqual([...world.state.targetGroups.keys()].toSorted());
});

it("tags everything, and tells the account's limits", async () => {
  const region = balancedRegion();
  const group = await targetGroup(region, "web");
  const arn = await balancer(region);
  const port = await listener(region, arn, group);
  const made = await rule(region, port, 1, group);
  const all = [group, arn, port, made];
  const tags = [
    { Key: "team", Value: "shop" },
    { Key: "old", Value: "1" },
  ];
  await region.balancing.send(new AddTagsCommand({ ResourceArns: all, Tags: tags }));
  await region.balancing.send(new RemoveTagsCommand({ ResourceArns: all, TagKeys: ["old"] }));
  const { TagDescriptions } = await region.balancing.send(
    new DescribeTagsCommand({ ResourceArns: all }),
  );
  expect(TagDescriptions).toEqual(
    all.map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: "team", Value: "shop" }] })),
  );
  const { Limits = [] } = await region.balancing.send(new DescribeAccountLimitsCommand({}));
  expect(Limits).toContainEqual({ Name: "rules-per-application-load-balancer", Max: "100" });
});
