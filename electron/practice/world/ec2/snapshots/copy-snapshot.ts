/** CopySnapshot: within a region or from another one, of own snapshots or those that are shared. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SnapshotState } from "../../kernel/state/ec2/images.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { imageSettings } from "../images/settings.ts";
import { canUseKey, keyOfCopy, keyWithoutEncryption } from "../volumes/keys.ts";
import { adoptContents, contentsOfSnapshot } from "../volumes/volume-contents.ts";
import { copyTimeMs } from "./copy-time.ts";
import { beginSnapshot, endInError } from "./snapshot-life.ts";
import { findUsableSnapshot } from "./usable-snapshots.ts";
import type { UsableSnapshot } from "./usable-snapshots.ts";

export interface SnapshotCopyOrder {
  readonly sourceSnapshotId: string;
  readonly sourceRegion: string;
  readonly description: string;
  readonly encrypted: boolean | null;
  readonly kmsKeyId: string | null;
  readonly tags: Tags;
  readonly withinMinutes: number | null;
}

const keyFails = timerKind<{ readonly id: string }>("ec2.snapshot-key-fails");

export function registerSnapshotCopies(world: World): void {
  world.on(keyFails, (_, { id }) => {
    const snapshot = world.state.snapshots.get(id);
    if (snapshot?.state === "pending") endInError(snapshot, "Given key ID is not accessible");
  });
}

export function checkSnapshotCopy(world: World, order: SnapshotCopyOrder): UsableSnapshot {
  if (order.kmsKeyId !== null && order.encrypted !== true) throw keyWithoutEncryption();
  const { accountId, neighbours } = world;
  const region = order.sourceRegion;
  const there = region === world.region ? world : neighbours?.find({ accountId, region });
  if (!there) {
    const words = `Invalid source region: ${region}`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  const source = findUsableSnapshot(there, order.sourceSnapshotId);
  if (source.snapshot.state !== "completed") throw notComplete(source.snapshot);
  return source;
}

export function notComplete({ id, state }: SnapshotState): PracticeError {
  return new PracticeError("IncorrectState", `Snapshot ${id} is in invalid state - ${state}`);
}

export function copySnapshot(world: World, order: SnapshotCopyOrder): SnapshotState {
  const { snapshot: from, home } = checkSnapshotCopy(world, order);
  const kmsKeyId = keyOfCopy(world, order, from.kmsKeyId ?? null);
  const { snapshot } = beginSnapshot(world, {
    volumeId: "vol-ffffffff",
    imageId: null,
    kind: "copy",
    sizeGib: from.sizeGib,
    description: order.description,
    tags: order.tags,
    kmsKeyId,
    contentsId: adoptContents(world, home, contentsOfSnapshot(home, from.id)),
    usuallyMs: copyTimeMs(world, order),
    withinMinutes: order.withinMinutes,
  });
  if (kmsKeyId !== null && !canUseKey(world, { kmsKeyId, purpose: "copy" })) {
    world.after(keyFails, imageSettings(world).keyFailsAfterMs, { id: snapshot.id });
  }
  return snapshot;
}
