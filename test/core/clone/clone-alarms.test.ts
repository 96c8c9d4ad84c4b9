/** Names of cloned alarms over generations, and which alarms go with a group. */
import { describe, expect, it } from "vitest";
import { alarmsOfRemoved, cloneAlarmName } from "../../../shared/clone/clone-alarms.ts";
import { changedFields } from "../../../shared/clone/clone-change.ts";
import { groupName, targetGroupArn } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aGroup } from "../../builders/group.ts";
import { change, NEW, OLD, policyArn } from "./some-extras.ts";

describe("the name of a cloned alarm", () => {
  it.each([
    ["cpu-high", "cpu-high-web-v002"],
    ["cpu-high-web-v001", "cpu-high-web-v002"],
    ["web-v001/cpu", "web-v002/cpu"],
  ])("of %s is %s: it doesn't grow from generation to generation", (name, cloned) => {
    expect(cloneAlarmName(name, change)).toBe(cloned);
  });

  it("is never longer than AWS takes, and names the group all the same", () => {
    const name = cloneAlarmName("x".repeat(255), change);
    expect(name).toHaveLength(255);
    expect(name.endsWith(NEW)).toBe(true);
  });
});

describe("what a definition of the old group's watches", () => {
  it("is the new group and its target group; all else stays", () => {
    const from = targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/a/1");
    const to = targetGroupArn("arn:aws:elasticloadbalancing:r:1:targetgroup/b/2");
    const definition = {
      Metrics: [
        { Expression: `SELECT AVG(x) FROM y WHERE AutoScalingGroupName = '${OLD}'` },
        { MetricStat: { Metric: { Dimensions: [{ Name: "AutoScalingGroupName", Value: OLD }] } } },
      ],
      ResourceLabel: "app/lb/0/targetgroup/a/1",
      Note: OLD,
    };
    expect(changedFields(definition, { ...change, targetGroups: [{ from, to }] })).toEqual({
      Metrics: [
        { Expression: `SELECT AVG(x) FROM y WHERE AutoScalingGroupName = '${NEW}'` },
        { MetricStat: { Metric: { Dimensions: [{ Name: "AutoScalingGroupName", Value: NEW }] } } },
      ],
      ResourceLabel: "app/lb/0/targetgroup/b/2",
      Note: OLD,
    });
  });
});

describe("a group that is removed", () => {
  const alarm = (name: string, ...groups: readonly string[]) => ({
    name,
    definition: { AlarmActions: groups.map((group) => policyArn(group, "out")) },
  });
  const policies = [
    {
      name: "out",
      arn: policyArn(NEW, "out"),
      definition: {},
      alarms: [
        alarm("cpu-web-v002", NEW),
        alarm("shared-web-v002", NEW, "other"),
        alarm("hers", NEW),
      ],
    },
  ];
  const made = aGroup(groupName(NEW))
    .tagged({ [TAG.operation]: "op-1" })
    .build().group;

  it("takes its own alarms along; those that drive others too, or that somebody made, stay", () => {
    expect(alarmsOfRemoved(made, policies)).toEqual({
      going: ["cpu-web-v002"],
      staying: ["hers", "shared-web-v002"],
    });
  });

  it("takes none along that Bennu didn't make", () => {
    expect(alarmsOfRemoved(aGroup(NEW).build().group, policies).going).toEqual([]);
  });
});
