/** The moment at which a server gets another root volume: what it holds, its device, and what becomes of the old one. */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { RootVolumeTaskState, VolumeState } from "../../kernel/state/ec2/volumes.ts";
import type { World } from "../../kernel/world.ts";
import { findUsableImage } from "../images/usable-images.ts";
import type { UsableImage } from "../images/usable-images.ts";
import { defaultDiskKey } from "../volumes/keys.ts";
import { findUsableSnapshot } from "../snapshots/usable-snapshots.ts";
import { adoptContents, contentsOfSnapshot, contentsOfVolume } from "../volumes/volume-contents.ts";
import { setFree } from "../volumes/release.ts";
import { presentRoot } from "./root-volume-checks.ts";

export function exchangeRoot(
  world: World,
  instance: InstanceState,
  task: RootVolumeTaskState,
): void {
  const former = presentRoot(world, instance);
  const contentsId = newContents(world, instance, task);
  if (former) {
    const next = takenVolume(world, task) ?? newRoot(world, former, task);
    putInPlace(world, instance, former, next);
    if (task.deleteReplaced) world.state.volumes.delete(former.id);
  }
  if (task.imageId !== null) instance.imageId = task.imageId;
  instance.contentsId = contentsId;
}

/** It fails so late that the server is left without a root volume. */
export function detachRoot(world: World, instance: InstanceState): void {
  const former = presentRoot(world, instance);
  if (!former) return;
  setFree(instance, former);
  instance.volumes = instance.volumes.filter(({ volumeId }) => volumeId !== former.id);
  instance.health = "unhealthy";
}

function putInPlace(
  world: World,
  instance: InstanceState,
  former: VolumeState,
  next: VolumeState,
): void {
  setFree(instance, former);
  Object.assign(next, {
    state: "in-use",
    attachedTo: instance.id,
    device: instance.rootDevice,
  });
  instance.volumes = instance.volumes.map((each) =>
    each.volumeId === former.id ? { ...each, volumeId: next.id, attachedAtMs: world.nowMs } : each,
  );
  instance.formerRoots = [...(instance.formerRoots ?? []), former.id];
}

function takenVolume(world: World, { volumeId }: RootVolumeTaskState): VolumeState | undefined {
  return volumeId ? world.state.volumes.get(volumeId) : undefined;
}

/** Like the former one, but from another snapshot, and as large as an image's root volume. */
function newRoot(world: World, former: VolumeState, task: RootVolumeTaskState): VolumeState {
  const source = task.imageId === null ? null : findUsableImage(world, task.imageId);
  const mapping = source ? rootMapping(source) : undefined;
  const volume: VolumeState = {
    ...likeFormer(former),
    id: world.id("vol"),
    sizeGib: Math.max(former.sizeGib, mapping?.sizeGib ?? 0),
    snapshotId: task.snapshotId ?? mapping?.snapshotId ?? former.snapshotId,
    createdAtMs: world.nowMs,
    tags: { ...former.tags },
    ...encryptionOf(world, former, mapping?.kmsKeyId),
  };
  world.state.volumes.set(volume.id, volume);
  return volume;
}

/** Its history stays with it. */
function likeFormer(former: VolumeState) {
  const { contentsId: _, snapshotAtMs: _1, pendingSnapshots: _2, ...alike } = former;
  const { change: _3, changesAtMs: _4, ...plain } = alike;
  return plain;
}

function encryptionOf(world: World, former: VolumeState, ofImage: string | undefined) {
  const kmsKeyId = ofImage ?? former.kmsKeyId;
  if (!former.encrypted && ofImage === undefined) return { encrypted: false };
  return { encrypted: true, kmsKeyId: kmsKeyId ?? defaultDiskKey(world) };
}

const rootMapping = ({ image }: UsableImage) =>
  image.mappings.find(({ device }) => device === image.rootDevice);

function newContents(
  world: World,
  instance: InstanceState,
  { imageId, snapshotId, volumeId }: RootVolumeTaskState,
): string | null {
  if (imageId !== null) {
    const { image, home } = findUsableImage(world, imageId);
    return adoptContents(world, home, image.contentsId);
  }
  if (snapshotId !== null) return contentsOfShared(world, snapshotId);
  if (volumeId) return contentsOfVolume(world, volumeId);
  return launchState(world, instance);
}

function contentsOfShared(world: World, id: string): string | null {
  const { home } = findUsableSnapshot(world, id);
  return adoptContents(world, home, contentsOfSnapshot(home, id));
}

function launchState(world: World, instance: InstanceState): string | null {
  const from = presentRoot(world, instance)?.snapshotId ?? null;
  const image = world.state.images.get(instance.imageId);
  return contentsOfSnapshot(world, from) ?? image?.contentsId ?? instance.contentsId;
}
