/** Where misfortune may enter the region: a launch that is refused, a boot that goes wrong. */
import type { GuestContext } from "./guest.ts";
import type { PracticeError } from "./practice-error.ts";

export interface LaunchPlace {
  readonly zone: string;
  readonly instanceType: string;
  readonly groupName: string | null;
}

/** A snapshot that begins, by itself, for an image or as a copy. */
export interface SnapshotPlace {
  readonly snapshotId: string;
  readonly volumeId: string;
  readonly imageId: string | null;
  readonly kind: "snapshot" | "image" | "copy";
}

/** What becomes of a snapshot in the place of the usual. */
export interface SnapshotFate {
  readonly takesMs?: number;
  readonly endsInError?: boolean;
}

/** A key of KMS that is about to be used for encrypted disks. */
export interface KeyUse {
  readonly kmsKeyId: string;
  readonly purpose: "launch" | "copy";
}

export interface Mishaps {
  /** Why there is no room for this server; null: there is. */
  refuseLaunch(place: LaunchPlace): PracticeError | null;
  /** What the guest of a booting server is given in the place of `context`; it may leave out or add what it says. */
  atBoot(context: GuestContext): GuestContext;
  /** Null: the snapshot goes as usual. */
  snapshotFate?(place: SnapshotPlace): SnapshotFate | null;
  /** Whether the key can't be used: a launch then ends in termination, a copy in a failed image. */
  refusesKey?(use: KeyUse): boolean;
  /** Null: the root volume is replaced as usual. */
  rootVolumeFate?(instanceId: string): "fails" | "fails-detached" | null;
}
