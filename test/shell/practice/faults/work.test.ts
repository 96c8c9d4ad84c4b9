/** Rules on what AWS does by itself: hooks, draining, refreshes, snapshots, copies. */
import {
  CompleteLifecycleActionCommand,
  PutLifecycleHookCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CopyImageCommand,
  CreateImageCommand,
  DescribeImagesCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import {
  allInService,
  createGroup,
  memberStates,
  MINUTE_MS,
  targetStates,
  until,
} from "../group-questions.ts";
import { refreshes, start } from "../refresh/refresh-questions.ts";
import { GOOD_IMAGE, SUBNETS } from "../small-region.ts";
import { clearFault, setFault } from "../../../../electron/practice/faults/set-fault.ts";
import { faultyRegion } from "./faulty-region.ts";

type Region = ReturnType<typeof faultyRegion>;
const HOUR_MS = 60 * MINUTE_MS;
const AutoScalingGroupName = "shop-v001";

async function imageOf(region: Region): Promise<string> {
  const { Instances: [server] = [] } = await region.ec2.send(
    new RunInstancesCommand({
      ImageId: GOOD_IMAGE,
      InstanceType: "m6i.large",
      SubnetId: SUBNETS[0],
      MinCount: 1,
      MaxCount: 1,
      BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 8 } }],
    }),
  );
  region.advance(3 * MINUTE_MS);
  const { ImageId = "" } = await region.ec2.send(
    new CreateImageCommand({ InstanceId: server?.InstanceId, Name: "made" }),
  );
  return ImageId;
}

async function imageState({ ec2 }: Region, id: string) {
  const { Images: [image] = [] } = await ec2.send(new DescribeImagesCommand({ ImageIds: [id] }));
  return image?.State;
}

describe("a hook", () => {
  it("whose answers come to nothing ends with its time-out", async () => {
    const region = faultyRegion();
    region.spoil({ at: "work", resource: "shop", effect: { kind: "hook-unanswered" } });
    await createGroup(region, { DesiredCapacity: 0 });
    await region.groups.send(
      new PutLifecycleHookCommand({
        AutoScalingGroupName,
        LifecycleHookName: "warm-up",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        HeartbeatTimeout: 1800,
        DefaultResult: "CONTINUE",
      }),
    );
    await region.groups.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }),
    );
    const waits = async () => (await memberStates(region))[0] === "Pending:Wait";
    await until(region, waits, 5 * MINUTE_MS);
    const InstanceId = region.world.state.groups.get("shop-v001")?.members[0]?.instanceId;
    await region.groups.send(
      new CompleteLifecycleActionCommand({
        AutoScalingGroupName,
        LifecycleHookName: "warm-up",
        LifecycleActionResult: "CONTINUE",
        InstanceId,
      }),
    );
    region.advance(25 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["Pending:Wait"]);
    region.advance(10 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["InService"]);
  });
});

describe("the ready-made fault of a hook", () => {
  it("puts a hook on the fleet, and takes it away when it is cleared", async () => {
    const region = faultyRegion();
    await createGroup(region, { DesiredCapacity: 0 });
    const hooks = () => region.world.state.groups.get("shop-v001")?.hooks.map(({ name }) => name);
    const order = { ready: "hook-unanswered", target: "shop", after: 0 } as const;
    const { id } = setFault(region.world, order);
    expect(hooks()).toEqual(["practice-hold"]);
    await region.groups.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }),
    );
    region.advance(55 * MINUTE_MS);
    expect(await memberStates(region)).toEqual(["Pending:Wait"]);
    expect(clearFault(region.world, id)).toBe(true);
    expect(hooks()).toEqual([]);
    expect(clearFault(region.world, id)).toBe(false);
  });
});

describe("draining", () => {
  it("may get stuck beyond the deregistration delay", async () => {
    const region = faultyRegion();
    await createGroup(region, { DesiredCapacity: 2 });
    await until(region, allInService(region, 2), 10 * MINUTE_MS);
    region.spoil({ at: "work", resource: "shop", effect: { kind: "drain-stuck", forMs: "1h" } });
    await region.groups.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }),
    );
    region.advance(30 * MINUTE_MS);
    expect(new Set(await targetStates(region))).toEqual(new Set(["draining", "healthy"]));
    region.advance(40 * MINUTE_MS);
    expect(await targetStates(region)).toEqual(["healthy"]);
  });
});

describe("an instance refresh", () => {
  it("may stand still, and goes on when the fault is over", async () => {
    const region = faultyRegion();
    await createGroup(region, { DesiredCapacity: 2, TargetGroupARNs: [] });
    await until(region, allInService(region, 2), 5 * MINUTE_MS);
    region.advance(5 * MINUTE_MS);
    region.spoil({ at: "work", for: "30m", effect: { kind: "refresh-stalls" } });
    await start(region, { InstanceWarmup: 0, MinHealthyPercentage: 50 });
    region.advance(25 * MINUTE_MS);
    expect((await refreshes(region))[0]).toMatchObject({
      Status: "InProgress",
      PercentageComplete: 0,
    });
    region.advance(30 * MINUTE_MS);
    expect((await refreshes(region))[0]?.Status).toBe("Successful");
  });
});

describe("a snapshot", () => {
  it("may take 24 hours, and its image with it", async () => {
    const region = faultyRegion();
    region.spoil({ at: "work", effect: { kind: "snapshot-slow", takesMs: "24h" } });
    const id = await imageOf(region);
    region.advance(23 * HOUR_MS);
    expect(await imageState(region, id)).toBe("pending");
    region.advance(2 * HOUR_MS);
    expect(await imageState(region, id)).toBe("available");
  });

  it("may fail, and its image with it", async () => {
    const region = faultyRegion();
    region.spoil({ at: "work", effect: { kind: "snapshot-fails" } });
    const id = await imageOf(region);
    region.advance(HOUR_MS);
    expect(await imageState(region, id)).toBe("failed");
  });
});

describe("a copy", () => {
  it("fails if its key can't be used", async () => {
    const region = faultyRegion();
    const source = await imageOf(region);
    region.advance(HOUR_MS);
    region.spoil({ at: "work", effect: { kind: "copy-key-failure" } });
    const { ImageId = "" } = await region.ec2.send(
      new CopyImageCommand({
        Name: "copy",
        SourceImageId: source,
        SourceRegion: region.world.region,
        Encrypted: true,
      }),
    );
    region.advance(HOUR_MS);
    expect(await imageState(region, ImageId)).toBe("failed");
  });
});
