/** Warm pools: filled, rested, taken from, returned to, refreshed, deleted. */
import {
  CompleteLifecycleActionCommand,
  DeleteAutoScalingGroupCommand,
  DeleteWarmPoolCommand,
  DescribeAutoScalingInstancesCommand,
  DescribeInstanceRefreshesCommand,
  DescribeWarmPoolCommand,
  PutLifecycleHookCommand,
  PutWarmPoolCommand,
  SetDesiredCapacityCommand,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { Activity, PutWarmPoolType } from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { setCapacity } from "../../../../electron/practice/world/ec2/capacity/capacity.ts";
import { terminateInstances } from "../../../../electron/practice/world/ec2/instances/instance-orders.ts";
import { activities, allInService, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { GROUP, scalingRegion } from "./scaling-region.ts";
import type { ScalingRegion } from "./scaling-region.ts";

const AutoScalingGroupName = GROUP;

const putPool = (region: ScalingRegion, wish: Partial<PutWarmPoolType> = {}) =>
  region.groups.send(new PutWarmPoolCommand({ AutoScalingGroupName, ...wish }));

const pool = (region: ScalingRegion) =>
  region.groups.send(new DescribeWarmPoolCommand({ AutoScalingGroupName }));

const states = async (region: ScalingRegion) =>
  ((await pool(region)).Instances ?? []).map(({ LifecycleState }) => LifecycleState);

const holds = (region: ScalingRegion, count: number, state: string) => async () => {
  const all = await states(region);
  return all.length === count && all.every((each) => each === state);
};

const desire = (region: ScalingRegion, DesiredCapacity: number) =>
  region.groups.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));

/** A group of two of at most five, with a pool that is ready. */
async function pooledRegion(wish: Partial<PutWarmPoolType> = {}) {
  const region = await scalingRegion({ DesiredCapacity: 2, MaxSize: 5 });
  await putPool(region, wish);
  const state = `Warmed:${wish.PoolState ?? "Stopped"}`;
  await until(region, holds(region, 3, state), 5 * MINUTE_MS);
  return region;
}

const isFromPool = ({ Description }: Activity) => Description?.includes("from warm pool") ?? false;

describe("its size", () => {
  it.each([
    ["the difference to the maximum", {}, 3],
    ["the difference to what shall be prepared", { MaxGroupPreparedCapacity: 3 }, 1],
    ["not less than its minimum", { MaxGroupPreparedCapacity: 2, MinSize: 2 }, 2],
    ["nothing", { MaxGroupPreparedCapacity: 2 }, 0],
  ])("is %s", async (_, wish, size) => {
    const region = await scalingRegion({ DesiredCapacity: 2, MaxSize: 5 });
    await putPool(region, wish);
    await until(region, holds(region, size, "Warmed:Stopped"), 5 * MINUTE_MS);
    region.advance(10 * MINUTE_MS);
    expect(await states(region)).toHaveLength(size);
    const group = await readGroup(region);
    expect(group?.WarmPoolSize).toBe(size);
    expect(group?.Instances).toHaveLength(2);
  });

  it("follows what is put later, and -1 takes the limit away", async () => {
    const region = await pooledRegion({});
    await putPool(region, { MaxGroupPreparedCapacity: 3 });
    await until(region, holds(region, 1, "Warmed:Stopped"), 5 * MINUTE_MS);
    await putPool(region, { MaxGroupPreparedCapacity: -1 });
    await until(region, holds(region, 3, "Warmed:Stopped"), 5 * MINUTE_MS);
    expect((await pool(region)).WarmPoolConfiguration).toEqual({
      MinSize: 0,
      PoolState: "Stopped",
    });
  });
});

