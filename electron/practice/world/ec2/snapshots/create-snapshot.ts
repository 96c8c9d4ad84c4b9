/** CreateSnapshot and CreateSnapshots: how often and how many of one volume, and what a snapshot takes from it. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SnapshotState } from "../../kernel/state/ec2/images.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "../images/settings.ts";
import { defaultDiskKey } from "../volumes/keys.ts";
import { contentsOfVolume } from "../volumes/volume-contents.ts";
import { beginSnapshot } from "./snapshot-life.ts";

/** Refused before anything begins: two snapshots too close together, or too many at once. */
export function checkPace(world: World, volume: VolumeState): void {
  const settings = imageSettings(world);
  if (world.nowMs - (volume.snapshotAtMs ?? -Infinity) < settings.snapshotEveryMs) throw tooSoon();
  const isSlow = volume.volumeType === "st1" || volume.volumeType === "sc1";
  const most = isSlow ? settings.pendingSnapshotsOfSlowVolumes : settings.pendingSnapshots;
  if ((volume.pendingSnapshots ?? 0) >= most) throw tooMany();
}

function tooSoon(): PracticeError {
  return new PracticeError(
    "SnapshotCreationPerVolumeRateExceeded",
    "The maximum per volume CreateSnapshot request rate has been exceeded. Use an increasing or variable sleep " +
      "interval between requests.",
  );
}

function tooMany(): PracticeError {
  const words = "Maximum allowed in-progress snapshots for a single volume exceeded.";
  return new PracticeError("ConcurrentSnapshotLimitExceeded", words);
}

/** The key that a volume's snapshots are encrypted with as well; null: none. */
export function keyOfVolume(world: World, volume: VolumeState | undefined): string | null {
  if (!volume?.encrypted) return null;
  return volume.kmsKeyId ?? defaultDiskKey(world);
}

export interface VolumeSnapshotOrder {
  readonly volume: VolumeState;
  readonly description: string;
  readonly tags: Tags;
}

export function createSnapshot(world: World, order: VolumeSnapshotOrder): SnapshotState {
  checkPace(world, order.volume);
  return begin(world, order, usualTime(world));
}

/** Of several volumes of one server at one moment: all, or none. */
export function createSnapshots(
  world: World,
  orders: readonly VolumeSnapshotOrder[],
): readonly SnapshotState[] {
  for (const { volume } of orders) checkPace(world, volume);
  const takesMs = usualTime(world);
  return orders.map((order) => begin(world, order, takesMs));
}

const usualTime = (world: World): number =>
  Math.round(world.chance.between(...imageSettings(world).createMs));

function begin(world: World, order: VolumeSnapshotOrder, usuallyMs: number): SnapshotState {
  const { volume, description, tags } = order;
  return beginSnapshot(world, {
    volumeId: volume.id,
    imageId: null,
    kind: "snapshot",
    sizeGib: volume.sizeGib,
    description,
    tags,
    kmsKeyId: keyOfVolume(world, volume),
    contentsId: contentsOfVolume(world, volume.id),
    usuallyMs,
  }).snapshot;
}
