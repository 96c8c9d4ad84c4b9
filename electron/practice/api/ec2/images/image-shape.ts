/** An image as DescribeImages shows it: to its owner whole, to others without what is only the owner's. */
import type {
  ArchitectureValues,
  BlockDeviceMapping,
  Image,
  VolumeType,
} from "@aws-sdk/client-ec2";
import { sourceRegionOf } from "../../../world/ec2/images/ancestry.ts";
import { lastLaunchedMs } from "../../../world/ec2/images/last-launched.ts";
import { isPublic } from "../../../world/ec2/images/sharing.ts";
import type {
  BlankDevice,
  ImageMapping,
  ImageState,
} from "../../../world/kernel/state/ec2/images.ts";
import type { Tags } from "../../../world/kernel/state/ec2/tags.ts";
import type { World } from "../../../world/kernel/world.ts";
import { tagList } from "../reply.ts";

export function imageShape(world: World, image: ImageState): Image {
  return {
    ...aboutImage(image),
    ...machineOf(image),
    ...historyOf(world, image),
    BlockDeviceMappings: [
      ...image.mappings.map(mappingShape),
      ...(image.blankDevices ?? []).map(blankShape),
    ],
    Tags: tagList(visibleTags(world, image)),
  };
}

function aboutImage(image: ImageState): Image {
  const { stateReason: reason } = image;
  return {
    ImageId: image.id,
    Name: image.name,
    Description: image.description,
    ImageLocation: `${image.ownerId}/${image.name}`,
    OwnerId: image.ownerId,
    State: image.state,
    StateReason: reason ? { Code: reason.code, Message: reason.message } : undefined,
    Public: isPublic(image.sharedWith),
  };
}

function machineOf(image: ImageState): Image {
  return {
    Architecture: image.architecture as ArchitectureValues,
    ImageType: "machine",
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    EnaSupport: true,
    SriovNetSupport: "simple",
    BootMode: "uefi-preferred",
    ImdsSupport: image.imdsSupport === "" ? undefined : "v2.0",
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    RootDeviceName: image.rootDevice,
    RootDeviceType: "ebs",
  };
}

function historyOf(world: World, image: ImageState): Image {
  const { deprecatedAtMs: deprecatedMs, sourceImageId, sourceInstanceId } = image;
  const launchedMs = image.ownerId === world.accountId ? lastLaunchedMs(world, image) : null;
  return {
    CreationDate: new Date(image.createdAtMs).toISOString(),
    DeprecationTime: deprecatedMs === null ? undefined : new Date(deprecatedMs).toISOString(),
    DeregistrationProtection: protectionWord(image),
    LastLaunchedTime: launchedMs === null ? undefined : new Date(launchedMs).toISOString(),
    SourceImageId: sourceImageId ?? undefined,
    SourceImageRegion: sourceRegionOf(world, image) ?? undefined,
    SourceInstanceId: sourceInstanceId ?? undefined,
  };
}

export function protectionWord(image: ImageState): string {
  if (!image.deregistrationProtected) return "disabled";
  return image.protectedWithCooldown ? "enabled-with-cooldown" : "enabled-without-cooldown";
}

const mappingShape = (mapping: ImageMapping): BlockDeviceMapping => ({
  DeviceName: mapping.device,
  Ebs: {
    SnapshotId: mapping.snapshotId,
    VolumeSize: mapping.sizeGib,
    VolumeType: mapping.volumeType as VolumeType,
    DeleteOnTermination: mapping.deleteOnTermination,
    Encrypted: mapping.kmsKeyId !== undefined,
  },
});

function blankShape(blank: BlankDevice): BlockDeviceMapping {
  if (blank.virtualName !== null) {
    return { DeviceName: blank.device, VirtualName: blank.virtualName };
  }
  return {
    DeviceName: blank.device,
    Ebs: {
      VolumeSize: blank.sizeGib,
      VolumeType: blank.volumeType as VolumeType,
      DeleteOnTermination: blank.deleteOnTermination,
      Encrypted: false,
    },
  };
}

/** Other accounts see a shared image's tags only where their keys say so. */
export function visibleTags(world: World, { ownerId, tags }: ImageState): Tags {
  if (ownerId === world.accountId) return tags;
  const open = Object.entries(tags).filter(([key]) => key.startsWith("ec2:SharedTag/"));
  return Object.fromEntries(open);
}
