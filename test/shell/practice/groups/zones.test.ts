/** Zones: where members go when one has no room, and how a group becomes even again. */
import {
  DetachInstancesCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { beforeEach, describe, expect, it } from "vitest";
import { chooseGroupSettings } from "../../../../electron/practice/world/autoscaling/zones/settings.ts";
import { activities, allInService, createGroup, MINUTE_MS, until } from "../group-questions.ts";
import { smallRegion, SUBNETS } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import { AutoScalingGroupName, causesLike, members, refuse, zonesOf } from "./group-wishes.ts";

const [A, B, C] = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] as const;
let region: SmallRegion;
beforeEach(() => (region = smallRegion()));

const isEven = (counts: Readonly<Record<string, number>>) => async () => {
  const now = await zonesOf(region);
  const zones = [A, B, C];
  return zones.every((zone) => (now[zone] ?? 0) === (counts[zone] ?? 0));
};

async function idsIn(zone: string): Promise<string[]> {
  const all = await members(region);
  return all.flatMap(({ InstanceId = "", AvailabilityZone }) =>
    AvailabilityZone === zone ? InstanceId : [],
  );
}

describe("a zone without room", () => {
  it("fails an activity in AWS's words, and the member goes elsewhere at once", async () => {
    refuse(region, ({ zone }) => zone === B);
    await createGroup(region);
    await until(region, allInService(region, 3), 2 * MINUTE_MS);
    expect((await zonesOf(region))[B]).toBeUndefined();
    const failed = (await activities(region)).filter(({ StatusCode }) => StatusCode === "Failed");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.Description).toMatch(
      /^Launching a new EC2 instance\. {2}Status Reason: We currently do not have sufficient m6i\.large capacity .* Launching EC2 instance failed\.$/,
    );
    expect(failed[0]?.Details).toContain(B);
  });

  it("is tried again and again where the group wants balance only", async () => {
    refuse(region, ({ zone }) => zone === B);
    const strategy = { CapacityDistributionStrategy: "balanced-only" } as const;
    await createGroup(region, { AvailabilityZoneDistribution: strategy });
    region.advance(5 * MINUTE_MS);
    expect(await zonesOf(region)).toEqual({ [A]: 1 });
    refuse(region, () => false);
    await until(region, allInService(region, 3), 10 * MINUTE_MS);
    expect(await zonesOf(region)).toEqual({ [A]: 1, [B]: 1, [C]: 1 });
  });

  it("gets its members once it has room again", async () => {
    refuse(region, ({ zone }) => zone === B);
    await createGroup(region, { DesiredCapacity: 6 });
    await until(region, isEven({ [A]: 3, [C]: 3 }), 3 * MINUTE_MS);
    region.advance(30 * MINUTE_MS);
    expect(await causesLike(region, /to aid in balancing the group's zones/)).not.toHaveLength(0);
    refuse(region, () => false);
    await until(region, isEven({ [A]: 2, [B]: 2, [C]: 2 }), 120 * MINUTE_MS);
  });
});

describe("rebalancing", () => {
  /** Both members of one zone are taken away together with their places. */
  async function unbalance(wishes: object = {}) {
    await createGroup(region, { DesiredCapacity: 6, TargetGroupARNs: [], ...wishes });
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    const order = { AutoScalingGroupName, ShouldDecrementDesiredCapacity: true };
    const InstanceIds = await idsIn(A);
    await region.groups.send(new DetachInstancesCommand({ ...order, InstanceIds }));
    await until(region, allInService(region, 4), MINUTE_MS);
  }

  it("launches where members lack before it ends others, in AWS's words", async () => {
    await unbalance();
    let fewest = Infinity;
    const settled = isEven({ [A]: 1, [B]: 2, [C]: 1 });
    const other = isEven({ [A]: 1, [B]: 1, [C]: 2 });
    await until(
      region,
      async () => {
        const counts = await zonesOf(region);
        fewest = Math.min(
          fewest,
          Object.values(counts).reduce((a, b) => a + b, 0),
        );
        return (await settled()) || (await other());
      },
      20 * MINUTE_MS,
    );
    expect(fewest).toBe(4);
    const [launched] = await causesLike(region, /balancing the group's zones/);
    expect(launched?.Cause).toMatch(
      /^At \S+Z availability zones eu-west-1a eu-west-1b eu-west-1c had 0 2 2 instances respectively\. An instance was launched to aid in balancing the group's zones\.$/,
    );
    const [ended] = await causesLike(region, /resulting in more than desired/);
    expect(ended?.Cause).toMatch(
      /^At \S+Z instances were launched to balance instances in zones eu-west-1a with other zones resulting in more than desired number of instances in the group\. {2}At \S+Z an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from 5 to 4\. {2}At \S+Z instance i-\w+ was selected for termination\.$/,
    );
  });

  it.each(["AZRebalance", "Launch"])("does nothing while %s is suspended", async (process) => {
    await unbalance();
    const wish = { AutoScalingGroupName, ScalingProcesses: [process] };
    await region.groups.send(new SuspendProcessesCommand(wish));
    region.advance(60 * MINUTE_MS);
    expect(await zonesOf(region)).toEqual({ [B]: 2, [C]: 2 });
  });

  it("can't move protected members, and does not try without end", async () => {
    await unbalance();
    const InstanceIds = [...(await idsIn(B)), ...(await idsIn(C))];
    const wish = { AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn: true };
    await region.groups.send(new SetInstanceProtectionCommand(wish));
    region.advance(60 * MINUTE_MS);
    expect(await zonesOf(region)).toEqual({ [B]: 2, [C]: 2 });
  });

  it("leaves a zone that was taken from the group", async () => {
    await createGroup(region, { DesiredCapacity: 6, TargetGroupARNs: [] });
    await until(region, allInService(region, 6), 3 * MINUTE_MS);
    const VPCZoneIdentifier = SUBNETS.slice(1).join(",");
    await region.groups.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, VPCZoneIdentifier }),
    );
    await until(region, isEven({ [B]: 3, [C]: 3 }), 60 * MINUTE_MS);
  });

  it("stays within a maintenance policy that allows nothing above the desired capacity", async () => {
    const InstanceMaintenancePolicy = { MinHealthyPercentage: 50, MaxHealthyPercentage: 100 };
    await unbalance({ InstanceMaintenancePolicy });
    let most = 0;
    await until(
      region,
      async () => {
        const active = (await members(region)).filter((one) =>
          /^(InService|Pending)/.test(one.LifecycleState ?? ""),
        );
        most = Math.max(most, active.length);
        return (await zonesOf(region))[A] === 1 && active.length === 4;
      },
      30 * MINUTE_MS,
    );
    expect(most).toBe(4);
  });

  it("waits as long as the world is told to", async () => {
    chooseGroupSettings(region.world, { rebalanceAfterMs: 60 * MINUTE_MS });
    await unbalance();
    region.advance(50 * MINUTE_MS);
    expect(await zonesOf(region)).toEqual({ [B]: 2, [C]: 2 });
    await until(region, async () => (await zonesOf(region))[A] === 1, 30 * MINUTE_MS);
  });
});
