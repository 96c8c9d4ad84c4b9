/** CreateImage over the wire: what it takes from a server, how long it takes, what it refuses, how it fails. */
import {
  CreateImageCommand,
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import type { CreateImageRequest } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import {
  bring,
  codeOf,
  HOUR,
  imageCloud,
  imageOf,
  makeImage,
  MINUTE,
  snapshotsOf,
  startServer,
} from "./image-cloud.ts";

const DATA = { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20, VolumeType: "gp3" as const } };

async function withServer(data = false) {
  const cloud = imageCloud();
  const server = await startServer(cloud, data ? { BlockDeviceMappings: [DATA] } : {});
  return { ...cloud, server };
}

describe("an image of a server", () => {
  it("has a snapshot of each volume, that goes from 0 % to 100 % before the image is available", async () => {
    const cloud = await withServer(true);
    const id = await makeImage(cloud, cloud.server);
    const first = await snapshotsOf(cloud.ec2, id);
    expect(first.map(({ State, Progress, VolumeSize }) => [State, Progress, VolumeSize])).toEqual([
      ["pending", "0%", 8],
      ["pending", "0%", 20],
    ]);
    cloud.advance(40_000);
    const [midway = 0, ofData] = (await snapshotsOf(cloud.ec2, id)).map(({ Progress = "" }) =>
      Number.parseInt(Progress),
    );
    expect(midway).toBeGreaterThan(0);
    expect(ofData).toBe(midway);
    expect((await imageOf(cloud.ec2, id))?.State).toBe("pending");
    cloud.advance(2 * MINUTE);
    expect((await snapshotsOf(cloud.ec2, id)).map(({ State }) => State)).toEqual([
      "completed",
      "completed",
    ]);
    expect((await imageOf(cloud.ec2, id))?.State).toBe("available");
  });

  it("restarts a running server unless that is declined: its checks begin anew, its state stays", async () => {
    const cloud = await withServer();
    const status = async () => {
      const wish = { InstanceIds: [cloud.server] };
      const { InstanceStatuses } = await cloud.ec2.send(new DescribeInstanceStatusCommand(wish));
      return [
        InstanceStatuses?.[0]?.InstanceState?.Name,
        InstanceStatuses?.[0]?.InstanceStatus?.Status,
      ];
    };
    await makeImage(cloud, cloud.server, { Name: "quiet" });
    expect(await status()).toEqual(["running", "ok"]);
    cloud.advance(15_000);
    await makeImage(cloud, cloud.server, { Name: "loud", NoReboot: false });
    expect(await status()).toEqual(["running", "initializing"]);
    cloud.advance(4 * MINUTE);
    expect(await status()).toEqual(["running", "ok"]);
  });

  it("can be made of a stopped server, which stays stopped", async () => {
    const cloud = await withServer();
    await cloud.ec2.send(new StopInstancesCommand({ InstanceIds: [cloud.server] }));
    cloud.advance(2 * MINUTE);
    const id = await makeImage(cloud, cloud.server, { NoReboot: false });
    cloud.advance(4 * MINUTE);
    expect((await imageOf(cloud.ec2, id))?.State).toBe("available");
    const wish = { InstanceIds: [cloud.server] };
    const { Reservations } = await cloud.ec2.send(new DescribeInstancesCommand(wish));
    expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe("stopped");
  });

  it("leaves out, keeps on termination and adds devices as it is told", async () => {
    const cloud = await withServer(true);
    const id = await makeImage(cloud, cloud.server, {
      BlockDeviceMappings: [
        { DeviceName: "/dev/xvda", Ebs: { DeleteOnTermination: false } },
        { DeviceName: "/dev/sdf", NoDevice: "" },
        { DeviceName: "/dev/sdg", Ebs: { VolumeSize: 5, VolumeType: "gp3" } },
        { DeviceName: "/dev/sdh", VirtualName: "ephemeral0" },
      ],
    });
    const devices = (await imageOf(cloud.ec2, id))?.BlockDeviceMappings ?? [];
    expect(
      devices.map(({ DeviceName, VirtualName, Ebs }) => [
        DeviceName,
        VirtualName ?? Ebs?.VolumeSize,
        Ebs?.DeleteOnTermination,
        Ebs?.SnapshotId !== undefined,
      ]),
    ).toEqual([
      ["/dev/xvda", 8, false, true],
      ["/dev/sdg", 5, true, false],
      ["/dev/sdh", "ephemeral0", undefined, false],
    ]);
  });

  it("carries the tags of the call on itself and on its snapshots", async () => {
    const cloud = await withServer();
    const tagged = (ResourceType: "image" | "snapshot", Value: string) => ({
      ResourceType,
      Tags: [{ Key: "for", Value }],
    });
    const TagSpecifications = [tagged("image", "launching"), tagged("snapshot", "keeping")];
    const id = await makeImage(cloud, cloud.server, { TagSpecifications });
    expect((await imageOf(cloud.ec2, id))?.Tags).toEqual([{ Key: "for", Value: "launching" }]);
    const [snapshot] = await snapshotsOf(cloud.ec2, id);
    expect(snapshot?.Tags).toEqual([{ Key: "for", Value: "keeping" }]);
    expect(snapshot?.Description).toBe(`Created by CreateImage(${cloud.server}) for ${id}`);
  });
});

