/** What may become of a running server's root volume: its launch state, one of its own snapshots, an image, a volume. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "../images/settings.ts";
import { findUsableImage } from "../images/usable-images.ts";
import { findInstance } from "../lookups.ts";
import { findUsableSnapshot } from "../snapshots/usable-snapshots.ts";
import { findVolume } from "../volumes/find-volume.ts";

export interface RootSource {
  readonly imageId: string | null;
  readonly snapshotId: string | null;
  readonly volumeId?: string | null;
}

export function checkRootOrder(
  world: World,
  { instanceId, ...source }: RootSource & { readonly instanceId: string },
): InstanceState {
  const instance = findInstance(world, instanceId);
  if (instance.state !== "running") {
    throw incorrect(`The instance '${instanceId}' is not in the 'running' state.`);
  }
  const latest = world.state.rootVolumeTasks.get(instance.rootTaskId ?? "");
  if (latest?.completedAtMs === null) throw busy(instanceId);
  checkSource(world, instance, source);
  return instance;
}

const incorrect = (words: string) => new PracticeError("IncorrectInstanceState", words);

const busy = (id: string) =>
  incorrect(`A root volume replacement task is already in progress for instance '${id}'.`);

function checkSource(world: World, instance: InstanceState, source: RootSource): void {
  const { imageId, snapshotId, volumeId = null } = source;
  if ([imageId, snapshotId, volumeId].filter((id) => id !== null).length > 1) {
    throw unfit("Only one of ImageId, SnapshotId and VolumeId can be specified.");
  }
  if (imageId !== null) checkImage(world, instance, imageId);
  if (snapshotId !== null) checkSnapshot(world, instance, snapshotId);
  if (volumeId !== null) checkVolume(world, instance, volumeId);
}

function unfit(words: string): PracticeError {
  return new PracticeError("InvalidParameterCombination", words);
}

export function presentRoot(world: World, instance: InstanceState): VolumeState | undefined {
  const root = instance.volumes.find(({ device }) => device === instance.rootDevice);
  return root ? world.state.volumes.get(root.volumeId) : undefined;
}

function checkImage(world: World, instance: InstanceState, imageId: string): void {
  const { image } = findUsableImage(world, imageId);
  if (image.state !== "available") {
    const words = `AMI ${imageId} is ${image.state}, and cannot be used.`;
    throw new PracticeError("InvalidAMIID.Unavailable", words);
  }
  if (image.architecture !== instance.architecture) {
    throw unfit(`The architecture of ${imageId} does not match that of instance '${instance.id}'.`);
  }
  const root = image.mappings.find(({ device }) => device === image.rootDevice);
  if ((root?.sizeGib ?? Infinity) >= (presentRoot(world, instance)?.sizeGib ?? 0)) return;
  throw unfit("The root volume of the AMI must be as large as the present root volume.");
}

function checkSnapshot(world: World, instance: InstanceState, id: string): void {
  const { snapshot } = findUsableSnapshot(world, id);
  if (snapshot.state !== "completed") {
    const words = `Snapshot ${id} is in invalid state - ${snapshot.state}`;
    throw new PracticeError("IncorrectState", words);
  }
  const root = presentRoot(world, instance);
  if (snapshot.sizeGib > (root?.sizeGib ?? 0)) {
    throw unfit(`The snapshot '${id}' is larger than the present root volume.`);
  }
  if (!imageSettings(world).rootSnapshotOfOwnPast) return;
  const past = new Set([root?.id, ...(instance.formerRoots ?? [])]);
  if (past.has(snapshot.volumeId) || snapshot.id === root?.snapshotId) return;
  throw unfit(`The snapshot '${id}' was not made from a root volume of instance '${instance.id}'.`);
}

function checkVolume(world: World, instance: InstanceState, id: string): void {
  const volume = findVolume(world, id);
  if (volume.state !== "available") {
    const words = `The volume '${id}' is not 'available'.`;
    throw new PracticeError("IncorrectState", words);
  }
  if (volume.zone !== instance.zone) {
    const words = `The volume '${id}' is not in the same availability zone as instance '${instance.id}'`;
    throw new PracticeError("InvalidVolume.ZoneMismatch", words);
  }
  if (volume.encrypted || !presentRoot(world, instance)?.encrypted) return;
  throw unfit("The present root volume is encrypted, so the volume must be, too.");
}
