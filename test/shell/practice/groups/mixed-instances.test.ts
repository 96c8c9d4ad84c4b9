/** Mixed instances policies: types, weights, on demand and Spot, templates and images of overrides. */
import {
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import {
  activities,
  allInService,
  createGroup,
  MINUTE_MS,
  readGroup,
  until,
} from "../group-questions.ts";
import { ILL_IMAGE, smallRegion, SUBNETS } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, members, mixed, refuse, typesOf } from "./group-wishes.ts";

let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

const TWO = [{ InstanceType: "c7i.large" }, { InstanceType: "m7i.large" }];
const WEIGHTS = [
  { InstanceType: "c7i.xlarge", WeightedCapacity: "4" },
  { InstanceType: "c7i.large", WeightedCapacity: "2" },
];

const setDesired = (DesiredCapacity: number) =>
  region.groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

async function lifecycles() {
  const { Reservations = [] } = await region.ec2.send(new DescribeInstancesCommand({}));
  const all = Reservations.flatMap(({ Instances = [] }) => Instances);
  return all.filter(({ State }) => State?.Name === "running").map((one) => one.InstanceLifecycle);
}

describe("a policy", () => {
  it("is shown with AWS's defaults, and its template by id, name and version", async () => {
    await createGroup(region, mixed(region, TWO));
    expect((await readGroup(region))?.MixedInstancesPolicy).toMatchObject({
      LaunchTemplate: {
        LaunchTemplateSpecification: {
          LaunchTemplateId: region.template.id,
          LaunchTemplateName: "shop",
          Version: "1",
        },
        Overrides: TWO,
      },
      InstancesDistribution: {
        OnDemandAllocationStrategy: "prioritized",
        OnDemandBaseCapacity: 0,
        OnDemandPercentageAboveBaseCapacity: 100,
        SpotAllocationStrategy: "lowest-price",
        SpotInstancePools: 2,
      },
    });
  });

  it("drops the number of pools with its strategy", async () => {
    await createGroup(region, mixed(region, TWO));
    const change = { InstancesDistribution: { SpotAllocationStrategy: "capacity-optimized" } };
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MixedInstancesPolicy: change }),
    );
    const policy = (await readGroup(region))?.MixedInstancesPolicy;
    expect(policy?.InstancesDistribution).toMatchObject(change.InstancesDistribution);
    expect(policy?.InstancesDistribution).not.toHaveProperty("SpotInstancePools");
  });

  it("can't be sent back as it was shown: a template has either id or name", async () => {
    await createGroup(region, mixed(region, TWO));
    const { MixedInstancesPolicy } = (await readGroup(region)) ?? {};
    const wish = { AutoScalingGroupName, MixedInstancesPolicy };
    await expect(region.groups.send(new UpdateAutoScalingGroupCommand(wish))).rejects.toMatchObject(
      {
        Code: "ValidationError",
        message: "Valid requests must contain either launchTemplateId or LaunchTemplateName",
      },
    );
  });

  it("keeps what an update leaves out", async () => {
    await createGroup(region, mixed(region, TWO, { OnDemandBaseCapacity: 2 }));
    const change = { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 50 } };
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MixedInstancesPolicy: change }),
    );
    expect((await readGroup(region))?.MixedInstancesPolicy).toMatchObject({
      LaunchTemplate: { Overrides: TWO },
      InstancesDistribution: { OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 50 },
    });
  });

  it.each([
    ["a type twice", [TWO[0], TWO[0]], /Duplicate instance type/],
    ["a weight for one alone", [WEIGHTS[0], TWO[1]], /must have WeightedCapacity/],
    [
      "a weight of nothing",
      [{ InstanceType: "c7i.large", WeightedCapacity: "0" }],
      /from 1 to 999/,
    ],
    [
      "a type and requirements",
      [
        {
          InstanceType: "c7i.large",
          InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } },
        },
      ],
      /InstanceType together with InstanceRequirements/,
    ],
  ] as const)("is refused with %s", async (_, overrides, words) => {
    const wish = mixed(region, [...overrides] as Parameters<typeof mixed>[1]);
    await expect(createGroup(region, wish)).rejects.toThrow(words);
  });
});

