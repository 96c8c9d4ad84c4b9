/** Images that are deregistered, protected, disabled, deprecated: who still sees them, and what they still do. */
import {
  CreateImageCommand,
  DeleteSnapshotCommand,
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DisableImageCommand,
  DisableImageDeprecationCommand,
  DisableImageDeregistrationProtectionCommand,
  EnableImageCommand,
  EnableImageDeprecationCommand,
  EnableImageDeregistrationProtectionCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { chooseImageSettings } from "../../../../electron/practice/world/ec2/images/settings.ts";
import {
  codeOf,
  HOME,
  HOUR,
  imageCloud,
  imageOf,
  MINUTE,
  readyImage,
  snapshotsOf,
  startServer,
} from "./image-cloud.ts";

async function withImage() {
  const cloud = imageCloud();
  const ImageId = await readyImage(cloud);
  return { ...cloud, ImageId };
}

const deregister = ({ ec2, ImageId }: Awaited<ReturnType<typeof withImage>>, all = false) =>
  ec2.send(new DeregisterImageCommand({ ImageId, DeleteAssociatedSnapshots: all }));

describe("a deregistered image", () => {
  it("is gone, keeps its snapshots unless told otherwise, and its name for some seconds", async () => {
    const cloud = await withImage();
    const [snapshot] = await snapshotsOf(cloud.ec2, cloud.ImageId);
    const server = await startServer(cloud);
    await deregister(cloud);
    expect(await codeOf(imageOf(cloud.ec2, cloud.ImageId))).toBe("InvalidAMIID.NotFound");
    expect(await codeOf(deregister(cloud))).toBe("InvalidAMIID.NotFound");
    const again = () =>
      codeOf(cloud.ec2.send(new CreateImageCommand({ InstanceId: server, Name: "web-1" })));
    expect(await again()).toBe("InvalidAMIName.Duplicate");
    cloud.advance(15_000);
    expect(await again()).toBeNull();
    const SnapshotId = snapshot?.SnapshotId ?? "";
    expect(await codeOf(cloud.ec2.send(new DeleteSnapshotCommand({ SnapshotId })))).toBeNull();
  });

  it("takes its snapshots along, but not those that another image shares", async () => {
    const cloud = imageCloud();
    const { ec2 } = cloud;
    const DATA = { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20 } };
    const server = await startServer(cloud, { BlockDeviceMappings: [DATA] });
    const wish = { InstanceId: server, Name: "web-1", NoReboot: true };
    const { ImageId = "" } = await ec2.send(new CreateImageCommand(wish));
    cloud.advance(5 * MINUTE);
    const [root, data] = (await snapshotsOf(ec2, ImageId)).map((one) => one.SnapshotId);
    await ec2.send(
      new RegisterImageCommand({
        Name: "shares",
        RootDeviceName: "/dev/xvda",
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId: root } }],
      }),
    );
    const { DeleteSnapshotResults } = await deregister({ ...cloud, ImageId }, true);
    expect(DeleteSnapshotResults).toEqual([
      { SnapshotId: root, ReturnCode: "skipped" },
      { SnapshotId: data, ReturnCode: "success" },
    ]);
  });

  it("is missing rather than unknown while a server names it, and may be shown a little longer", async () => {
    const cloud = await withImage();
    const { ec2, ImageId } = cloud;
    const server = await startServer(cloud, { ImageId });
    chooseImageSettings(cloud.world, { deregisteredStaysShownMs: MINUTE });
    await deregister(cloud);
    expect((await imageOf(ec2, ImageId))?.State).toBe("deregistered");
    expect(await codeOf(startServer(cloud, { ImageId }))).toBe("InvalidAMIID.NotFound");
    cloud.advance(MINUTE);
    expect(await imageOf(ec2, ImageId)).toBeUndefined();
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [server] }));
    cloud.advance(2 * MINUTE);
    expect(await codeOf(imageOf(ec2, ImageId))).toBe("InvalidAMIID.NotFound");
  });

  it("may be called unavailable, and its snapshots in use for a while, as has been seen", async () => {
    const cloud = await withImage();
    const [snapshot] = await snapshotsOf(cloud.ec2, cloud.ImageId);
    chooseImageSettings(cloud.world, {
      deregisteredSays: "Unavailable",
      snapshotStaysInUseMs: MINUTE,
    });
    await deregister(cloud);
    expect(await codeOf(deregister(cloud))).toBe("InvalidAMIID.Unavailable");
    const SnapshotId = snapshot?.SnapshotId ?? "";
    const remove = () => codeOf(cloud.ec2.send(new DeleteSnapshotCommand({ SnapshotId })));
    expect(await remove()).toBe("InvalidSnapshot.InUse");
    cloud.advance(MINUTE);
    expect(await remove()).toBeNull();
  });
});

