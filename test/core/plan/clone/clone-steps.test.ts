/** When a new group gets what hangs on the old one, and what it can't have. */
import { describe, expect, it } from "vitest";
import type { GroupExtras, GroupSettings } from "../../../../shared/model/facts.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import type { GroupBuilder } from "../../../builders/group.ts";
import { anImage } from "../../../builders/image.ts";
import { aReplacement, aRollback, madePlan, refusal } from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";
import { fullExtras } from "../../clone/some-extras.ts";

const fleetOf = (shape: (group: GroupBuilder) => GroupBuilder = (group) => group) =>
  aFleet()
    .withGeneration(41, (group) => shape(group.size(4)))
    .withImage(anImage("ami-new"))
    .facts();
const kinds = (planned: Planned) => madePlan(planned).steps.map(({ work }) => work.kind);

describe("a plan for a fleet with much on its group", () => {
  const planned = aReplacement(fleetOf(), "ami-new", {}, { extras: fullExtras });

  it("carries hooks before the first server, what changes sizes after the permanent ones", () => {
    const steps = madePlan(planned).steps.map(({ work }) =>
      work.kind === "carry-extras" ? work.parts.join(" ") : work.kind,
    );
    expect(steps.slice(3, 5)).toEqual(["create-group", "hooks notifications"]);
    const settled = steps.indexOf("settle");
    expect(steps.slice(settled, settled + 4)).toEqual([
      "settle",
      "warm-pool policies schedules",
      "compare-clone",
      "shift-away",
    ]);
  });

  it("says each call, with the name of the thing", () => {
    const calls = madePlan(planned)
      .steps.filter(({ work }) => work.kind === "carry-extras")
      .flatMap((step) => step.calls.map(({ call, after }) => `${call} ${after}`));
    expect(calls).toEqual([
      "PutLifecycleHook drain, as on web-v041",
      "PutNotificationConfiguration arn:aws:sns:r:1:topic, as on web-v041",
      "PutWarmPool warm pool, as on web-v041",
      "PutScalingPolicy out, as on web-v041",
      "PutScheduledUpdateGroupAction night, as on web-v041",
      "PutMetricAlarm cpu-high-web-v042, for the new policies",
    ]);
  });

  it("carries in a cold roll back as well", () => {
    const facts = aFleet().withCold(1).withGeneration(2).facts();
    const back = kinds(aRollback(facts, "v1", { extras: fullExtras }));
    expect(back.filter((kind) => kind === "carry-extras")).toHaveLength(2);
    expect(back).toContain("compare-clone");
  });

  it("has no step for what isn't there, and the comparison all the same", () => {
    expect(kinds(aReplacement(fleetOf(), "ami-new"))).not.toContain("carry-extras");
    expect(kinds(aReplacement(fleetOf(), "ami-new"))).toContain("compare-clone");
  });
});

const main = { LaunchTemplateId: "lt-web", Version: "41" };
const mixed = (...overrides: readonly object[]): Partial<GroupSettings> => ({
  mixedInstances: {
    LaunchTemplate: { LaunchTemplateSpecification: main, Overrides: overrides },
    InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 },
  },
});

describe("a clone that AWS or its owner wouldn't have", () => {
  it.each<readonly [string, Partial<GroupSettings>, RegExp]>([
    ["a launch configuration", { launchConfiguration: "web-1" }, /launch configuration \(web-1\)/],
    ["a classic load balancer", { classicLoadBalancers: ["old"] }, /classic load balancer old/],
    ["VPC Lattice", { otherTraffic: ["vpc-lattice arn:x"] }, /vpc-lattice arn:x/],
    [
      "weights",
      mixed({ InstanceType: "m5.large", WeightedCapacity: "2" }),
      /weighted capacity.*m5\.large/,
    ],
    ["a size in vCPUs", { further: { DesiredCapacityType: "vcpu" } }, /count vcpu/],
    [
      "a type with a template of its own",
      mixed({
        InstanceType: "m6g.large",
        LaunchTemplateSpecification: { LaunchTemplateId: "lt-arm" },
      }),
      /m6g\.large from launch templates of their own/,
    ],
    [
      "a type with an image of its own",
      mixed({ InstanceType: "m6g.large", ImageId: "ami-1" }),
      /names an image for m6g\.large/,
    ],
    [
      "another AWS service's group",
      { further: { Operator: { Principal: "x" } } },
      /another AWS service/,
    ],
  ])("is refused for %s", (_, settings, reason) => {
    const facts = fleetOf((group) => group.settings(settings));
    expect(refusal(aReplacement(facts, "ami-new"))).toMatch(reason);
  });

  it.each<readonly [string, Partial<GroupSettings>]>([
    ["spot", mixed({ InstanceType: "m5.large" }, { InstanceType: "m6i.large" })],
    [
      "types with the group's own template",
      mixed({ InstanceType: "m5.large", LaunchTemplateSpecification: main }),
    ],
    ["sizes in servers", { further: { DesiredCapacityType: "units" } }],
  ])("is made for %s", (_, settings) => {
    const facts = fleetOf((group) => group.settings(settings));
    expect(aReplacement(facts, "ami-new").refused).toBe(false);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, Partial<GroupExtras>, RegExp]>([
    ["ECS", { AmazonECSManaged: "" }, {}, /capacity provider of ECS/],
    ["EKS", { "eks:nodegroup-name": "web" }, {}, /node group of EKS/],
    [
      "CodeDeploy",
      {},
      { lifecycleHooks: [{ name: "CodeDeploy-managed-hook", definition: {} }] },
      /CodeDeploy deploys to the servers/,
    ],
  ])("is refused where %s would not know it", (_, tags, extras, reason) => {
    const facts = fleetOf((group) => group.tagged(tags));
    expect(refusal(aReplacement(facts, "ami-new", {}, { extras }))).toMatch(reason);
  });
});
