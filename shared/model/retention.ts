/**
 * Which images may go: the rules of a connection, what was looked at for one image, and what the rules say of all.
 * What could not be looked at is unknown, and an image of unknown use stays.
 */
import type { ImageId } from "./ids.ts";

export interface RetentionRules {
  /** Of each series, so many of the newest that passed their tests stay, whatever their age. */
  readonly keepNewest: number;
  /** What is younger stays. */
  readonly keepDays: number;
  /** What never passed its tests goes sooner; null: as soon as all others. */
  readonly failedDays: number | null;
  /** A launch template that names the image in one of its so many newest versions, its default one, or one that a group uses, keeps it; null: in any version. */
  readonly templateDepth: number | null;
  /** Started from within so many days, by any account that may: it stays. */
  readonly launchedDays: number;
  /** Shared with others, or public: it stays, since nobody here can see what they do with it. */
  readonly keepShared: boolean;
  /** Images that nothing says Bennu made. */
  readonly others: "stay" | "as-bennus";
  /** What is done first; `nothing`: it is removed at once. */
  readonly first: "disable" | "deprecate" | "nothing";
  /** For so long it can be had back, before it is removed. */
  readonly graceDays: number;
}

export const defaultRetentionRules: RetentionRules = {
  keepNewest: 3,
  keepDays: 30,
  failedDays: 7,
  templateDepth: 10,
  launchedDays: 30,
  keepShared: true,
  others: "stay",
  first: "disable",
  graceDays: 14,
};

export type CheckKind =
  | "owner"
  | "servers"
  | "templates"
  | "launch-configurations"
  | "references"
  | "promises"
  | "protection"
  | "sharing"
  | "launches"
  | "other-connections";

/** One thing that was looked at before an image may go. */
export interface UseCheck {
  readonly what: CheckKind;
  /** `used`: something needs it. `free`: nothing was found. `unknown`: it could not be looked at. */
  readonly outcome: "used" | "free" | "unknown";
  /** What was looked at, and what was found. */
  readonly words: string;
  /** By name or id, the first ones. */
  readonly found: readonly string[];
  readonly foundInAll: number;
  /** Null: it wasn't. */
  readonly lookedAtMs: number | null;
}

/** "Safe to delete?" of one image. */
export interface SafetyReport {
  readonly imageId: ImageId;
  readonly name: string;
  readonly verdict: "used" | "free" | "unknown";
  readonly checks: readonly UseCheck[];
  /** What no one can look at from here, in words. */
  readonly blind: readonly string[];
  readonly disk: DiskFreed;
  readonly askedAtMs: number;
}

/** What deleting its snapshots would free, at most: they share blocks with others. Null: not known. */
export interface DiskFreed {
  readonly snapshots: number;
  readonly gib: number | null;
  readonly usdPerMonth: number | null;
  readonly basis: string;
}

export type RetentionAct = "disable" | "deprecate" | "remove" | "give-back";

/** What of one image is set by hand; left out: it stays as it is. */
export interface ImageSwitches {
  /** AWS refuses to deregister it. */
  readonly isProtected?: boolean | undefined;
  /** AWS starts nothing from it. */
  readonly isDisabled?: boolean | undefined;
  /** From when on others no longer find it in lists; null: never. */
  readonly deprecateAtMs?: number | null | undefined;
}

export interface RetentionRow {
  readonly imageId: ImageId;
  readonly name: string;
  readonly series: string;
  readonly createdAtMs: number;
  /** `rests`: it was disabled or deprecated, and its time of grace isn't over. `unsure`: its use isn't known. */
  readonly verdict: "stays" | "goes" | "rests" | "unsure";
  /** Of what goes: what would be done now. */
  readonly act: Exclude<RetentionAct, "give-back"> | null;
  /** Why, the weightiest first. */
  readonly reasons: readonly string[];
  /** Of what rests: until when. */
  readonly untilMs: number | null;
  readonly gib: number | null;
}

/** What the rules say of every image of a connection; nothing is changed by asking. */
export interface RetentionReport {
  readonly rules: RetentionRules;
  readonly rows: readonly RetentionRow[];
  readonly disk: DiskFreed;
  /** Of what goes, only so many were looked at in full, and so many at most go at once. */
  readonly lookedAt: number;
  readonly atMost: number;
  /** When the inventory was read on which it rests. */
  readonly factsReadAtMs: number;
  readonly blind: readonly string[];
  readonly askedAtMs: number;
}

/** A server that runs, or could be started again, and whose image is gone. */
export interface GoneImage {
  readonly imageId: ImageId;
  /** As last known; null: not known. */
  readonly name: string | null;
  readonly how: "not-there" | "disabled" | "failed";
  readonly words: string;
  readonly servers: readonly { readonly id: string; readonly groupName: string | null }[];
  readonly lookedAtMs: number;
}
