/** An image is pending until its last snapshot is complete; if one ends in error, the image has failed. */
import type { ImageState } from "../../../kernel/state/ec2/images.ts";
import { timerKind } from "../../../kernel/timers.ts";
import type { World } from "../../../kernel/world.ts";
import { endInError } from "../../snapshots/snapshot-life.ts";

const imageReady = timerKind<{ readonly id: string }>("ec2.image-ready");
const keyFails = timerKind<{ readonly id: string }>("ec2.image-key-fails");

/** After the last snapshot. */
const REGISTERING_MS = 4_000;

export function registerImageLife(world: World): void {
  world.on(imageReady, (_, { id }) => finish(world, id));
  world.on(keyFails, (_, { id }) => failForKey(world, id));
}

export function readyAfterSnapshots(world: World, id: string, snapshotsMs: number): void {
  world.after(imageReady, snapshotsMs + REGISTERING_MS, { id });
}

export function failAfter(world: World, id: string, delayMs: number): void {
  world.after(keyFails, delayMs, { id });
}

function finish(world: World, id: string): void {
  const image = world.state.images.get(id);
  if (image?.state !== "pending") return;
  const broken = image.mappings.find(
    ({ snapshotId }) => world.state.snapshots.get(snapshotId)?.state === "error",
  );
  if (!broken) image.state = "available";
  else fail(image, "Server.InternalError", snapshotWords(image, broken.snapshotId));
}

const snapshotWords = (image: ImageState, snapshotId: string): string =>
  image.sourceInstanceId === null
    ? "Copy image failed with an internal error."
    : `Server.InternalError: Snapshot ${snapshotId} ended in error.`;

function fail(image: ImageState, code: string, message: string): void {
  image.state = "failed";
  image.stateReason = { code, message };
}

const KEY_WORDS =
  "Given key ID is not accessible. You must have DescribeKey permissions on the default CMK.";

function failForKey(world: World, id: string): void {
  const image = world.state.images.get(id);
  if (image?.state !== "pending") return;
  for (const { snapshotId } of image.mappings) {
    const snapshot = world.state.snapshots.get(snapshotId);
    if (snapshot?.state === "pending") endInError(snapshot, KEY_WORDS);
  }
  fail(image, "Client.InternalError", "Copy image failed with an internal error.");
}