describe("a server in the pool", () => {
  it("is stopped, listed with its group, and spread over the zones", async () => {
    const region = await pooledRegion({});
    const { Instances = [] } = await pool(region);
    expect(new Set(Instances.map(({ AvailabilityZone }) => AvailabilityZone)).size).toBe(3);
    const [first] = Instances;
    const { AutoScalingInstances } = await region.groups.send(
      new DescribeAutoScalingInstancesCommand({ InstanceIds: [first?.InstanceId ?? ""] }),
    );
    expect(AutoScalingInstances).toMatchObject([{ LifecycleState: "Warmed:Stopped" }]);
    expect(region.world.state.instances.get(first?.InstanceId ?? "")?.state).toBe("stopped");
    expect((await activities(region))[0]?.Description).toMatch(
      /^Launching a new EC2 instance into warm pool: i-/,
    );
  });

  it.each(["Running", "Hibernated"] as const)("may rest as %s", async (PoolState) => {
    const region = await pooledRegion({ PoolState });
    const [first] = (await pool(region)).Instances ?? [];
    const state = region.world.state.instances.get(first?.InstanceId ?? "")?.state;
    expect(state).toBe(PoolState === "Running" ? "running" : "stopped");
  });

  it("is held by a launch hook until it is answered, and again when it joins the group", async () => {
    const region = await scalingRegion({ DesiredCapacity: 2, MaxSize: 3 });
    await region.groups.send(
      new PutLifecycleHookCommand({
        AutoScalingGroupName,
        LifecycleHookName: "warm",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      }),
    );
    await putPool(region);
    await until(region, holds(region, 1, "Warmed:Pending:Wait"), 5 * MINUTE_MS);
    region.advance(20 * MINUTE_MS);
    const [member] = (await pool(region)).Instances ?? [];
    const answer = () =>
      region.groups.send(
        new CompleteLifecycleActionCommand({
          AutoScalingGroupName,
          LifecycleHookName: "warm",
          InstanceId: member?.InstanceId,
          LifecycleActionResult: "CONTINUE",
        }),
      );
    await answer();
    await until(region, holds(region, 1, "Warmed:Stopped"), 5 * MINUTE_MS);
    await desire(region, 3);
    const joins = async () =>
      (await readGroup(region))?.Instances?.some(
        (each) => each.LifecycleState === "Pending:Wait",
      ) ?? false;
    await until(region, joins, 5 * MINUTE_MS);
    await answer();
    await until(region, allInService(region, 3), MINUTE_MS);
  });

  it("is replaced when somebody terminates it", async () => {
    const region = await pooledRegion({});
    const [first] = (await pool(region)).Instances ?? [];
    const id = first?.InstanceId ?? "";
    terminateInstances(region.world, [id], "user");
    region.advance(MINUTE_MS);
    await until(region, holds(region, 3, "Warmed:Stopped"), 5 * MINUTE_MS);
    expect((await pool(region)).Instances?.map(({ InstanceId }) => InstanceId)).not.toContain(id);
  });
});

describe("scaling", () => {
  it("takes ready servers first, and the pool shrinks by as many", async () => {
    const region = await pooledRegion({});
    const ids = new Set(region.world.state.instances.keys());
    await desire(region, 4);
    await until(region, allInService(region, 4), 3 * MINUTE_MS);
    const members = (await readGroup(region))?.Instances ?? [];
    expect(members.every(({ InstanceId = "" }) => ids.has(InstanceId))).toBe(true);
    expect(await states(region)).toEqual(["Warmed:Stopped"]);
    const [launch] = await activities(region);
    expect(launch?.Description).toMatch(/^Launching a new EC2 instance from warm pool: i-/);
    expect(launch?.Cause).toContain("increasing the capacity from 2 to 4.");
  });

  it("needs room to start them, and tries again until there is some", async () => {
    const region = await pooledRegion();
    setCapacity(region.world, { zone: "*", instanceType: "*", free: 0 });
    await desire(region, 3);
    region.advance(2 * MINUTE_MS);
    expect((await readGroup(region))?.Instances).toHaveLength(2);
    expect(await states(region)).toEqual(["Warmed:Stopped", "Warmed:Stopped"]);
    const failed = (await activities(region)).filter((each) => each.StatusCode === "Failed");
    expect(failed.map((each) => each.StatusMessage)).toContain(
      "Insufficient capacity. Launching EC2 instance failed.",
    );
    setCapacity(region.world, { zone: "*", instanceType: "*", free: null });
    await until(region, allInService(region, 3), 5 * MINUTE_MS);
    expect((await activities(region)).some(isFromPool)).toBe(true);
  });

  it("is faster with servers that run", async () => {
    const region = await pooledRegion({ PoolState: "Running" });
    await desire(region, 5);
    await until(region, allInService(region, 5), 25_000);
  });

  it("terminates on the way in, unless the pool takes servers back", async () => {
    const region = await pooledRegion({ InstanceReusePolicy: { ReuseOnScaleIn: true } });
    await desire(region, 4);
    await until(region, allInService(region, 4), 3 * MINUTE_MS);
    const before = new Set(region.world.state.instances.keys());
    await desire(region, 2);
    await until(region, holds(region, 3, "Warmed:Stopped"), 5 * MINUTE_MS);
    expect(new Set(region.world.state.instances.keys())).toEqual(before);
    await putPool(region, {});
    await desire(region, 1);
    region.advance(5 * MINUTE_MS);
    expect(region.world.state.instances.size).toBe(before.size + 1);
  });
});

