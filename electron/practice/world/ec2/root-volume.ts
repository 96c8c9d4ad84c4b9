/**
 * Replacing the root volume of a running server: a task that goes on by itself and ends with a reboot. Addresses and
 * other volumes stay; the new disk runs user data as at a first boot.
 */
import { PracticeError } from "../kernel/practice-error.ts";
import type { InstanceState, RootVolumeTaskState, Tags } from "../kernel/state-ec2.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { reboot } from "./instance-life.ts";
import { findImage, findInstance, findSnapshot } from "./lookups.ts";

export interface RootVolumeOrder {
  readonly instanceId: string;
  /** Neither image nor snapshot: back to what it was launched from. */
  readonly imageId: string | null;
  readonly snapshotId: string | null;
  readonly deleteReplaced: boolean;
  readonly tags: Tags;
}

type Due = { readonly id: string };
const taskDue = timerKind<Due>("ec2.root-volume-task");

const BEGINS_MS = [3000, 8000] as const;
const TAKES_MS = [30_000, 70_000] as const;

export function registerRootVolumeTasks(world: World): void {
  world.on(taskDue, (_, due) => goOn(world, due));
}

export function replaceRootVolume(world: World, order: RootVolumeOrder): RootVolumeTaskState {
  check(world, order);
  const task: RootVolumeTaskState = {
    ...order,
    id: world.id("replacevol"),
    state: "pending",
    startedAtMs: world.nowMs,
    completedAtMs: null,
  };
  world.state.rootVolumeTasks.set(task.id, task);
  world.after(taskDue, world.chance.between(...BEGINS_MS), { id: task.id });
  return task;
}

function check(world: World, { instanceId, imageId, snapshotId }: RootVolumeOrder): void {
  const instance = findInstance(world, instanceId);
  if (instance.state !== "running") {
    const words = `The instance '${instanceId}' is not in the 'running' state.`;
    throw new PracticeError("IncorrectInstanceState", words);
  }
  for (const task of world.state.rootVolumeTasks.values()) {
    if (task.instanceId === instanceId && task.completedAtMs === null) throw busy(instanceId);
  }
  if (imageId !== null) checkImage(world, instance, imageId);
  if (snapshotId !== null) findSnapshot(world, snapshotId);
}

function busy(instanceId: string): PracticeError {
  const words = `A root volume replacement task is already in progress for instance '${instanceId}'.`;
  return new PracticeError("IncorrectInstanceState", words);
}

function checkImage(world: World, instance: InstanceState, imageId: string): void {
  const image = findImage(world, imageId);
  if (image.state !== "available") {
    const words = `AMI ${imageId} is ${image.state}, and cannot be used.`;
    throw new PracticeError("InvalidAMIID.Unavailable", words);
  }
  if (image.architecture !== instance.architecture) {
    const words = `The architecture of ${imageId} does not match that of instance '${instance.id}'.`;
    throw new PracticeError("InvalidParameterCombination", words);
  }
  const size = rootSizeOf(world, imageId) ?? Infinity;
  if (size >= (presentRoot(world, instance)?.sizeGib ?? 0)) return;
  const words = "The root volume of the AMI must be as large as the present root volume.";
  throw new PracticeError("InvalidParameterCombination", words);
}

function rootSizeOf(world: World, imageId: string): number | null {
  const image = world.state.images.get(imageId);
  return image?.mappings.find(({ device }) => device === image.rootDevice)?.sizeGib ?? null;
}

function presentRoot(world: World, instance: InstanceState) {
  const root = instance.volumes.find(({ device }) => device === instance.rootDevice);
  return root ? world.state.volumes.get(root.volumeId) : undefined;
}

function goOn(world: World, { id }: Due): void {
  const task = world.state.rootVolumeTasks.get(id);
  if (!task || task.completedAtMs !== null) return;
  if (task.state === "pending") {
    task.state = "in-progress";
    world.after(taskDue, world.chance.between(...TAKES_MS), { id });
    return;
  }
  task.completedAtMs = world.nowMs;
  const instance = world.state.instances.get(task.instanceId);
  const isPossible = instance?.state === "running" && isImageThere(world, task);
  task.state = isPossible ? "succeeded" : "failed";
  if (instance && isPossible) exchange(world, instance, task);
}

const isImageThere = (world: World, { imageId }: RootVolumeTaskState) =>
  imageId === null || world.state.images.get(imageId)?.state === "available";

function exchange(world: World, instance: InstanceState, task: RootVolumeTaskState): void {
  const image = world.state.images.get(task.imageId ?? instance.imageId);
  if (task.imageId !== null) instance.imageId = task.imageId;
  if (task.snapshotId === null && image) instance.contentsId = image.contentsId;
  exchangeVolume(world, instance, task);
  instance.bootsOfFormerRoot = instance.bootCount;
  reboot(world, instance);
}

function exchangeVolume(world: World, instance: InstanceState, task: RootVolumeTaskState): void {
  const former = presentRoot(world, instance);
  if (!former) return;
  const image = world.state.images.get(instance.imageId);
  const mapping = image?.mappings.find(({ device }) => device === image.rootDevice);
  const id = world.id("vol");
  world.state.volumes.set(id, {
    ...former,
    id,
    sizeGib: Math.max(former.sizeGib, mapping?.sizeGib ?? 0),
    snapshotId: task.snapshotId ?? mapping?.snapshotId ?? former.snapshotId,
    createdAtMs: world.nowMs,
    tags: { ...former.tags, ...task.tags },
  });
  instance.volumes = instance.volumes.map((each) =>
    each.volumeId === former.id ? { ...each, volumeId: id, attachedAtMs: world.nowMs } : each,
  );
  if (task.deleteReplaced) world.state.volumes.delete(former.id);
  else Object.assign(former, { state: "available", attachedTo: null, device: null });
}
