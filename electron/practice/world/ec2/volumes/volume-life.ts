/**
 * Volumes that are made and deleted by themselves: creating, available, deleting, gone. One whose key can't be used
 * seems to be made, and then fails.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { defaultDiskKey } from "./keys.ts";
import { findSnapshot } from "../lookups.ts";
import { hideNew } from "../visibility/visibility.ts";
import { registerAttachments } from "./attachments.ts";
import { diskKeyFails } from "./disk-keys.ts";
import { registerVolumeChanges } from "./modify-volume.ts";
import { completeShape } from "./volume-shape.ts";

type OfVolume = { readonly id: string };
const created = timerKind<OfVolume & { readonly failed: boolean }>("ec2.volume-created");
const gone = timerKind<OfVolume>("ec2.volume-gone");

const CREATING_MS = [1500, 5000] as const;
const DELETING_MS = [1500, 5000] as const;
/** Assumed: how long one that failed can still be seen. */
const FAILED_STAYS_MS = 60_000;

export function registerVolumeLife(world: World): void {
  registerAttachments(world);
  registerVolumeChanges(world);
  world.on(created, (_, { id, failed }) => finish(world, id, failed));
  world.on(gone, (_, { id }) => void world.state.volumes.delete(id));
}

export interface VolumeOrder {
  readonly zone: string;
  /** Null: as large as the snapshot. */
  readonly sizeGib: number | null;
  readonly snapshotId: string | null;
  readonly volumeType: string;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | null;
  readonly tags: Tags;
}

/** All that CreateVolume refuses, and the volume's numbers. */
export function checkVolumeOrder(world: World, order: VolumeOrder) {
  if (!world.state.zones.has(order.zone)) {
    const words = `The zone '${order.zone}' does not exist.`;
    throw new PracticeError("InvalidZone.NotFound", words);
  }
  const sizeGib = sizeOf(world, order);
  const { volumeType, iops, throughput } = order;
  return completeShape({ volumeType, sizeGib, iops, throughput });
}

function sizeOf(world: World, { snapshotId, sizeGib }: VolumeOrder): number {
  if (snapshotId === null) {
    if (sizeGib !== null) return sizeGib;
    const words = "The request must contain the parameter size/snapshot";
    throw new PracticeError("MissingParameter", words);
  }
  const snapshot = findSnapshot(world, snapshotId);
  if (snapshot.state !== "completed") {
    const words = `Snapshot '${snapshotId}' is not in the 'completed' state.`;
    throw new PracticeError("IncorrectState", words);
  }
  if (sizeGib === null || sizeGib >= snapshot.sizeGib) return sizeGib ?? snapshot.sizeGib;
  const words = `The size of a volume can't be smaller than its snapshot, which has ${snapshot.sizeGib}GiB.`;
  throw new PracticeError("InvalidParameterValue", words);
}

export function createVolume(world: World, order: VolumeOrder): VolumeState {
  const shape = checkVolumeOrder(world, order);
  const volume = newVolume(world, order);
  volume.sizeGib = shape.sizeGib;
  if (shape.iops !== undefined) volume.iops = shape.iops;
  if (shape.throughput !== undefined) volume.throughput = shape.throughput;
  world.state.volumes.set(volume.id, volume);
  hideNew(world, volume.id);
  const failed = keyFails(world, volume);
  world.after(created, world.chance.between(...CREATING_MS), { id: volume.id, failed });
  return volume;
}

function newVolume(world: World, order: VolumeOrder): VolumeState {
  const snapshot = order.snapshotId === null ? null : findSnapshot(world, order.snapshotId);
  const isEncrypted =
    order.encrypted || order.kmsKeyId !== null || snapshot?.kmsKeyId !== undefined;
  const kmsKeyId = order.kmsKeyId ?? snapshot?.kmsKeyId ?? defaultDiskKey(world);
  return {
    id: world.id("vol"),
    state: "creating",
    sizeGib: 0,
    volumeType: order.volumeType,
    zone: order.zone,
    snapshotId: order.snapshotId,
    encrypted: isEncrypted,
    ...(isEncrypted ? { kmsKeyId } : {}),
    createdAtMs: world.nowMs,
    attachedTo: null,
    device: null,
    tags: { ...order.tags },
    ...(snapshot ? { contentsId: snapshot.contentsId ?? null } : {}),
  };
}

const keyFails = (world: World, { kmsKeyId, zone }: VolumeState): boolean =>
  kmsKeyId !== undefined &&
  diskKeyFails(world, { keyId: kmsKeyId, zone, instanceType: null, groupName: null });

function finish(world: World, id: string, failed: boolean): void {
  const volume = world.state.volumes.get(id);
  if (volume?.state !== "creating") return;
  volume.state = failed ? "error" : "available";
  if (failed) world.after(gone, FAILED_STAYS_MS, { id });
}

export function checkMayDelete(volume: VolumeState): void {
  if (volume.attachedTo !== null) {
    const words = `Volume ${volume.id} is currently attached to ${volume.attachedTo}`;
    throw new PracticeError("VolumeInUse", words);
  }
  if (volume.state === "creating") {
    const words = `The volume '${volume.id}' is in the 'creating' state.`;
    throw new PracticeError("IncorrectState", words);
  }
}

export function deleteVolume(world: World, volume: VolumeState): void {
  if (volume.state === "deleting") return;
  volume.state = "deleting";
  world.after(gone, world.chance.between(...DELETING_MS), { id: volume.id });
}
