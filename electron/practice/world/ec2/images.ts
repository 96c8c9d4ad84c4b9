/**
 * Images and their snapshots: made from a server's volumes over a minute or two, with progress; deregistered,
 * after which the name stays taken for a while and ancestry stays known.
 */
import { PracticeError } from "../kernel/practice-error.ts";
import type {
  ImageMapping,
  ImageState,
  InstanceState,
  InstanceVolume,
  Tags,
} from "../kernel/state-ec2.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { reboot } from "./instance-life.ts";
import { findImage, findSnapshot } from "./lookups.ts";

const progress = timerKind<{ readonly id: string; readonly percent: number }>(
  "ec2.snapshot-progress",
);
const imageReady = timerKind<{ readonly id: string }>("ec2.image-ready");

const NAME_STAYS_TAKEN_MS = 15_000;

export function registerImageLife(world: World): void {
  world.on(progress, (_, { id, percent }) => advanceSnapshot(world, id, percent));
  world.on(imageReady, (_, { id }) => finishImage(world, id));
}

export interface ImageOrder {
  readonly instance: InstanceState;
  readonly name: string;
  readonly description: string;
  readonly noReboot: boolean;
  readonly imageTags: Tags;
  readonly snapshotTags: Tags;
}

export function createImage(world: World, order: ImageOrder): ImageState {
  const { instance } = order;
  checkName(world, order.name);
  if (instance.state !== "running" && instance.state !== "stopped") throw wrongState(instance);
  const id = world.id("ami");
  const readyInMs = Math.round(world.chance.between(50_000, 130_000));
  const mappings = instance.volumes.map((volume) =>
    snapshotOf(world, order, volume, id, readyInMs),
  );
  const image = newImage(world, order, id, mappings);
  world.state.images.set(id, image);
  world.after(imageReady, readyInMs + 4_000, { id });
  if (instance.state === "running" && !order.noReboot) reboot(world, instance);
  return image;
}

function newImage(
  world: World,
  order: ImageOrder,
  id: string,
  mappings: readonly ImageMapping[],
): ImageState {
  const { instance } = order;
  return {
    id,
    name: order.name,
    description: order.description,
    ownerId: world.accountId,
    state: "pending",
    stateReason: null,
    architecture: instance.architecture,
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: instance.imageId,
    sourceInstanceId: instance.id,
    rootDevice: instance.rootDevice,
    mappings,
    tags: { ...order.imageTags },
    contentsId: instance.contentsId,
    deregisteredAtMs: null,
  };
}

function snapshotOf(
  world: World,
  order: ImageOrder,
  attached: InstanceVolume,
  imageId: string,
  readyInMs: number,
): ImageMapping {
  const volume = world.state.volumes.get(attached.volumeId);
  const id = world.id("snap");
  const sizeGib = volume?.sizeGib ?? 8;
  world.state.snapshots.set(id, {
    id,
    state: "pending",
    progressPercent: 0,
    volumeId: attached.volumeId,
    sizeGib,
    description: `Created by CreateImage(${order.instance.id}) for ${imageId}`,
    startedAtMs: world.nowMs,
    completedAtMs: null,
    tags: { ...order.snapshotTags },
  });
  for (const percent of [9, 34, 58, 81, 97, 100])
    world.after(progress, (readyInMs * percent) / 100, { id, percent });
  const { device, deleteOnTermination } = attached;
  return {
    device,
    snapshotId: id,
    sizeGib,
    volumeType: volume?.volumeType ?? "gp3",
    deleteOnTermination,
  };
}

function advanceSnapshot(world: World, id: string, percent: number): void {
  const snapshot = world.state.snapshots.get(id);
  if (!snapshot || snapshot.state !== "pending") return;
  snapshot.progressPercent = percent;
  if (percent < 100) return;
  snapshot.state = "completed";
  snapshot.completedAtMs = world.nowMs;
}

function finishImage(world: World, id: string): void {
  const image = world.state.images.get(id);
  if (image?.state === "pending") image.state = "available";
}

function checkName(world: World, name: string): void {
  if (!/^[A-Za-z0-9()[\] ./\-'@_]{3,128}$/.test(name)) {
    throw new PracticeError(
      "InvalidAMIName.Malformed",
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', " +
        "'-', '/' and '_'",
    );
  }
  for (const image of world.state.images.values()) {
    if (image.name === name && holdsName(world, image)) throw nameTaken(image);
  }
}

function holdsName(world: World, image: ImageState): boolean {
  if (image.state !== "deregistered") return true;
  return world.nowMs - (image.deregisteredAtMs ?? 0) < NAME_STAYS_TAKEN_MS;
}

function nameTaken(image: ImageState): PracticeError {
  const words = `AMI name ${image.name} is already in use by AMI ${image.id}`;
  return new PracticeError("InvalidAMIName.Duplicate", words);
}

function wrongState(instance: InstanceState): PracticeError {
  const words = `The instance '${instance.id}' is not in a state from which an image can be made: ${instance.state}.`;
  return new PracticeError("IncorrectInstanceState", words);
}

export interface Deregistered {
  readonly snapshotId: string;
  readonly code: "success" | "skipped";
}

/** Servers and templates that name it go on; later launches fail. */
export function deregisterImage(
  world: World,
  id: string,
  withSnapshots: boolean,
): readonly Deregistered[] {
  const image = findImage(world, id);
  if (image.deregistrationProtected) {
    const words = `The AMI '${id}' has deregistration protection enabled.`;
    throw new PracticeError("OperationNotPermitted", words);
  }
  image.state = "deregistered";
  image.deregisteredAtMs = world.nowMs;
  if (!withSnapshots) return [];
  return image.mappings.map(({ snapshotId }) => dropSnapshot(world, snapshotId));
}

function dropSnapshot(world: World, snapshotId: string): Deregistered {
  const inUse = userOf(world, snapshotId) !== null;
  if (!inUse) world.state.snapshots.delete(snapshotId);
  return { snapshotId, code: inUse ? "skipped" : "success" };
}

export function deleteSnapshot(world: World, id: string): void {
  findSnapshot(world, id);
  const user = userOf(world, id);
  if (user) {
    const words = `The snapshot ${id} is currently in use by ${user.id}`;
    throw new PracticeError("InvalidSnapshot.InUse", words);
  }
  world.state.snapshots.delete(id);
}

function userOf(world: World, snapshotId: string): ImageState | null {
  for (const image of world.state.images.values()) {
    if (image.state === "deregistered") continue;
    if (image.mappings.some((mapping) => mapping.snapshotId === snapshotId)) return image;
  }
  return null;
}

/** The image and what it was made from, up to its root; those that were deregistered are in it too. */
export function ancestryOf(world: World, id: string): readonly ImageState[] {
  const chain: ImageState[] = [findImage(world, id)];
  for (let at = chain[0]; at?.sourceImageId; at = chain.at(-1)) {
    const parent = world.state.images.get(at.sourceImageId);
    if (!parent || chain.includes(parent)) break;
    chain.push(parent);
  }
  return chain;
}
