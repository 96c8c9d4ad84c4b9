/** Tags of EC2's resources, found by id whatever their type. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { World } from "../../kernel/world.ts";
import { findImage, findInstance, findSnapshot, findSubnet } from "../lookups.ts";
import { noteTags } from "./tag-index.ts";
import { findTemplate } from "../launch-templates/templates.ts";

export const MOST_TAGS = 50;

export function resourceTypeOf(id: string): string {
  const prefix = id.slice(0, id.lastIndexOf("-"));
  const type = TYPES[prefix];
  if (type) return type;
  throw new PracticeError("InvalidID", `The ID '${id}' is not valid`);
}

const TYPES: Readonly<Record<string, string>> = {
  i: "instance",
  ami: "image",
  snap: "snapshot",
  vol: "volume",
  lt: "launch-template",
  subnet: "subnet",
  vpc: "vpc",
  sg: "security-group",
  replacevol: "replace-root-volume-task",
};

/** The living tags of a resource: changing them changes it. */
export function tagsOf(world: World, id: string): Tags {
  switch (resourceTypeOf(id)) {
    case "instance":
      return findInstance(world, id).tags as Tags;
    case "image":
      return findImage(world, id).tags;
    case "snapshot":
      return findSnapshot(world, id).tags;
    case "launch-template":
      return findTemplate(world, { id }).tags;
    case "subnet":
      return findSubnet(world, id).tags;
    case "volume":
      return found(
        world.state.volumes.get(id),
        "InvalidVolume.NotFound",
        `The volume '${id}' does not exist.`,
      );
    case "replace-root-volume-task":
      return found(
        world.state.rootVolumeTasks.get(id),
        "InvalidReplaceRootVolumeTaskId.NotFound",
        `The replace root volume task '${id}' does not exist.`,
      );
    case "vpc":
      return found(
        world.state.vpcs.get(id),
        "InvalidVpcID.NotFound",
        `The vpc ID '${id}' does not exist`,
      );
    default:
      return found(
        world.state.securityGroups.get(id),
        "InvalidGroup.NotFound",
        `The security group '${id}' does not exist`,
      );
  }
}

function found(resource: { readonly tags: Tags } | undefined, code: string, words: string): Tags {
  if (resource) return resource.tags;
  throw new PracticeError(code, words);
}

/** By AWS itself, or by what made the server. */
export function tagServer(world: World, { id, tags: living }: InstanceState, tags: Tags): void {
  Object.assign(living, tags);
  noteTags(world, id, tags);
}

export function untagServer({ tags: living }: InstanceState, key: string): void {
  delete (living as Tags)[key];
}

/** Throws before anything is changed if a tag is not allowed. */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > MOST_TAGS) throw tooMany();
  for (const [key, value] of Object.entries(tags)) {
    if (/^aws:/i.test(key)) {
      const words = `Tag keys starting with 'aws:' are reserved for internal use`;
      throw new PracticeError("InvalidParameterValue", words);
    }
    if (key.length === 0 || key.length > 128) throw tooLong("keys", 128);
    if (value.length > 256) throw tooLong("values", 256);
  }
}

function tooMany(): PracticeError {
  const words = "The maximum number of Tags for a resource has been reached.";
  return new PracticeError("TagLimitExceeded", words);
}

function tooLong(what: string, most: number): PracticeError {
  return new PracticeError(
    "InvalidParameterValue",
    `Tag ${what} have a maximum length of ${most} characters`,
  );
}

const isCounted = (key: string) => !key.startsWith("aws:");

export function addTags(living: Tags, tags: Tags): void {
  checkRoomForTags(living, tags);
  Object.assign(living, tags);
}

export function checkRoomForTags(living: Tags, tags: Tags): void {
  const keys = new Set([...Object.keys(living), ...Object.keys(tags)].filter(isCounted));
  if (keys.size > MOST_TAGS) throw tooMany();
}

/** A tag given with a value goes only if it has that value. */
export function removeTag(living: Tags, key: string, value: string | undefined): void {
  if (value === undefined || living[key] === value) delete living[key];
}
