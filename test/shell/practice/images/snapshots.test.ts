/** Snapshots by themselves: how often and how many of one volume, which are found, who may use them, when they may go. */
import {
  CopySnapshotCommand,
  CreateSnapshotCommand,
  CreateSnapshotsCommand,
  DeleteSnapshotCommand,
  DescribeSnapshotAttributeCommand,
  DescribeSnapshotsCommand,
  ModifySnapshotAttributeCommand,
  ResetSnapshotAttributeCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { chooseImageSettings } from "../../../../electron/practice/world/ec2/images/settings.ts";
import {
  AWAY,
  bring,
  codeOf,
  HOME,
  HOUR,
  imageCloud,
  MINUTE,
  readyImage,
  rootVolumeOf,
  snapshotsOf,
  startServer,
} from "./image-cloud.ts";

const OWNER = "441722901163";

async function withVolume() {
  const cloud = imageCloud();
  const server = await startServer(cloud);
  const VolumeId = (await rootVolumeOf(cloud.ec2, server))?.VolumeId ?? "";
  const snap = async () =>
    (await cloud.ec2.send(new CreateSnapshotCommand({ VolumeId }))).SnapshotId ?? "";
  return { ...cloud, server, VolumeId, snap };
}

describe("snapshots of one volume", () => {
  it("need 15 s between them, and five may be pending at once", async () => {
    const { world, advance, snap } = await withVolume();
    bring(world, { snapshotFate: () => ({ takesMs: HOUR }) });
    await snap();
    expect(await codeOf(snap())).toBe("SnapshotCreationPerVolumeRateExceeded");
    for (let more = 0; more < 4; more++) {
      advance(15_000);
      await snap();
    }
    advance(15_000);
    expect(await codeOf(snap())).toBe("ConcurrentSnapshotLimitExceeded");
    advance(HOUR);
    expect(await codeOf(snap())).toBeNull();
  });

  it("count while they would be pending, also when they are deleted before", async () => {
    const { world, ec2, advance, snap } = await withVolume();
    chooseImageSettings(world, { pendingSnapshots: 1 });
    const SnapshotId = await snap();
    await ec2.send(new DeleteSnapshotCommand({ SnapshotId }));
    advance(16_000);
    expect(await codeOf(snap())).toBe("ConcurrentSnapshotLimitExceeded");
    advance(3 * MINUTE);
    expect(await codeOf(snap())).toBeNull();
  });

  it("of a whole server are made at one moment, the root volume with them or not", async () => {
    const cloud = imageCloud();
    const { ec2 } = cloud;
    const DATA = { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20 } };
    const InstanceId = await startServer(cloud, {
      BlockDeviceMappings: [DATA],
      TagSpecifications: [{ ResourceType: "volume", Tags: [{ Key: "disk", Value: "d" }] }],
    });
    const make = (ExcludeBootVolume: boolean) =>
      ec2.send(
        new CreateSnapshotsCommand({
          InstanceSpecification: { InstanceId, ExcludeBootVolume },
          CopyTagsFromSource: "volume",
          Description: "both",
        }),
      );
    const { Snapshots = [] } = await make(false);
    expect(Snapshots.map(({ VolumeSize }) => VolumeSize)).toEqual([8, 20]);
    expect(new Set(Snapshots.map(({ StartTime }) => StartTime?.getTime())).size).toBe(1);
    expect(Snapshots[0]?.Tags).toEqual([{ Key: "disk", Value: "d" }]);
    cloud.advance(15_000);
    expect((await make(true)).Snapshots?.map(({ VolumeSize }) => VolumeSize)).toEqual([20]);
  });
});