describe("an instance refresh", () => {
  it("replaces the pool after the group, and tells how far each of them is", async () => {
    const region = await pooledRegion({});
    const old = new Set(region.world.state.instances.keys());
    await region.groups.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName,
        DesiredConfiguration: {
          LaunchTemplate: { LaunchTemplateId: region.template.id, Version: "2" },
        },
        Preferences: { MinHealthyPercentage: 50, InstanceWarmup: 0 },
      }),
    );
    const seen: string[] = [];
    const newest = async () => {
      const answer = await region.groups.send(
        new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
      );
      return answer.InstanceRefreshes?.[0];
    };
    await until(
      region,
      async () => {
        const refresh = await newest();
        const { LivePoolProgress: live, WarmPoolProgress: warm } = refresh?.ProgressDetails ?? {};
        if (live) seen.push(`${live.PercentageComplete}/${warm?.PercentageComplete}`);
        return refresh?.Status === "Successful";
      },
      40 * MINUTE_MS,
    );
    expect(seen[0]).toBe("0/0");
    expect(seen.indexOf("100/0")).toBeGreaterThan(0);
    expect(seen.at(-1)).toBe("100/100");
    const { Instances = [] } = await pool(region);
    expect(Instances).toHaveLength(3);
    for (const { InstanceId = "", LaunchTemplate } of Instances) {
      expect(old.has(InstanceId)).toBe(false);
      expect(LaunchTemplate?.Version).toBe("2");
    }
  });
});

describe("its end", () => {
  it("empties it, and the group may go only then, or by force", async () => {
    const region = await pooledRegion({});
    const remove = (ForceDelete: boolean) =>
      region.groups.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete }));
    await expect(remove(false)).rejects.toMatchObject({ Code: "ResourceInUse" });
    await region.groups.send(new DeleteWarmPoolCommand({ AutoScalingGroupName }));
    expect((await pool(region)).WarmPoolConfiguration?.Status).toBe("PendingDelete");
    await expect(putPool(region)).rejects.toMatchObject({ Code: "ScalingActivityInProgress" });
    await until(
      region,
      async () => (await pool(region)).WarmPoolConfiguration === undefined,
      5 * MINUTE_MS,
    );
    expect((await readGroup(region))?.Instances).toHaveLength(2);
    await expect(
      region.groups.send(new DeleteWarmPoolCommand({ AutoScalingGroupName })),
    ).rejects.toMatchObject({ Code: "ValidationError" });
  });

  it("comes with a forced deletion of the group", async () => {
    const region = await pooledRegion({});
    await region.groups.send(
      new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete: true }),
    );
    await until(region, async () => (await readGroup(region)) === null, 5 * MINUTE_MS);
    const living = [...region.world.state.instances.values()].filter(
      ({ state }) => state !== "terminated",
    );
    expect(living).toEqual([]);
  });
});

it.each([
  ["a prepared capacity below the minimum", { MaxGroupPreparedCapacity: 0 }],
  ["a negative size", { MinSize: -1 }],
])("is refused with %s", async (_, wish) => {
  const region = await scalingRegion();
  await expect(putPool(region, wish)).rejects.toMatchObject({ Code: "ValidationError" });
});

const mixedPolicy = (region: ScalingRegion, OnDemandPercentageAboveBaseCapacity: number) => ({
  LaunchTemplate: undefined,
  MixedInstancesPolicy: {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: region.template.id, Version: "1" },
      Overrides: [{ InstanceType: "m6i.large" }, { InstanceType: "m6i.xlarge" }],
    },
    InstancesDistribution: { OnDemandPercentageAboveBaseCapacity },
  },
});

it.each([
  [100, "has a pool"],
  [50, "is refused, for it launches Spot Instances"],
])("a group of mixed types with %i %% on demand %s", async (percent) => {
  const region = await scalingRegion({ DesiredCapacity: 2, MaxSize: 3 });
  const policy = mixedPolicy(region, percent);
  await region.groups.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, ...policy }));
  if (percent < 100)
    return expect(putPool(region)).rejects.toMatchObject({ Code: "ValidationError" });
  await putPool(region);
  await until(region, holds(region, 1, "Warmed:Stopped"), 5 * MINUTE_MS);
});
