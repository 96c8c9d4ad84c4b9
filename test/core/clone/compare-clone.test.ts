/** Every field of two groups: the same, different for a reason, or different and shown. */
import { describe, expect, it } from "vitest";
import { compareClone } from "../../../shared/clone/compare-clone.ts";
import type { CloneExpectation } from "../../../shared/clone/clone-expectation.ts";
import { differenceText } from "../../../shared/clone/differences.ts";
import { cloneExtras } from "../../../shared/clone/clone-extras.ts";
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";
import type { GroupExtras } from "../../../shared/model/facts.ts";
import { targetGroupArn, templateId } from "../../../shared/model/ids.ts";
import { noExtras } from "../../builders/world.ts";
import { change, fullExtras, NEW, OLD, policyArn } from "./some-extras.ts";

const ARN = targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/web/1");
const OTHER = targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/other/2");
const NOW_MS = Date.UTC(2026, 10, 20, 9);
const template = (version: number) => ({
  LaunchTemplateId: "lt-1",
  LaunchTemplateName: "web",
  Version: String(version),
});

const old: AwsFields = {
  AutoScalingGroupName: OLD,
  AutoScalingGroupARN: "arn:old",
  CreatedTime: "2026-01-01T00:00:00.000Z",
  LaunchTemplate: template(1),
  MinSize: 2,
  MaxSize: 8,
  DesiredCapacity: 4,
  DefaultCooldown: 300,
  HealthCheckType: "ELB",
  TerminationPolicies: ["OldestInstance", "Default"],
  AvailabilityZones: ["a", "b"],
  VPCZoneIdentifier: "subnet-1,subnet-2",
  TargetGroupARNs: [ARN],
  TrafficSources: [{ Identifier: ARN, Type: "elbv2" }],
  Instances: [{ InstanceId: "i-1" }],
  SuspendedProcesses: [],
  Tags: [
    { Key: "team", Value: "web", PropagateAtLaunch: true, ResourceId: OLD },
    { Key: "bennu:claim", Value: "op-1", PropagateAtLaunch: false, ResourceId: OLD },
    { Key: "aws:cloudformation:stack-name", Value: "web", ResourceId: OLD },
  ],
  SomethingNew: { Of: "AWS" },
};
const fresh: AwsFields = {
  ...old,
  AutoScalingGroupName: NEW,
  AutoScalingGroupARN: "arn:new",
  CreatedTime: "2026-02-01T00:00:00.000Z",
  LaunchTemplate: template(7),
  AvailabilityZones: ["b", "a"],
  VPCZoneIdentifier: "subnet-2,subnet-1",
  Instances: [{ InstanceId: "i-2" }],
  Tags: [
    { Key: "bennu:operation", Value: "op-1", PropagateAtLaunch: false, ResourceId: NEW },
    { Key: "team", Value: "web", PropagateAtLaunch: true, ResourceId: NEW },
  ],
};

const freshExtras: GroupExtras = (() => {
  const policies = [{ name: "out", arn: policyArn(NEW, "out") }];
  const wanted = cloneExtras(fullExtras, policies, change, NOW_MS);
  return {
    scalingPolicies: wanted.policies.map((policy) => ({
      ...policy,
      arn: policyArn(NEW, policy.name),
      alarms: wanted.alarms,
    })),
    scheduledActions: wanted.schedules,
    lifecycleHooks: wanted.hooks,
    notifications: wanted.notifications,
    warmPool: wanted.warmPool,
    activeRefresh: null,
  };
})();

interface Case {
  readonly from?: AwsFields;
  readonly to?: AwsFields;
  readonly extras?: Partial<GroupExtras>;
  readonly oldExtras?: Partial<GroupExtras>;
  readonly expected?: Partial<CloneExpectation>;
}

function compare({ from, to, extras, oldExtras, expected }: Case) {
  const toExtras = { ...freshExtras, ...extras };
  const held = compareClone(
    { described: { ...old, ...from }, extras: { ...fullExtras, ...oldExtras } },
    { described: { ...fresh, ...to }, extras: toExtras },
    toExtras.scalingPolicies.flatMap(({ alarms }) => alarms),
    {
      change,
      template: { id: templateId("lt-1"), version: 7 },
      targetGroupArns: [ARN],
      trafficToCome: false,
      sizes: { minSize: 2, maxSize: 8 },
      nowMs: NOW_MS,
      ...expected,
    },
  );
  return {
    unexplained: held.filter(({ why }) => why === null).map(differenceText),
    explained: held.flatMap(({ field, why }) => (why === null ? [] : [field])),
  };
}