describe("what goes wrong", () => {
  const long = "d".repeat(256);
  const wrongTags = [{ ResourceType: "volume" as const, Tags: [] }];
  const larger = [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 9 } }];
  const rootless = [{ DeviceName: "/dev/xvda", NoDevice: "" }];
  it.each<[string, Partial<CreateImageRequest>, string]>([
    ["a name of two letters", { Name: "ab" }, "InvalidAMIName.Malformed"],
    ["a name with a colon", { Name: "web:1" }, "InvalidAMIName.Malformed"],
    ["a taken name", { Name: "test image" }, "InvalidAMIName.Duplicate"],
    ["a long description", { Description: long }, "InvalidParameterValue"],
    ["tags for a volume", { TagSpecifications: wrongTags }, "InvalidParameterValue"],
    ["local snapshots", { SnapshotLocation: "local" }, "InvalidParameterValue"],
    ["another size", { BlockDeviceMappings: larger }, "InvalidBlockDeviceMapping"],
    ["no root device", { BlockDeviceMappings: rootless }, "InvalidBlockDeviceMapping"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
    ["a dry run that would fail", { DryRun: true, Name: "a" }, "InvalidAMIName.Malformed"],
  ])("%s is refused and nothing is made", async (_, wish, code) => {
    const cloud = await withServer();
    expect(await codeOf(makeImage(cloud, cloud.server, wish))).toBe(code);
    expect([cloud.world.state.images.size, cloud.world.state.snapshots.size]).toEqual([1, 0]);
  });

  it("a server that is being terminated is refused", async () => {
    const cloud = await withServer();
    await cloud.ec2.send(new TerminateInstancesCommand({ InstanceIds: [cloud.server] }));
    const call = cloud.ec2.send(new CreateImageCommand({ InstanceId: cloud.server, Name: "late" }));
    expect(await codeOf(call)).toBe("InvalidParameterValue");
  });

  it("two images of one volume within 15 s are one too many", async () => {
    const cloud = await withServer();
    await makeImage(cloud, cloud.server, { Name: "one" });
    cloud.advance(14_000);
    const again = () => codeOf(makeImage(cloud, cloud.server, { Name: "two" }));
    expect(await again()).toBe("SnapshotCreationPerVolumeRateExceeded");
    cloud.advance(1000);
    expect(await again()).toBeNull();
  });

  it("a snapshot that ends in error makes the image failed, with the reason", async () => {
    const cloud = await withServer();
    bring(cloud.world, { snapshotFate: () => ({ endsInError: true }) });
    const id = await makeImage(cloud, cloud.server);
    cloud.advance(4 * MINUTE);
    const image = await imageOf(cloud.ec2, id);
    const [snapshot] = await snapshotsOf(cloud.ec2, id);
    expect([image?.State, snapshot?.State, snapshot?.Progress]).toEqual(["failed", "error", "97%"]);
    expect(image?.StateReason?.Message).toContain(snapshot?.SnapshotId);
  });

  it("a snapshot of 24 hours keeps the image pending for a day", async () => {
    const cloud = await withServer();
    bring(cloud.world, { snapshotFate: () => ({ takesMs: 24 * HOUR }) });
    const id = await makeImage(cloud, cloud.server);
    cloud.advance(23 * HOUR);
    const [snapshot] = await snapshotsOf(cloud.ec2, id);
    expect([(await imageOf(cloud.ec2, id))?.State, snapshot?.Progress]).toEqual(["pending", "81%"]);
    cloud.advance(HOUR + MINUTE);
    expect((await imageOf(cloud.ec2, id))?.State).toBe("available");
  });
});
