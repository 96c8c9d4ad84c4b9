/** Volumes, their changes, and replacements of root volumes. Plain data; times are virtual epoch ms. */
import type { Tags } from "./tags.ts";

export interface VolumeState {
  readonly id: string;
  state: "creating" | "available" | "in-use" | "deleting" | "error";
  sizeGib: number;
  volumeType: string;
  readonly zone: string;
  readonly snapshotId: string | null;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
  iops?: number;
  throughput?: number;
  /** The newest change. */
  change?: VolumeChangeState;
  /** When its changes of the last 24 hours began. */
  changesAtMs?: readonly number[];
  readonly createdAtMs: number;
  attachedTo: string | null;
  device: string | null;
  tags: Tags;
  /** What a root volume held when it was taken off its server. Key of WorldState.contents. */
  contentsId?: string | null;
  /** Of its newest snapshot: there must be some seconds between two. */
  snapshotAtMs?: number;
  /** Snapshots that are being made; a deleted one counts until it would have been complete. */
  pendingSnapshots?: number;
}

/** A change of a volume's size, type or speed. */
export interface VolumeChangeState {
  state: "modifying" | "optimizing" | "completed";
  readonly startedAtMs: number;
  endsAtMs: number;
  readonly before: VolumeNumbers;
  readonly after: VolumeNumbers;
}

export interface VolumeNumbers {
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
}

export type RootVolumeTaskStateName =
  | "pending"
  | "in-progress"
  | "failing"
  | "failing-detached"
  | "succeeded"
  | "failed"
  | "failed-detached";

/** A replacement of a running server's root volume. */
export interface RootVolumeTaskState {
  readonly id: string;
  readonly instanceId: string;
  state: RootVolumeTaskStateName;
  readonly startedAtMs: number;
  completedAtMs: number | null;
  /** As asked for; both null: back to what it was launched from. */
  readonly imageId: string | null;
  readonly snapshotId: string | null;
  readonly volumeId?: string | null;
  readonly deleteReplaced: boolean;
  tags: Tags;
}
