/** CopyImage and RegisterImage: in a region, across regions and accounts, encrypted, and what is refused. */
import {
  CopyImageCommand,
  CreateSnapshotCommand,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  RegisterImageCommand,
} from "@aws-sdk/client-ec2";
import type { CopyImageRequest, EC2Client } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import {
  AWAY,
  bring,
  codeOf,
  HOME,
  imageCloud,
  imageOf,
  makeImage,
  MINUTE,
  packagesOn,
  readyImage,
  rootVolumeOf,
  snapshotsOf,
  startServer,
} from "./image-cloud.ts";

async function withImage() {
  const cloud = imageCloud();
  return { ...cloud, source: await readyImage(cloud) };
}

async function copy(ec2: EC2Client, source: string, wishes: Partial<CopyImageRequest> = {}) {
  const usual = { SourceImageId: source, SourceRegion: HOME, Name: "copy" };
  return (await ec2.send(new CopyImageCommand({ ...usual, ...wishes }))).ImageId ?? "";
}

describe("CopyImage", () => {
  it("takes minutes, to another region longer than within one, and names its source", async () => {
    const { ec2, at, advance, source } = await withImage();
    const away = at(AWAY);
    const [near, far] = [await copy(ec2, source), await copy(away, source)];
    advance(MINUTE);
    expect([(await imageOf(ec2, near))?.State, (await imageOf(away, far))?.State]).toEqual([
      "pending",
      "pending",
    ]);
    advance(15 * MINUTE);
    expect(await imageOf(ec2, near)).toMatchObject({
      State: "available",
      SourceImageId: source,
      SourceImageRegion: HOME,
    });
    expect(await imageOf(away, far)).toMatchObject({
      State: "available",
      SourceImageId: source,
      SourceImageRegion: HOME,
      Description: `[Copied ${source} from ${HOME}] web-1`,
    });
    const [snapshot] = await snapshotsOf(away, far);
    expect(snapshot?.Description).toMatch(
      new RegExp(
        `^Copied for DestinationAmi ${far} from SourceAmi ${source} for SourceSnapshot snap-`,
      ),
    );
  });

  it("copies what is on the disk: a server in the other region boots from it", async () => {
    const { at, advance, cloud, source } = await withImage();
    const away = at(AWAY);
    const ImageId = await copy(away, source);
    advance(15 * MINUTE);
    const server = await startServer({ ec2: away, advance }, { ImageId });
    const world = cloud.find({ accountId: cloud.home.accountId, region: AWAY });
    expect(world && packagesOn(world, server)).toEqual(["nginx"]);
  });

  it("makes one image for one client token, however often it is asked", async () => {
    const { ec2, source } = await withImage();
    const wish = { ClientToken: "once" };
    const ids = [await copy(ec2, source, wish), await copy(ec2, source, wish)];
    expect(new Set(ids).size).toBe(1);
    expect(await codeOf(copy(ec2, source, { ...wish, Name: "other" }))).toBe(
      "IdempotentParameterMismatch",
    );
  });

  it("takes the tags along only when told, and its own go before", async () => {
    const cloud = imageCloud();
    const { ec2 } = cloud;
    const Tags = [
      { Key: "stage", Value: "test" },
      { Key: "team", Value: "web" },
    ];
    const source = await makeImage(cloud, await startServer(cloud), {
      TagSpecifications: [{ ResourceType: "image", Tags }],
    });
    cloud.advance(5 * MINUTE);
    const tagsOf = async (id: string) =>
      (await imageOf(ec2, id))?.Tags?.map(({ Key, Value }) => `${Key}=${Value}`).sort();
    expect(await tagsOf(await copy(ec2, source, { Name: "bare" }))).toEqual([]);
    const own = [{ ResourceType: "image" as const, Tags: [{ Key: "stage", Value: "live" }] }];
    const tagged = await copy(ec2, source, { CopyImageTags: true, TagSpecifications: own });
    expect(await tagsOf(tagged)).toEqual(["stage=live", "team=web"]);
  });

  it("is complete within the time that it was given", async () => {
    const { ec2, advance, source } = await withImage();
    const id = await copy(ec2, source, { SnapshotCopyCompletionDurationMinutes: 30 });
    const [snapshot] = await snapshotsOf(ec2, id);
    expect(snapshot).toMatchObject({ TransferType: "time-based", CompletionDurationMinutes: 30 });
    advance(30 * MINUTE);
    expect((await imageOf(ec2, id))?.State).toBe("available");
    const odd = { Name: "odd", SnapshotCopyCompletionDurationMinutes: 20 };
    expect(await codeOf(copy(ec2, source, odd))).toBe("InvalidParameterValue");
  });

  it.each<[string, Partial<CopyImageRequest>, string]>([
    ["of an unknown image", { SourceImageId: "ami-0123456789abcdef1" }, "InvalidAMIID.NotFound"],
    ["from a region that isn't there", { SourceRegion: "mars-1" }, "InvalidParameterValue"],
    ["under a taken name", { Name: "web-1" }, "InvalidAMIName.Duplicate"],
    ["with a key but not encrypted", { KmsKeyId: "k" }, "InvalidParameterDependency"],
    ["as a dry run", { DryRun: true }, "DryRunOperation"],
  ])("%s is refused", async (_, wish, code) => {
    const { ec2, source } = await withImage();
    expect(await codeOf(copy(ec2, source, wish))).toBe(code);
  });

  it("of an image that is still pending is refused", async () => {
    const cloud = imageCloud();
    const source = await makeImage(cloud, await startServer(cloud));
    expect(await codeOf(copy(cloud.ec2, source))).toBe("InvalidAMIID.Unavailable");
  });
});