describe("a clone", () => {
  it("has no difference without a reason, and each reason is told", () => {
    const { unexplained, explained } = compare({});
    expect(unexplained).toEqual([]);
    expect(explained).toEqual([
      "AutoScalingGroupARN",
      "AutoScalingGroupName",
      "CreatedTime",
      "LaunchTemplate",
      "Tags.aws:cloudformation:stack-name",
      "Tags.bennu:claim",
      "Tags.bennu:operation",
    ]);
  });

  it.each<readonly [string, Case, string]>([
    ["a plain setting", { to: { DefaultCooldown: 60 } }, "DefaultCooldown: 300 -> 60"],
    ["one that is gone", { to: { HealthCheckType: undefined } }, "HealthCheckType: ELB -> not set"],
    [
      "a field that Bennu has never heard of",
      { to: { SomethingNew: { Of: "me" } } },
      "SomethingNew.Of: AWS -> me",
    ],
    ["one that only the new group has", { to: { Context: "x" } }, "Context: not set -> x"],
    [
      "the order of termination policies",
      { to: { TerminationPolicies: ["Default", "OldestInstance"] } },
      "TerminationPolicies: OldestInstance, Default -> Default, OldestInstance",
    ],
    [
      "a subnet",
      { to: { VPCZoneIdentifier: "subnet-1" } },
      "VPCZoneIdentifier: subnet-1, subnet-2 -> subnet-1",
    ],
    [
      "the template's version",
      { to: { LaunchTemplate: template(6) } },
      "LaunchTemplate.Version: 7 -> 6",
    ],
    ["its limits", { to: { MaxSize: 9 } }, "MaxSize: 8 -> 9"],
    [
      "a suspended process",
      { to: { SuspendedProcesses: [{ ProcessName: "Launch" }] } },
      "SuspendedProcesses: not set -> Launch",
    ],
    [
      "a lost tag",
      { to: { Tags: [] } },
      'Tags.team: {"Value":"web","PropagateAtLaunch":true} -> not set',
    ],
    ["other traffic", { to: { TargetGroupARNs: [OTHER] } }, `TargetGroupARNs: ${ARN} -> ${OTHER}`],
    [
      "traffic that was taken away",
      { to: { TargetGroupARNs: [] } },
      `TargetGroupARNs: ${ARN} -> not set`,
    ],
    [
      "a classic load balancer",
      { from: { LoadBalancerNames: ["old"] } },
      "LoadBalancerNames: old -> not set",
    ],
    ["a hook", { extras: { lifecycleHooks: [] } }, "LifecycleHook drain: set -> not there"],
    [
      "a schedule's field",
      {
        extras: {
          scheduledActions: [
            {
              name: "night",
              definition: { ScheduledActionName: "night", Recurrence: "0 2 * * *", MinSize: 1 },
            },
          ],
        },
      },
      "ScheduledAction night.Recurrence: 0 1 * * * -> 0 2 * * *",
    ],
    ["the warm pool", { extras: { warmPool: null } }, "WarmPool: set -> not there"],
    [
      "notifications",
      { extras: { notifications: [] } },
      "Notification arn:aws:sns:r:1:topic: set -> not there",
    ],
    [
      "policies and their alarms",
      { extras: { scalingPolicies: [] } },
      "ScalingPolicy out: set -> not there",
    ],
    [
      "a refresh",
      { extras: { activeRefresh: "r-1 InProgress" } },
      "InstanceRefresh: not under way -> r-1 InProgress",
    ],
  ])("shows %s", (_, given, text) => {
    expect(compare(given).unexplained).toContain(text);
  });

  it("shows an alarm whose threshold was changed", () => {
    const [policy] = freshExtras.scalingPolicies;
    const [alarm] = policy?.alarms ?? [];
    if (!policy || !alarm) throw new Error("no alarm");
    const changed = { ...alarm, definition: { ...alarm.definition, Threshold: 10 } };
    expect(
      compare({ extras: { scalingPolicies: [{ ...policy, alarms: [changed] }] } }).unexplained,
    ).toEqual(["Alarm cpu-high-web-v002.Threshold: 80 -> 10"]);
  });

  it.each<readonly [string, Case, string]>([
    ["the size it has by now", { to: { DesiredCapacity: 6 } }, "DesiredCapacity"],
    [
      "the plan's limits, where the old group's were changed since",
      { from: { MinSize: 1 } },
      "MinSize",
    ],
    [
      "a maximum that was raised for its servers",
      { to: { DesiredCapacity: 9, MaxSize: 9 } },
      "MaxSize",
    ],
    [
      "processes that someone held on the old one",
      { from: { SuspendedProcesses: [{ ProcessName: "AZRebalance" }] } },
      "SuspendedProcesses",
    ],
    [
      "traffic still to come",
      { to: { TargetGroupARNs: [], TrafficSources: [] }, expected: { trafficToCome: true } },
      "TargetGroupARNs",
    ],
    [
      "the target group of its own weight",
      { to: { TargetGroupARNs: [OTHER] }, expected: { targetGroupArns: [OTHER] } },
      "TargetGroupARNs",
    ],
    [
      "a schedule whose time has passed",
      {
        oldExtras: {
          scheduledActions: [
            ...fullExtras.scheduledActions,
            { name: "once", definition: { StartTime: "2026-01-01T00:00:00Z" } },
          ],
        },
      },
      "ScheduledAction once",
    ],
  ])("explains %s", (_, given, field) => {
    const found = compare(given);
    expect(found.unexplained.filter((text) => text.startsWith(field))).toEqual([]);
    expect(found.explained).toContain(field);
  });

  it("holds a mixed instances policy against the one with the new version", () => {
    const policy = (version: number, type: string) => ({
      LaunchTemplate: {
        LaunchTemplateSpecification: template(version),
        Overrides: [{ InstanceType: type }],
      },
      InstancesDistribution: { OnDemandBaseCapacity: 1 },
    });
    const from = { LaunchTemplate: undefined, MixedInstancesPolicy: policy(1, "m5.large") };
    const to = (given: object) => ({ LaunchTemplate: undefined, MixedInstancesPolicy: given });
    expect(compare({ from, to: to(policy(7, "m5.large")) }).unexplained).toEqual([]);
    expect(compare({ from, to: to(policy(7, "m6.large")) }).unexplained).toEqual([
      'MixedInstancesPolicy.LaunchTemplate.Overrides: [{"InstanceType":"m5.large"}] -> [{"InstanceType":"m6.large"}]',
    ]);
  });

  it("of a group with nothing on it has nothing on it", () => {
    const bare = { oldExtras: noExtras, extras: noExtras };
    expect(compare(bare).unexplained).toEqual([]);
    expect(
      compare({ ...bare, extras: { ...noExtras, warmPool: fullExtras.warmPool } }).unexplained,
    ).toEqual(["WarmPool: not there -> set"]);
  });
});
