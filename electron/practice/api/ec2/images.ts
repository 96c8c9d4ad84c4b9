/** Images over the wire. A deregistered one is never shown, except as an ancestor. */
import type {
  ArchitectureValues,
  CreateImageCommandInput,
  CreateImageCommandOutput,
  DeregisterImageCommandInput,
  DeregisterImageCommandOutput,
  DescribeImagesCommandInput,
  DescribeImagesCommandOutput,
  GetImageAncestryCommandInput,
  GetImageAncestryCommandOutput,
  Image,
  VolumeType,
} from "@aws-sdk/client-ec2";
import { ancestryOf, createImage, deregisterImage } from "../../world/ec2/images.ts";
import { tagsFor } from "../../world/ec2/launch-spec.ts";
import { findImage, findInstance } from "../../world/ec2/lookups.ts";
import { checkTags } from "../../world/ec2/tagging.ts";
import type { ImageState } from "../../world/kernel/state-ec2.ts";
import type { CallContext } from "../call-context.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfTable, refuseIdsWithPages } from "./paging.ts";
import { refuseDryRun, required, tagList } from "./reply.ts";
import type { Reply } from "./reply.ts";

const LIMITS = { least: 1, most: 1000 };

export function DescribeImages(
  input: DescribeImagesCommandInput,
  { world }: CallContext,
): Reply<DescribeImagesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.ImageIds, input, "imageIdsSet");
  const passes = matcher(input.Filters, FIELDS, (image) => image.tags);
  const owners = new Set(
    (input.Owners ?? []).map((owner) => (owner === "self" ? world.accountId : owner)),
  );
  const matches = (image: ImageState) =>
    isShown(image, input) && (owners.size === 0 || owners.has(image.ownerId)) && passes(image);
  if (input.ImageIds && input.ImageIds.length > 0) {
    const found = input.ImageIds.map((id) => findImage(world, id));
    return { Images: found.filter(matches).map(imageShape) };
  }
  const { items, NextToken } = pageOfTable(world.state.images, input, LIMITS, matches);
  return { Images: items.map(imageShape), NextToken };
}

function isShown(image: ImageState, input: DescribeImagesCommandInput): boolean {
  if (image.state === "deregistered") return false;
  return image.state !== "disabled" || input.IncludeDisabled === true;
}

const FIELDS: FilterFields<ImageState> = {
  "image-id": (row) => [row.id],
  name: (row) => [row.name],
  description: (row) => [row.description],
  state: (row) => [row.state],
  architecture: (row) => [row.architecture],
  "owner-id": (row) => [row.ownerId],
  "root-device-name": (row) => [row.rootDevice],
  "root-device-type": () => ["ebs"],
  "virtualization-type": () => ["hvm"],
  "image-type": () => ["machine"],
  "is-public": () => ["false"],
  "creation-date": (row) => [new Date(row.createdAtMs).toISOString()],
  "source-image-id": (row) => [row.sourceImageId],
  "source-instance-id": (row) => [row.sourceInstanceId],
  "block-device-mapping.snapshot-id": (row) => row.mappings.map((mapping) => mapping.snapshotId),
};

function imageShape(image: ImageState): Image {
  return {
    ...aboutImage(image),
    Architecture: image.architecture as ArchitectureValues,
    ImageType: "machine",
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    EnaSupport: true,
    SriovNetSupport: "simple",
    BootMode: "uefi-preferred",
    ImdsSupport: "v2.0",
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    RootDeviceName: image.rootDevice,
    RootDeviceType: "ebs",
    BlockDeviceMappings: image.mappings.map((mapping) => ({
      DeviceName: mapping.device,
      Ebs: {
        SnapshotId: mapping.snapshotId,
        VolumeSize: mapping.sizeGib,
        VolumeType: mapping.volumeType as VolumeType,
        DeleteOnTermination: mapping.deleteOnTermination,
        Encrypted: false,
      },
    })),
    Tags: tagList(image.tags),
  };
}

function aboutImage(image: ImageState): Image {
  const { stateReason: reason, deprecatedAtMs } = image;
  return {
    ImageId: image.id,
    Name: image.name,
    Description: image.description,
    ImageLocation: `${image.ownerId}/${image.name}`,
    OwnerId: image.ownerId,
    State: image.state,
    StateReason: reason ? { Code: reason.code, Message: reason.message } : undefined,
    Public: false,
    CreationDate: new Date(image.createdAtMs).toISOString(),
    DeprecationTime: deprecatedAtMs === null ? undefined : new Date(deprecatedAtMs).toISOString(),
    DeregistrationProtection: image.deregistrationProtected
      ? "enabled-without-cooldown"
      : "disabled",
    SourceImageId: image.sourceImageId ?? undefined,
    SourceInstanceId: image.sourceInstanceId ?? undefined,
  };
}

export function CreateImage(
  input: CreateImageCommandInput,
  { world }: CallContext,
): Reply<CreateImageCommandOutput> {
  const name = required(input.Name, "Name");
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  const imageTags = tagsFor(input.TagSpecifications, "image");
  const snapshotTags = tagsFor(input.TagSpecifications, "snapshot");
  checkTags(imageTags);
  checkTags(snapshotTags);
  refuseDryRun(input);
  const description = input.Description ?? "";
  const noReboot = input.NoReboot ?? false;
  return {
    ImageId: createImage(world, { instance, name, description, noReboot, imageTags, snapshotTags })
      .id,
  };
}

export function DeregisterImage(
  input: DeregisterImageCommandInput,
  { world }: CallContext,
): Reply<DeregisterImageCommandOutput> {
  const id = findImage(world, required(input.ImageId, "ImageId")).id;
  refuseDryRun(input);
  const withSnapshots = input.DeleteAssociatedSnapshots ?? false;
  const results = deregisterImage(world, id, withSnapshots);
  const shape = results.map(({ snapshotId, code }) => ({
    SnapshotId: snapshotId,
    ReturnCode: code,
  }));
  return { Return: true, ...(withSnapshots ? { DeleteSnapshotResults: shape } : {}) };
}

export function GetImageAncestry(
  input: GetImageAncestryCommandInput,
  { world }: CallContext,
): Reply<GetImageAncestryCommandOutput> {
  refuseDryRun(input);
  const chain = ancestryOf(world, required(input.ImageId, "ImageId"));
  return {
    ImageAncestryEntries: chain.map((image) => ({
      ImageId: image.id,
      CreationDate: new Date(image.createdAtMs),
      SourceImageId: image.sourceImageId ?? undefined,
      SourceImageRegion: image.sourceImageId === null ? undefined : world.region,
    })),
  };
}