describe("types", () => {
  it("are launched in the order of the list, and the next where there is no room", async () => {
    refuse(region, ({ instanceType, zone }) => instanceType === "c7i.large" && zone.endsWith("b"));
    await createGroup(region, mixed(region, TWO));
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    expect(await typesOf(region)).toEqual(["c7i.large", "c7i.large", "m7i.large"]);
    const failed = (await activities(region)).filter((each) => each.StatusCode === "Failed");
    expect(failed).toEqual([]);
  });

  it("come from a template and an image of their own", async () => {
    const LaunchTemplateSpecification = { LaunchTemplateName: "shop", Version: "2" };
    const own = [{ InstanceType: "c7i.large", LaunchTemplateSpecification }];
    await createGroup(region, mixed(region, own));
    await until(region, async () => (await members(region)).length === 3, MINUTE_MS);
    expect((await members(region)).map((each) => each.LaunchTemplate?.Version)).toEqual([
      "2",
      "2",
      "2",
    ]);
    const image = mixed(region, [{ InstanceType: "c7i.large", ImageId: ILL_IMAGE }]);
    const wish = { ...image, AutoScalingGroupName: "own-image", DesiredCapacity: 1 };
    await createGroup(region, wish);
    region.advance(MINUTE_MS);
    const [member] = (await readGroup(region, "own-image"))?.Instances ?? [];
    expect(member?.ImageId).toBe(ILL_IMAGE);
    expect(region.world.state.instances.get(member?.InstanceId ?? "")?.imageId).toBe(ILL_IMAGE);
  });

  it("are found by their attributes, the smallest first", async () => {
    const InstanceRequirements = { VCpuCount: { Min: 4 }, MemoryMiB: { Min: 16_384 } };
    await createGroup(region, mixed(region, [{ InstanceRequirements }]));
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    expect(await typesOf(region)).toEqual(["m7i.xlarge", "m7i.xlarge", "m7i.xlarge"]);
  });

  it("found by attributes may count by their vCPUs", async () => {
    const InstanceRequirements = { VCpuCount: { Min: 4 }, MemoryMiB: { Min: 16_384 } };
    const wish = mixed(region, [{ InstanceRequirements }]);
    await createGroup(region, { ...wish, DesiredCapacityType: "vcpu", DesiredCapacity: 8 });
    await until(region, allInService(region, 2), 3 * MINUTE_MS);
    expect((await members(region)).map((each) => each.WeightedCapacity)).toEqual(["4", "4"]);
  });
});

describe("weights", () => {
  it("count towards the capacity, which may be exceeded", async () => {
    await createGroup(region, { ...mixed(region, WEIGHTS), DesiredCapacity: 10 });
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    expect((await members(region)).map((each) => each.WeightedCapacity)).toEqual(["4", "4", "4"]);
    expect((await activities(region))[0]?.Cause).toMatch(/increasing the capacity from 0 to 10\.$/);
  });

  it("are never ended below the desired capacity", async () => {
    await createGroup(region, { ...mixed(region, WEIGHTS), DesiredCapacity: 12 });
    await until(region, allInService(region, 3), 3 * MINUTE_MS);
    await setDesired(9);
    region.advance(5 * MINUTE_MS);
    expect(await members(region)).toHaveLength(3);
    await setDesired(8);
    await until(region, allInService(region, 2), 5 * MINUTE_MS);
  });
});

describe("Spot", () => {
  const half = { OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 50 };

  it("makes up what is not on demand: the base first, then the percentage", async () => {
    await createGroup(region, { ...mixed(region, TWO, half), DesiredCapacity: 6 });
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    expect((await lifecycles()).filter((each) => each === "spot")).toHaveLength(2);
  });

  it("spreads over so many of the cheapest types", async () => {
    const none = { OnDemandPercentageAboveBaseCapacity: 0, SpotInstancePools: 2 };
    const three = [...TWO, { InstanceType: "r7i.2xlarge" }];
    await createGroup(region, { ...mixed(region, three, none), DesiredCapacity: 4 });
    await until(region, allInService(region, 4), 3 * MINUTE_MS);
    expect(await typesOf(region)).toEqual(["c7i.large", "c7i.large", "m7i.large", "m7i.large"]);
  });

  const oneZone = { VPCZoneIdentifier: SUBNETS[0] };

  it("is ended first where there is too much of it", async () => {
    await createGroup(region, { ...mixed(region, TWO, half), DesiredCapacity: 6, ...oneZone });
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    await setDesired(3);
    await until(region, allInService(region, 3), 6 * MINUTE_MS);
    expect((await lifecycles()).filter((each) => each === "spot")).toHaveLength(0);
  });
});
