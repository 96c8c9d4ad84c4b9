/** Launch permissions: who sees and launches a shared image, in both ways to give them, and what can't be shared. */
import {
  DeregisterImageCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  DisableImageBlockPublicAccessCommand,
  EnableImageBlockPublicAccessCommand,
  GetImageBlockPublicAccessStateCommand,
  ModifyImageAttributeCommand,
  ResetImageAttributeCommand,
} from "@aws-sdk/client-ec2";
import type { EC2Client, ModifyImageAttributeRequest } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  HOME,
  imageCloud,
  imageOf,
  packagesOn,
  readyImage,
  startServer,
} from "./image-cloud.ts";

async function withImage() {
  const cloud = imageCloud();
  const ImageId = await readyImage(cloud);
  const modify = (wish: Omit<ModifyImageAttributeRequest, "ImageId">) =>
    cloud.ec2.send(new ModifyImageAttributeCommand({ ImageId, ...wish }));
  return { ...cloud, ImageId, modify, other: cloud.at(HOME, 1) };
}

const listed = async (ec2: EC2Client, wish = {}) =>
  (await ec2.send(new DescribeImagesCommand(wish))).Images?.map(({ ImageId }) => ImageId);

describe("a shared image", () => {
  it("is listed for the other account, launched by it, and not its to change", async () => {
    const { cloud, advance, ImageId, modify, other, otherAccount } = await withImage();
    expect(await listed(other)).not.toContain(ImageId);
    await modify({ LaunchPermission: { Add: [{ UserId: otherAccount }] } });
    expect(await listed(other)).toContain(ImageId);
    expect(await listed(other, { ExecutableUsers: ["self"] })).toEqual([ImageId]);
    expect(await listed(other, { Owners: ["self"] })).not.toContain(ImageId);
    expect((await imageOf(other, ImageId))?.OwnerId).toBe("441722901163");
    const server = await startServer({ ec2: other, advance }, { ImageId });
    const world = cloud.find({ accountId: otherAccount, region: HOME });
    expect(world && packagesOn(world, server)).toEqual(["nginx"]);
    expect(await codeOf(other.send(new DeregisterImageCommand({ ImageId })))).toBe("AuthFailure");
  });

  it("is shared no longer when the permission is removed or all are reset", async () => {
    const { ec2, ImageId, modify, other, otherAccount } = await withImage();
    const give = { Attribute: "launchPermission", UserIds: [otherAccount] };
    await modify({ ...give, OperationType: "add" });
    expect(await listed(other)).toContain(ImageId);
    await modify({ ...give, OperationType: "remove" });
    expect(await listed(other)).not.toContain(ImageId);
    await modify({ ...give, OperationType: "add" });
    const Attribute = "launchPermission" as const;
    await ec2.send(new ResetImageAttributeCommand({ ImageId, Attribute }));
    const told = await ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute }));
    expect([await listed(other), told.LaunchPermissions]).toEqual([
      expect.not.arrayContaining([ImageId]),
      [],
    ]);
  });

  it("is public only where that isn't blocked", async () => {
    const { ec2, ImageId, modify, other } = await withImage();
    const state = async () =>
      (await ec2.send(new GetImageBlockPublicAccessStateCommand({}))).ImageBlockPublicAccessState;
    expect(await state()).toBe("block-new-sharing");
    const open = { LaunchPermission: { Add: [{ Group: "all" as const }] } };
    expect(await codeOf(modify(open))).toBe("OperationNotPermitted");
    await ec2.send(new DisableImageBlockPublicAccessCommand({}));
    await modify(open);
    expect((await imageOf(other, ImageId))?.Public).toBe(true);
    expect(await listed(other, { ExecutableUsers: ["all"] })).toEqual([ImageId]);
    const ImageBlockPublicAccessState = "block-new-sharing" as const;
    await ec2.send(new EnableImageBlockPublicAccessCommand({ ImageBlockPublicAccessState }));
    expect(await state()).toBe("block-new-sharing");
    expect((await imageOf(other, ImageId))?.Public).toBe(true);
  });

  it("keeps organizations, which reach nobody here", async () => {
    const { ec2, ImageId, modify, other } = await withImage();
    const OrganizationArn = "arn:aws:organizations::123456789012:organization/o-1";
    await modify({ LaunchPermission: { Add: [{ OrganizationArn }] } });
    const Attribute = "launchPermission" as const;
    const told = await ec2.send(new DescribeImageAttributeCommand({ ImageId, Attribute }));
    expect(told.LaunchPermissions).toEqual([{ OrganizationArn }]);
    expect(await listed(other)).not.toContain(ImageId);
  });

  it.each([
    ["an account of three digits", { LaunchPermission: { Add: [{ UserId: "123" }] } }],
    [
      "an unknown group",
      { Attribute: "launchPermission", OperationType: "add" as const, UserGroups: ["some"] },
    ],
  ])("%s is refused", async (_, wish) => {
    const { modify } = await withImage();
    expect(await codeOf(modify(wish))).toBe("InvalidAMIAttributeItemValue");
  });
});