describe("encryption", () => {
  it("is added by a copy and never taken off", async () => {
    const { ec2, advance, source } = await withImage();
    const id = await copy(ec2, source, { Encrypted: true, KmsKeyId: "alias/disks" });
    advance(15 * MINUTE);
    expect((await imageOf(ec2, id))?.BlockDeviceMappings?.[0]?.Ebs?.Encrypted).toBe(true);
    const [snapshot] = await snapshotsOf(ec2, id);
    expect(snapshot?.KmsKeyId).toBe("arn:aws:kms:eu-west-1:441722901163:alias/disks");
    expect(await codeOf(copy(ec2, id, { Name: "plain", Encrypted: false }))).toBe("InvalidRequest");
    const again = await copy(ec2, id, { Name: "still" });
    expect((await snapshotsOf(ec2, again))[0]?.Encrypted).toBe(true);
  });

  it("is inherited by the volumes of servers, and by the images made of them", async () => {
    const cloud = await withImage();
    const ImageId = await copy(cloud.ec2, cloud.source, { Encrypted: true });
    cloud.advance(15 * MINUTE);
    const server = await startServer(cloud, { ImageId });
    expect((await rootVolumeOf(cloud.ec2, server))?.Encrypted).toBe(true);
    const made = await makeImage(cloud, server, { Name: "next" });
    expect((await snapshotsOf(cloud.ec2, made))[0]?.Encrypted).toBe(true);
  });

  it.each([
    ["a key that can't be used", "alias/disks", true],
    ["a key of another region", "arn:aws:kms:us-east-1:441722901163:key/1", false],
  ])("with %s ends in a failed image, not in a refusal", async (_, KmsKeyId, refuses) => {
    const { world, ec2, advance, source } = await withImage();
    bring(world, { refusesKey: () => refuses });
    const id = await copy(ec2, source, { Encrypted: true, KmsKeyId });
    expect((await imageOf(ec2, id))?.State).toBe("pending");
    advance(MINUTE);
    expect(await imageOf(ec2, id)).toMatchObject({
      State: "failed",
      StateReason: { Message: "Copy image failed with an internal error." },
    });
    const [snapshot] = await snapshotsOf(ec2, id);
    expect([snapshot?.State, snapshot?.StateMessage]).toEqual([
      "error",
      expect.stringContaining("Given key ID is not accessible"),
    ]);
  });
});

describe("another account's image", () => {
  it("can be copied once the image and its snapshots are shared", async () => {
    const { ec2, at, advance, source, otherAccount } = await withImage();
    const other = at(HOME, 1);
    expect(await codeOf(copy(other, source))).toBe("InvalidAMIID.NotFound");
    const Add = [{ UserId: otherAccount }];
    const share = { ImageId: source, LaunchPermission: { Add } };
    await ec2.send(new ModifyImageAttributeCommand(share));
    expect(await codeOf(copy(other, source))).toBe("InvalidRequest");
    const [snapshot] = await snapshotsOf(ec2, source);
    const open = { SnapshotId: snapshot?.SnapshotId ?? "", CreateVolumePermission: { Add } };
    await ec2.send(new ModifySnapshotAttributeCommand(open));
    const id = await copy(other, source);
    advance(15 * MINUTE);
    expect(await imageOf(other, id)).toMatchObject({ State: "available", OwnerId: otherAccount });
  });
});

describe("RegisterImage", () => {
  it("makes an image over a snapshot, available at once, with what the volume held", async () => {
    const cloud = imageCloud();
    const { ec2, advance, world } = cloud;
    const VolumeId = (await rootVolumeOf(ec2, await startServer(cloud)))?.VolumeId ?? "";
    const { SnapshotId = "" } = await ec2.send(new CreateSnapshotCommand({ VolumeId }));
    const register = (wishes = {}) =>
      ec2.send(
        new RegisterImageCommand({
          Name: "restored",
          Architecture: "x86_64",
          RootDeviceName: "/dev/xvda",
          BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
          ...wishes,
        }),
      );
    expect(await codeOf(register())).toBe("IncorrectState");
    advance(3 * MINUTE);
    expect(await codeOf(register({ RootDeviceName: "/dev/sda1" }))).toBe(
      "InvalidBlockDeviceMapping",
    );
    const { ImageId = "" } = await register();
    expect((await imageOf(ec2, ImageId))?.State).toBe("available");
    expect(packagesOn(world, await startServer(cloud, { ImageId }))).toEqual(["nginx"]);
  });

  it("takes i386 unless it is told: no server of today starts from it", async () => {
    const cloud = imageCloud();
    const [snapshot] = await snapshotsOf(cloud.ec2, await readyImage(cloud));
    const Ebs = { SnapshotId: snapshot?.SnapshotId ?? "" };
    const wish = { Name: "old", RootDeviceName: "/dev/xvda" };
    const { ImageId = "" } = await cloud.ec2.send(
      new RegisterImageCommand({
        ...wish,
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs }],
      }),
    );
    expect((await imageOf(cloud.ec2, ImageId))?.Architecture).toBe("i386");
    expect(await codeOf(startServer(cloud, { ImageId }))).toBe("InvalidParameterValue");
  });
});
