/** DescribeImageAttribute, ModifyImageAttribute, ResetImageAttribute. */
import type {
  DescribeImageAttributeCommandInput,
  DescribeImageAttributeCommandOutput,
  ImageAttributeName,
  LaunchPermission,
  ModifyImageAttributeCommandInput,
  ResetImageAttributeCommandInput,
} from "@aws-sdk/client-ec2";
import { lastLaunchedMs } from "../../../world/ec2/images/last-launched.ts";
import { checkDescription } from "../../../world/ec2/images/making/image-names.ts";
import { findOwnImage } from "../../../world/ec2/images/usable-images.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ImageState, Sharing } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { protectionWord } from "./image-shape.ts";
import { changedPermissions, isPermissionChange } from "./launch-permissions.ts";

type Attribute = Reply<DescribeImageAttributeCommandOutput>;

export function DescribeImageAttribute(
  input: DescribeImageAttributeCommandInput,
  { world }: CallContext,
): Attribute {
  const name = required(input.Attribute, "Attribute");
  const image = findOwnImage(world, required(input.ImageId, "ImageId"));
  refuseDryRun(input);
  return { ImageId: image.id, ...attributeOf(world, image, name) };
}

function attributeOf(world: World, image: ImageState, name: ImageAttributeName): Attribute {
  switch (name) {
    case "description":
      return { Description: { Value: image.description } };
    case "launchPermission":
      return { LaunchPermissions: (image.sharedWith ?? []).map(permissionShape) };
    case "lastLaunchedTime":
      return { LastLaunchedTime: lastLaunched(world, image) };
    case "deregistrationProtection":
      return { DeregistrationProtection: { Value: protectionWord(image) } };
    case "imdsSupport":
      return image.imdsSupport === "" ? {} : { ImdsSupport: { Value: "v2.0" } };
    case "bootMode":
      return { BootMode: { Value: "uefi-preferred" } };
    case "sriovNetSupport":
      return { SriovNetSupport: { Value: "simple" } };
    case "productCodes":
      return { ProductCodes: [] };
    case "kernel":
    case "ramdisk":
    case "tpmSupport":
    case "uefiData":
      return {};
    case "blockDeviceMapping":
      throw new PracticeError("AuthFailure", "Unauthorized attempt to access restricted resource");
    default:
      throw new PracticeError("InvalidParameterValue", `Invalid value '${String(name)}'`);
  }
}

function lastLaunched(world: World, image: ImageState) {
  const atMs = lastLaunchedMs(world, image);
  return atMs === null ? {} : { Value: new Date(atMs).toISOString() };
}

function permissionShape({ kind, value }: Sharing): LaunchPermission {
  switch (kind) {
    case "account":
      return { UserId: value };
    case "group":
      return { Group: "all" };
    case "organization":
      return { OrganizationArn: value };
    case "unit":
      return { OrganizationalUnitArn: value };
  }
}

/** One attribute a call: its description, its IMDS support, or who may launch it. */
export function ModifyImageAttribute(
  input: ModifyImageAttributeCommandInput,
  { world }: CallContext,
): object {
  const image = findOwnImage(world, required(input.ImageId, "ImageId"));
  if (isPermissionChange(input)) {
    const sharedWith = changedPermissions(world, image, input);
    refuseDryRun(input);
    image.sharedWith = sharedWith;
    return {};
  }
  const change = plainChange(input);
  refuseDryRun(input);
  Object.assign(image, change);
  return {};
}

function plainChange(
  input: ModifyImageAttributeCommandInput,
): Partial<Pick<ImageState, "description" | "imdsSupport">> {
  const description =
    input.Description?.Value ?? (input.Attribute === "description" ? input.Value : undefined);
  if (description !== undefined) {
    checkDescription(description);
    return { description };
  }
  const imdsSupport =
    input.ImdsSupport?.Value ?? (input.Attribute === "imdsSupport" ? input.Value : undefined);
  if (imdsSupport === "v2.0") return { imdsSupport };
  if (imdsSupport !== undefined) {
    const words = `Value (${imdsSupport}) for parameter imdsSupport is invalid.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  throw new PracticeError("InvalidParameterCombination", "No attributes specified.");
}

export function ResetImageAttribute(
  input: ResetImageAttributeCommandInput,
  { world }: CallContext,
): object {
  const image = findOwnImage(world, required(input.ImageId, "ImageId"));
  if (required(input.Attribute, "Attribute") !== "launchPermission") {
    throw new PracticeError("InvalidParameterValue", `Invalid value '${input.Attribute}'`);
  }
  refuseDryRun(input);
  image.sharedWith = [];
  return {};
}
