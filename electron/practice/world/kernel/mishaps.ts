/** Where misfortune may enter the region: a launch that is refused, a boot that goes wrong. */
import type { GuestContext, GuestInstance } from "./guest.ts";
import type { PracticeError } from "./practice-error.ts";

export interface LaunchPlace {
  readonly zone: string;
  readonly instanceType: string;
  readonly groupName: string | null;
  /** Left out where a server starts again. */
  readonly imageId?: string;
}

/** A target that has begun to drain. */
export interface DrainPlace {
  readonly targetGroupArn: string;
  readonly instanceId: string;
}

/** An answer to a lifecycle hook. */
export interface HookAnswerPlace {
  readonly groupName: string;
  readonly hook: string;
  readonly instanceId: string;
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

/** A key of KMS that is about to be used for one disk of a server, or for a volume by itself. */
export interface DiskKeyUse {
  /** The key's ARN or id. */
  readonly keyId: string;
  readonly zone: string;
  /** Null: a volume that is made by itself. */
  readonly instanceType: string | null;
  readonly groupName: string | null;
}

export interface Mishaps {
  /** Why there is no room for this server; null: there is. */
  refuseLaunch(place: LaunchPlace): PracticeError | null;
  /** What the guest of a booting server is given in the place of `context`; it may leave out or add what it says. */
  atBoot(context: GuestContext): GuestContext;
  /** Whether the key of an encrypted volume can't be used: the volume, or the server it is for, fails a little later. */
  keyFails?(use: DiskKeyUse): boolean;
  /** What EC2's own checks find after a boot, in the place of `ok`. */
  statusChecks?(server: GuestInstance): "impaired" | "insufficient-data" | null;
  /** Null: the snapshot goes as usual. */
  snapshotFate?(place: SnapshotPlace): SnapshotFate | null;
  /** Whether the key can't be used: a launch then ends in termination, a copy in a failed image. */
  refusesKey?(use: KeyUse): boolean;
  /** Null: the root volume is replaced as usual. */
  rootVolumeFate?(instanceId: string): "fails" | "fails-detached" | null;
  /** Whether CompleteLifecycleAction is answered with success and comes to nothing. */
  losesHookAnswer?(place: HookAnswerPlace): boolean;
  /** For how much longer than its deregistration delay a target drains; asked once, when it begins. */
  drainsLongerMs?(place: DrainPlace): number;
  /** Whether an instance refresh stands still in this step. */
  refreshStalls?(groupName: string): boolean;
}
