/** RegisterImage: an image over snapshots that are there already. It is available at once. */
import { PracticeError } from "../../../kernel/practice-error.ts";
import type { BlankDevice, ImageMapping, ImageState } from "../../../kernel/state/ec2/images.ts";
import type { BlockDeviceSpec } from "../../../kernel/state/ec2/templates.ts";
import type { Tags } from "../../../kernel/state/ec2/tags.ts";
import type { World } from "../../../kernel/world.ts";
import { notComplete } from "../../snapshots/copy-snapshot.ts";
import { findUsableSnapshot } from "../../snapshots/usable-snapshots.ts";
import { hideNew } from "../../visibility/visibility.ts";
import { adoptContents, contentsOfSnapshot } from "../../volumes/volume-contents.ts";
import { blankDevice, invalid } from "./image-devices.ts";
import { checkDescription, checkName } from "./image-names.ts";

export interface RegisterOrder {
  readonly name: string;
  readonly description: string;
  readonly architecture: string;
  readonly rootDevice: string;
  readonly devices: readonly BlockDeviceSpec[];
  readonly tags: Tags;
  readonly imdsSupport: string | null;
}

interface Devices {
  readonly mappings: readonly ImageMapping[];
  readonly blank: readonly BlankDevice[];
}

export function checkRegistration(world: World, order: RegisterOrder): Devices {
  checkName(world, order.name);
  checkDescription(order.description);
  const mappings: ImageMapping[] = [];
  const blank: BlankDevice[] = [];
  for (const spec of order.devices) {
    const device = spec.DeviceName;
    if (device === undefined) throw invalid("The device name is missing.");
    if (spec.Ebs?.SnapshotId === undefined) blank.push(blankDevice(device, spec));
    else mappings.push(mappingOf(world, device, spec.Ebs.SnapshotId, spec.Ebs));
  }
  if (!mappings.some(({ device }) => device === order.rootDevice)) throw noRoot(order);
  return { mappings, blank };
}

function noRoot({ rootDevice }: RegisterOrder): PracticeError {
  return invalid(`No snapshot is given for the root device ${rootDevice}.`);
}

function mappingOf(
  world: World,
  device: string,
  snapshotId: string,
  ebs: NonNullable<BlockDeviceSpec["Ebs"]>,
): ImageMapping {
  const { snapshot } = findUsableSnapshot(world, snapshotId);
  if (snapshot.state !== "completed") throw notComplete(snapshot);
  if (ebs.Encrypted !== undefined) {
    const words = "The parameter encrypted cannot be used together with a snapshot.";
    throw new PracticeError("InvalidParameterCombination", words);
  }
  const sizeGib = ebs.VolumeSize ?? snapshot.sizeGib;
  if (sizeGib < snapshot.sizeGib) throw tooSmall(sizeGib, snapshotId, snapshot.sizeGib);
  const volumeType = ebs.VolumeType ?? "standard";
  const deleteOnTermination = ebs.DeleteOnTermination ?? true;
  const plain = { device, snapshotId, sizeGib, volumeType, deleteOnTermination };
  return snapshot.kmsKeyId === undefined ? plain : { ...plain, kmsKeyId: snapshot.kmsKeyId };
}

function tooSmall(sizeGib: number, snapshotId: string, leastGib: number): PracticeError {
  return invalid(
    `Volume of size ${sizeGib}GB is smaller than snapshot '${snapshotId}', expect size >= ${leastGib}GB`,
  );
}

export function registerImage(world: World, order: RegisterOrder): ImageState {
  const { mappings, blank } = checkRegistration(world, order);
  const root = mappings.find(({ device }) => device === order.rootDevice);
  const image: ImageState = {
    id: world.id("ami"),
    name: order.name,
    description: order.description,
    ownerId: world.accountId,
    state: "available",
    stateReason: null,
    architecture: order.architecture,
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: order.rootDevice,
    mappings,
    tags: { ...order.tags },
    contentsId: contentsHere(world, root?.snapshotId ?? ""),
    deregisteredAtMs: null,
    ...(blank.length > 0 ? { blankDevices: blank } : {}),
    ...(order.imdsSupport === null ? {} : { imdsSupport: order.imdsSupport }),
  };
  world.state.images.set(image.id, image);
  hideNew(world, image.id);
  return image;
}

function contentsHere(world: World, snapshotId: string): string | null {
  const { home } = findUsableSnapshot(world, snapshotId);
  return adoptContents(world, home, contentsOfSnapshot(home, snapshotId));
}
