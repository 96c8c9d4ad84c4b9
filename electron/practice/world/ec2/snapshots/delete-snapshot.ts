/** Snapshots go unless an image needs them: one that is registered, or was until a moment ago. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "../images/settings.ts";
import { findSnapshot } from "../lookups.ts";

export function deleteSnapshot(world: World, id: string): void {
  checkMayDelete(world, id);
  world.state.snapshots.delete(id);
}

export function checkMayDelete(world: World, id: string): void {
  findSnapshot(world, id);
  const user = imageOfSnapshot(world, id);
  if (!user) return;
  const words = `The snapshot ${id} is currently in use by ${user.id}`;
  throw new PracticeError("InvalidSnapshot.InUse", words);
}

/** An image that holds on to the snapshot; `except`: one that is just being deregistered. */
export function imageOfSnapshot(
  world: World,
  snapshotId: string,
  except: ImageState | null = null,
): ImageState | null {
  for (const image of world.state.images.values()) {
    if (image === except || !holdsSnapshots(world, image)) continue;
    if (image.mappings.some((mapping) => mapping.snapshotId === snapshotId)) return image;
  }
  return null;
}

function holdsSnapshots(world: World, image: ImageState): boolean {
  if (image.state !== "deregistered") return true;
  const sinceMs = world.nowMs - (image.deregisteredAtMs ?? 0);
  return sinceMs < imageSettings(world).snapshotStaysInUseMs;
}
