/** Images, their snapshots, and whom they are shared with. Plain data; times are virtual epoch ms. */
import type { Tags } from "./tags.ts";

export type ImageStateName =
  | "pending"
  | "available"
  | "invalid"
  | "deregistered"
  | "transient"
  | "failed"
  | "error"
  | "disabled";

export interface ImageMapping {
  readonly device: string;
  readonly snapshotId: string;
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
  /** The key's ARN; absent: not encrypted. */
  readonly kmsKeyId?: string;
}

/** A device of an image that no snapshot fills. */
export interface BlankDevice {
  readonly device: string;
  /** `ephemeral0` and so on: an instance store; null: an empty volume. */
  readonly virtualName: string | null;
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
}

export interface ImageState {
  readonly id: string;
  readonly name: string;
  description: string;
  readonly ownerId: string;
  /** A deregistered image stays here so that ancestry is remembered; no Describe shows it. */
  state: ImageStateName;
  stateReason: { code: string; message: string } | null;
  readonly architecture: string;
  readonly createdAtMs: number;
  deprecatedAtMs: number | null;
  deregistrationProtected: boolean;
  /** Protected with a cooldown: once disabled, it stays protected until the moment below. */
  protectedWithCooldown?: boolean;
  protectedUntilMs?: number;
  readonly sourceImageId: string | null;
  /** Where the source is registered; absent: in this region. */
  readonly sourceRegion?: string;
  /** Who may launch it, beside its owner. */
  sharedWith?: readonly Sharing[];
  /** Of the last day and the newest before it, at most one an hour. */
  launchesAtMs?: readonly number[];
  imdsSupport?: string;
  /** Empty data volumes and instance stores, that no snapshot holds. */
  readonly blankDevices?: readonly BlankDevice[];
  readonly sourceInstanceId: string | null;
  readonly rootDevice: string;
  readonly mappings: readonly ImageMapping[];
  tags: Tags;
  /** Key of WorldState.contents; hidden from the wire. */
  readonly contentsId: string | null;
  /** A deregistered image's name stays taken for a while. */
  deregisteredAtMs: number | null;
}

export interface SnapshotState {
  readonly id: string;
  state: "pending" | "completed" | "error";
  /** Why a copy failed. */
  stateMessage?: string;
  progressPercent: number;
  readonly volumeId: string;
  readonly sizeGib: number;
  readonly description: string;
  readonly startedAtMs: number;
  completedAtMs: number | null;
  tags: Tags;
  /** The key's ARN; absent: not encrypted. */
  readonly kmsKeyId?: string;
  /** What the volume held. Key of WorldState.contents; hidden from the wire. */
  readonly contentsId?: string | null;
  /** Who may make volumes of it, beside its owner. */
  sharedWith?: readonly Sharing[];
  /** Only of a copy: it was asked to be complete within so long. */
  readonly copyWithinMinutes?: number;
  readonly isCopy?: boolean;
}

/** Whom an image or a snapshot is shared with. */
export interface Sharing {
  readonly kind: "account" | "group" | "organization" | "unit";
  /** An account's number, `all`, or an ARN. */
  readonly value: string;
}
