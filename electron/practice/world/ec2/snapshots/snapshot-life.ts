/** A snapshot from its begin to its end: progress in steps, complete or in error, and what its volume counts. */
import type { SnapshotPlace } from "../../kernel/mishaps.ts";
import type { SnapshotState } from "../../kernel/state/ec2/images.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { hideNew } from "../visibility/visibility.ts";

interface Step {
  readonly id: string;
  readonly percent: number;
  /** With the last step: whose pending snapshot it was, and whether it ends in error. */
  readonly volumeId?: string;
  readonly fails?: boolean;
}

const progress = timerKind<Step & { readonly [name: string]: string | number | boolean }>(
  "ec2.snapshot-progress",
);

const STEPS = [9, 34, 58, 81, 97, 100] as const;

export function registerSnapshotLife(world: World): void {
  world.on(progress, (_, step) => advance(world, step));
}

export interface SnapshotOrder {
  readonly volumeId: string;
  readonly imageId: string | null;
  readonly kind: SnapshotPlace["kind"];
  readonly sizeGib: number;
  readonly description: string;
  readonly tags: SnapshotState["tags"];
  readonly kmsKeyId: string | null;
  readonly contentsId: string | null;
  readonly usuallyMs: number;
  /** Of a copy that was asked to be quick. */
  readonly withinMinutes?: number | null;
}

export interface BegunSnapshot {
  readonly snapshot: SnapshotState;
  readonly takesMs: number;
}

export function beginSnapshot(world: World, order: SnapshotOrder): BegunSnapshot {
  const { volumeId, imageId, kind } = order;
  const id = world.id("snap");
  const fate = world.mishaps?.snapshotFate?.({ snapshotId: id, volumeId, imageId, kind });
  const takesMs = fate?.takesMs ?? order.usuallyMs;
  const snapshot = newSnapshot(world, order, id);
  world.state.snapshots.set(id, snapshot);
  hideNew(world, id);
  countPending(world, volumeId, 1);
  schedule(world, { id, volumeId, fails: fate?.endsInError ?? false }, takesMs);
  return { snapshot, takesMs };
}

function newSnapshot(world: World, order: SnapshotOrder, id: string): SnapshotState {
  return {
    id,
    state: "pending",
    progressPercent: 0,
    volumeId: order.volumeId,
    sizeGib: order.sizeGib,
    description: order.description,
    startedAtMs: world.nowMs,
    completedAtMs: null,
    tags: { ...order.tags },
    contentsId: order.contentsId,
    ...(order.kmsKeyId === null ? {} : { kmsKeyId: order.kmsKeyId }),
    ...(order.kind === "copy" ? { isCopy: true } : {}),
    ...(order.withinMinutes ? { copyWithinMinutes: order.withinMinutes } : {}),
  };
}

type Ending = Required<Pick<Step, "id" | "volumeId" | "fails">>;

function schedule(world: World, { id, volumeId, fails }: Ending, takesMs: number): void {
  for (const percent of STEPS) {
    const step = percent === 100 ? { id, percent, volumeId, fails } : { id, percent };
    world.after(progress, (takesMs * percent) / 100, step);
  }
}

function advance(world: World, { id, percent, volumeId, fails }: Step): void {
  if (volumeId !== undefined) countPending(world, volumeId, -1);
  const snapshot = world.state.snapshots.get(id);
  if (!snapshot || snapshot.state !== "pending") return;
  if (fails) return endInError(snapshot);
  snapshot.progressPercent = percent;
  if (percent < 100) return;
  snapshot.state = "completed";
  snapshot.completedAtMs = world.nowMs;
}

export function endInError(snapshot: SnapshotState, words?: string): void {
  snapshot.state = "error";
  if (words !== undefined) snapshot.stateMessage = words;
}

function countPending(world: World, volumeId: string, by: 1 | -1): void {
  const volume = world.state.volumes.get(volumeId);
  if (!volume) return;
  volume.pendingSnapshots = Math.max(0, (volume.pendingSnapshots ?? 0) + by);
  if (by > 0) volume.snapshotAtMs = world.nowMs;
}