describe("deregistration protection", () => {
  const protect = (cloud: Awaited<ReturnType<typeof withImage>>, WithCooldown: boolean) =>
    cloud.ec2.send(
      new EnableImageDeregistrationProtectionCommand({ ImageId: cloud.ImageId, WithCooldown }),
    );
  const release = ({ ec2, ImageId }: Awaited<ReturnType<typeof withImage>>) =>
    ec2.send(new DisableImageDeregistrationProtectionCommand({ ImageId }));

  it.each([
    [false, "enabled-without-cooldown"],
    [true, "enabled-with-cooldown"],
  ])("with cooldown %s is told as %s", async (cooldown, word) => {
    const cloud = await withImage();
    await protect(cloud, cooldown);
    expect((await imageOf(cloud.ec2, cloud.ImageId))?.DeregistrationProtection).toBe(word);
    expect(await codeOf(deregister(cloud))).toBe("OperationNotPermitted");
  });

  it("without a cooldown ends at once", async () => {
    const cloud = await withImage();
    await protect(cloud, false);
    await release(cloud);
    expect(await codeOf(deregister(cloud))).toBeNull();
  });

  it("with a cooldown lasts 24 hours more", async () => {
    const cloud = await withImage();
    await protect(cloud, true);
    await release(cloud);
    cloud.advance(24 * HOUR - MINUTE);
    expect(await codeOf(deregister(cloud))).toBe("OperationNotPermitted");
    cloud.advance(MINUTE);
    expect(await codeOf(deregister(cloud))).toBeNull();
  });
});

describe("a disabled image", () => {
  it("is hidden, can't be run, keeps its snapshots, and loses whom it was shared with", async () => {
    const cloud = await withImage();
    const { ec2, ImageId, otherAccount } = cloud;
    const other = cloud.at(HOME, 1);
    const LaunchPermission = { Add: [{ UserId: otherAccount }] };
    await ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
    await ec2.send(new DisableImageCommand({ ImageId }));
    const named = async (wish = {}) =>
      (await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId], ...wish }))).Images?.length;
    expect([await named(), await named({ IncludeDisabled: true })]).toEqual([0, 1]);
    expect(await codeOf(startServer(cloud, { ImageId }))).toBe("InvalidAMIID.Unavailable");
    const [snapshot] = await snapshotsOf(ec2, ImageId);
    const SnapshotId = snapshot?.SnapshotId ?? "";
    expect(await codeOf(ec2.send(new DeleteSnapshotCommand({ SnapshotId })))).toBe(
      "InvalidSnapshot.InUse",
    );
    expect(
      await codeOf(ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }))),
    ).toBe("InvalidAMIID.Unavailable");
    await ec2.send(new EnableImageCommand({ ImageId }));
    expect(await codeOf(startServer(cloud, { ImageId }))).toBeNull();
    expect(await codeOf(imageOf(other, ImageId))).toBe("InvalidAMIID.NotFound");
  });
});

describe("deprecation", () => {
  it("is at a full minute, hides the image from others but not from its owner, and doesn't stop launches", async () => {
    const cloud = await withImage();
    const { ec2, ImageId, otherAccount, world } = cloud;
    const other = cloud.at(HOME, 1);
    const LaunchPermission = { Add: [{ UserId: otherAccount }] };
    await ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
    const minute = Math.ceil(world.nowMs / MINUTE) * MINUTE + 5 * MINUTE;
    const DeprecateAt = new Date(minute + 31_000);
    await ec2.send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt }));
    const told = (await imageOf(ec2, ImageId))?.DeprecationTime;
    expect(told).toBe(new Date(minute + MINUTE).toISOString());
    const seen = async (who = other, IncludeDeprecated = false) =>
      (
        await who.send(new DescribeImagesCommand({ Owners: ["441722901163"], IncludeDeprecated }))
      ).Images?.some((image) => image.ImageId === ImageId);
    expect(await seen()).toBe(true);
    cloud.advance(10 * MINUTE);
    expect([await seen(), await seen(other, true), await seen(ec2)]).toEqual([false, true, true]);
    expect((await imageOf(other, ImageId))?.ImageId).toBe(ImageId);
    expect(await codeOf(startServer(cloud, { ImageId }))).toBeNull();
    await ec2.send(new DisableImageDeprecationCommand({ ImageId }));
    expect(await seen()).toBe(true);
  });

  it.each([
    ["in the past", -HOUR],
    ["in eleven years", 11 * 366 * 24 * HOUR],
  ])("%s is refused", async (_, inMs) => {
    const { ec2, ImageId, world } = await withImage();
    const DeprecateAt = new Date(world.nowMs + inMs);
    const call = ec2.send(new EnableImageDeprecationCommand({ ImageId, DeprecateAt }));
    expect(await codeOf(call)).toBe("InvalidParameterValue");
  });
});

describe("attributes", () => {
  it("are read one at a time, the description can be changed, devices are not for asking", async () => {
    const { ec2, ImageId } = await withImage();
    const Description = { Value: "better" };
    await ec2.send(new ModifyImageAttributeCommand({ ImageId, Description }));
    const read = (Attribute: "description" | "deregistrationProtection" | "blockDeviceMapping") =>
      ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute }));
    expect((await read("description")).Description).toEqual({ Value: "better" });
    expect((await read("deregistrationProtection")).DeregistrationProtection).toEqual({
      Value: "disabled",
    });
    expect(await codeOf(read("blockDeviceMapping"))).toBe("AuthFailure");
  });
});
