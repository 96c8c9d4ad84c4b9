/** Turns launch template data (or RunInstances' own members, which have the same names) into one clear order. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { TagSpec, TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import { findUsableImage } from "../images/usable-images.ts";
import { instanceTypeNamed } from "./instance-types.ts";
import type { InstanceTypeFacts } from "./instance-types.ts";
import { imageIdOf } from "../launch-templates/image-alias.ts";
import { devicesOf } from "../volumes/launch-devices.ts";
import type { DeviceSpec } from "../volumes/launch-devices.ts";
import { adoptContents } from "../volumes/volume-contents.ts";

export interface LaunchSpec {
  readonly image: ImageState;
  readonly type: InstanceTypeFacts;
  readonly securityGroupIds: readonly string[];
  readonly devices: readonly DeviceSpec[];
  readonly data: TemplateData;
}

/** Checks all that RunInstances checks, in AWS's words. */
export function resolveSpec(world: World, data: TemplateData): LaunchSpec {
  if (data.ImageId === undefined) throw missing("ImageId");
  const image = launchableImage(world, data.ImageId);
  const type = knownType(data.InstanceType ?? "m6i.large");
  checkArchitecture(type, image);
  checkUserData(data.UserData);
  const securityGroupIds = groupsOf(world, data);
  return { image, type, securityGroupIds, devices: devicesOf(world, image, data), data };
}

export function missing(name: string): PracticeError {
  return new PracticeError("MissingParameter", `The request must contain the parameter ${name}`);
}

/** As this world sees it: of another account's image, what it holds is kept here. */
function launchableImage(world: World, wanted: string): ImageState {
  const id = imageIdOf(world, wanted);
  const { image, home } = findUsableImage(world, id);
  if (image.state === "available" && home === world) return image;
  if (image.state === "available") {
    return { ...image, contentsId: adoptContents(world, home, image.contentsId) };
  }
  const name = image.state === "disabled" ? `'${id}'` : id;
  throw new PracticeError(
    "InvalidAMIID.Unavailable",
    `AMI ${name} is ${image.state}, and cannot be run.`,
  );
}

function knownType(name: string): InstanceTypeFacts {
  const type = instanceTypeNamed(name);
  if (type) return type;
  throw new PracticeError("InvalidParameterValue", `Invalid value '${name}' for InstanceType.`);
}

function checkArchitecture(type: InstanceTypeFacts, image: ImageState): void {
  if (type.architecture === image.architecture) return;
  throw new PracticeError(
    "InvalidParameterValue",
    `The architecture '${type.architecture}' of the specified instance type does not match the architecture ` +
      `'${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching ` +
      "architectures, and try again.",
  );
}

export function checkUserData(userData: string | undefined): void {
  if (userData === undefined) return;
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(userData)) {
    throw new PracticeError("InvalidParameterValue", "Invalid BASE64 encoding of user data.");
  }
  if (Buffer.byteLength(userData, "base64") > 16384) {
    throw new PracticeError("InvalidParameterValue", "User data is limited to 16384 bytes");
  }
}

function groupsOf(world: World, data: TemplateData): readonly string[] {
  const ids = data.NetworkInterfaces?.[0]?.Groups ?? data.SecurityGroupIds ?? defaultGroup(world);
  for (const id of ids) {
    if (world.state.securityGroups.has(id)) continue;
    throw new PracticeError("InvalidGroup.NotFound", `The security group '${id}' does not exist`);
  }
  return ids;
}

function defaultGroup(world: World): readonly string[] {
  for (const group of world.state.securityGroups.values())
    if (group.name === "default") return [group.id];
  return [];
}

/** The tags that tag specifications hold for one type of resource. */
export function tagsFor(specs: readonly TagSpec[] | undefined, resourceType: string): Tags {
  const tags: Tags = {};
  for (const spec of specs ?? []) {
    if (spec.ResourceType !== resourceType) continue;
    for (const { Key, Value } of spec.Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? "";
  }
  return tags;
}
