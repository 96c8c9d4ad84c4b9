/**
 * Taking images out of use: deregistered for good, disabled for a while, deprecated at a moment; and the protection
 * against the first. Servers and templates that name such an image go on; later launches fail.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { imageOfSnapshot } from "../snapshots/delete-snapshot.ts";
import { imageSettings } from "./settings.ts";

export interface Deregistered {
  readonly snapshotId: string;
  readonly code: "success" | "skipped";
}

export function checkMayDeregister(world: World, image: ImageState): void {
  if (image.deregistrationProtected) {
    const words = `The AMI '${image.id}' has deregistration protection enabled. Disable it and try again.`;
    throw new PracticeError("OperationNotPermitted", words);
  }
  const untilMs = image.protectedUntilMs ?? 0;
  if (world.nowMs >= untilMs) return;
  const until = new Date(untilMs).toISOString();
  const words = `The AMI '${image.id}' can't be deregistered before the cooldown of its protection ends at ${until}.`;
  throw new PracticeError("OperationNotPermitted", words);
}

export function deregisterImage(
  world: World,
  image: ImageState,
  withSnapshots: boolean,
): readonly Deregistered[] {
  checkMayDeregister(world, image);
  image.state = "deregistered";
  image.deregisteredAtMs = world.nowMs;
  image.sharedWith = [];
  if (!withSnapshots) return [];
  const ids = new Set(image.mappings.map(({ snapshotId }) => snapshotId));
  return [...ids].map((snapshotId) => dropSnapshot(world, image, snapshotId));
}

function dropSnapshot(world: World, image: ImageState, snapshotId: string): Deregistered {
  const isShared = imageOfSnapshot(world, snapshotId, image) !== null;
  if (!isShared) world.state.snapshots.delete(snapshotId);
  return { snapshotId, code: isShared ? "skipped" : "success" };
}

/** Nobody else may use it any more; enabled again, it has to be shared anew. */
export function disableImage(image: ImageState): void {
  if (image.state === "disabled") return;
  if (image.state !== "available") throw wrongState(image);
  image.state = "disabled";
  image.sharedWith = [];
}

export function enableImage(image: ImageState): void {
  if (image.state === "available") return;
  if (image.state !== "disabled") throw wrongState(image);
  image.state = "available";
}

function wrongState({ id, state }: ImageState): PracticeError {
  return new PracticeError("InvalidAMIID.Unavailable", `The AMI '${id}' is ${state}.`);
}

export function protectImage(image: ImageState, withCooldown: boolean): void {
  image.deregistrationProtected = true;
  image.protectedWithCooldown = withCooldown;
  delete image.protectedUntilMs;
}

export function endProtection(world: World, image: ImageState): void {
  if (!image.deregistrationProtected) return;
  image.deregistrationProtected = false;
  if (image.protectedWithCooldown) {
    image.protectedUntilMs = world.nowMs + imageSettings(world).cooldownMs;
  }
  delete image.protectedWithCooldown;
}

/** Lists show a deregistered image for a short while. */
export function isStillShown(world: World, { deregisteredAtMs: atMs }: ImageState): boolean {
  return atMs !== null && world.nowMs - atMs < imageSettings(world).deregisteredStaysShownMs;
}

export function isNamedByServers(world: World, id: string): boolean {
  for (const { imageId, state } of world.state.instances.values())
    if (imageId === id && state !== "terminated") return true;
  return false;
}

export const isDeprecated = (world: World, { deprecatedAtMs }: ImageState): boolean =>
  deprecatedAtMs !== null && deprecatedAtMs <= world.nowMs;
