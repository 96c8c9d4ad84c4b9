/** The filters of DescribeImages, by AWS's names. */
import { sourceRegionOf } from "../../../world/ec2/images/ancestry.ts";
import { isPublic } from "../../../world/ec2/images/sharing.ts";
import type { ImageMapping, ImageState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { FilterFields } from "../filters.ts";

type Read = FilterFields<ImageState>[string];

const ofMappings =
  (read: (mapping: ImageMapping) => string): Read =>
  ({ mappings }) =>
    mappings.map(read);

const DEVICES: FilterFields<ImageState> = {
  "block-device-mapping.device-name": ofMappings(({ device }) => device),
  "block-device-mapping.snapshot-id": ofMappings(({ snapshotId }) => snapshotId),
  "block-device-mapping.volume-size": ofMappings(({ sizeGib }) => String(sizeGib)),
  "block-device-mapping.volume-type": ofMappings(({ volumeType }) => volumeType),
  "block-device-mapping.encrypted": ofMappings(({ kmsKeyId }) => String(kmsKeyId !== undefined)),
  "block-device-mapping.delete-on-termination": ofMappings((each) =>
    String(each.deleteOnTermination),
  ),
  "root-device-name": (row) => [row.rootDevice],
  "root-device-type": () => ["ebs"],
};

/** What is the same of all images of the practice cloud, or is never there. */
const FIXED: FilterFields<ImageState> = {
  "boot-mode": () => ["uefi-preferred"],
  "ena-support": () => ["true"],
  "free-tier-eligible": () => [],
  hypervisor: () => ["xen"],
  "image-allowed": () => ["true"],
  "image-type": () => ["machine"],
  "kernel-id": () => [],
  "owner-alias": () => [],
  platform: () => [],
  "product-code": () => [],
  "product-code.type": () => [],
  "ramdisk-id": () => [],
  "sriov-net-support": () => ["simple"],
  "virtualization-type": () => ["hvm"],
};

export const imageFields = (world: World): FilterFields<ImageState> => ({
  ...DEVICES,
  ...FIXED,
  architecture: (row) => [row.architecture],
  "creation-date": (row) => [new Date(row.createdAtMs).toISOString()],
  description: (row) => [row.description],
  "image-id": (row) => [row.id],
  "is-public": (row) => [String(isPublic(row.sharedWith))],
  "manifest-location": (row) => [`${row.ownerId}/${row.name}`],
  name: (row) => [row.name],
  "owner-id": (row) => [row.ownerId],
  "source-image-id": (row) => [row.sourceImageId],
  "source-image-region": (row) => [sourceRegionOf(world, row)],
  "source-instance-id": (row) => [row.sourceInstanceId],
  state: (row) => [row.state],
  "state-reason-code": (row) => [row.stateReason?.code ?? null],
  "state-reason-message": (row) => [row.stateReason?.message ?? null],
});