describe("DescribeSnapshots", () => {
  it.each([
    ["status", "pending", 1],
    ["status", "completed", 1],
    ["progress", "100%", 1],
    ["encrypted", "false", 2],
    ["volume-size", "8", 2],
    ["volume-size", "9", 0],
    ["owner-id", OWNER, 2],
    ["transfer-type", "standard", 0],
    ["storage-tier", "standard", 2],
  ])("finds by %s=%s", async (Name, value, count) => {
    const { ec2, advance, snap } = await withVolume();
    await snap();
    advance(3 * MINUTE);
    await snap();
    const wish = { Filters: [{ Name, Values: [value] }] };
    expect((await ec2.send(new DescribeSnapshotsCommand(wish))).Snapshots).toHaveLength(count);
  });

  it("gives pages and refuses ids with them", async () => {
    const { ec2, advance, snap } = await withVolume();
    for (let made = 0; made < 6; made++) {
      await snap();
      advance(3 * MINUTE);
    }
    const first = await ec2.send(new DescribeSnapshotsCommand({ MaxResults: 5 }));
    expect([first.Snapshots?.length, first.NextToken === undefined]).toEqual([5, false]);
    const { NextToken = "" } = first;
    const second = await ec2.send(new DescribeSnapshotsCommand({ MaxResults: 5, NextToken }));
    expect([second.Snapshots?.length, second.NextToken]).toEqual([1, undefined]);
    const both = { SnapshotIds: ["snap-0123456789abcdef0"], MaxResults: 5 };
    expect(await codeOf(ec2.send(new DescribeSnapshotsCommand(both)))).toBe(
      "InvalidParameterCombination",
    );
  });
});

describe("DeleteSnapshot", () => {
  it("is refused while an image, disabled or not, needs it", async () => {
    const cloud = imageCloud();
    const [snapshot] = await snapshotsOf(cloud.ec2, await readyImage(cloud));
    const SnapshotId = snapshot?.SnapshotId ?? "";
    const remove = (DryRun = false) =>
      codeOf(cloud.ec2.send(new DeleteSnapshotCommand({ SnapshotId, DryRun })));
    expect(await remove()).toBe("InvalidSnapshot.InUse");
    expect(await remove(true)).toBe("InvalidSnapshot.InUse");
  });

  it("deletes what is free", async () => {
    const { ec2, snap } = await withVolume();
    const SnapshotId = await snap();
    const remove = () => codeOf(ec2.send(new DeleteSnapshotCommand({ SnapshotId })));
    expect([await remove(), await remove()]).toEqual([null, "InvalidSnapshot.NotFound"]);
  });
});

describe("copies and sharing", () => {
  it("copies a complete snapshot to another region, and says so", async () => {
    const { at, advance, snap } = await withVolume();
    const SourceSnapshotId = await snap();
    const away = at(AWAY);
    const copy = () =>
      away.send(
        new CopySnapshotCommand({ SourceSnapshotId, SourceRegion: HOME, Description: "c" }),
      );
    expect(await codeOf(copy())).toBe("IncorrectState");
    advance(3 * MINUTE);
    const { SnapshotId = "" } = await copy();
    advance(20 * MINUTE);
    const wish = { SnapshotIds: [SnapshotId] };
    const { Snapshots } = await away.send(new DescribeSnapshotsCommand(wish));
    expect(Snapshots?.[0]).toMatchObject({ State: "completed", TransferType: "standard" });
  });

  it("is seen by an account that it is shared with, until that is taken back", async () => {
    const { ec2, at, otherAccount, snap } = await withVolume();
    const SnapshotId = await snap();
    const other = at(HOME, 1);
    const seen = async () =>
      (await other.send(new DescribeSnapshotsCommand({ OwnerIds: [OWNER] }))).Snapshots?.length;
    expect(await seen()).toBe(0);
    const wish = { SnapshotId, CreateVolumePermission: { Add: [{ UserId: otherAccount }] } };
    await ec2.send(new ModifySnapshotAttributeCommand(wish));
    expect(await seen()).toBe(1);
    const Attribute = "createVolumePermission" as const;
    const told = await ec2.send(new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute }));
    expect(told.CreateVolumePermissions).toEqual([{ UserId: otherAccount }]);
    expect(await codeOf(other.send(new DeleteSnapshotCommand({ SnapshotId })))).toBe("AuthFailure");
    await ec2.send(new ResetSnapshotAttributeCommand({ SnapshotId, Attribute }));
    expect(await seen()).toBe(0);
  });
});
