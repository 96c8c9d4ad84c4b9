/**
 * What is known of a bake beside its steps: what went in, whether such an image is there already, how its program
 * reaches the builder, what was left behind, and when it bakes by itself.
 */
import type { CopiesWanted } from "../bake/copy/wanted.ts";
import type { ConnectionId, ImageId, OperationId, ServerId } from "./ids.ts";

/** How the base was found: named by the user, or as the recipe says, when the plan was made. */
export interface BaseChoice {
  readonly imageId: ImageId;
  readonly name: string;
  readonly how: "chosen" | "image" | "name" | "parameter" | "recipe";
  /** e.g. `newest of 14 named al2023-ami-* by amazon`. */
  readonly words: string;
  readonly createdAtMs: number;
}

/** One thing that went into an image. Values of secrets never are. */
export interface BakeInputFact {
  /** e.g. `base`, `recipe`, `variable VERSION`, `architecture`, `program`. */
  readonly name: string;
  readonly value: string;
}

/** An image of the same inputs that is verified and available: it may be used instead of a bake. */
export interface Reuse {
  readonly imageId: ImageId;
  readonly name: string;
  readonly createdAtMs: number;
  /** The tag, e.g. `passed 14/14 2026-11-02T...`. */
  readonly verified: string;
}

/** How a program reaches its server. */
export interface ProgramDelivery {
  readonly role: "builder" | "fresh-boot";
  /** Of the program as it is, and as it travels. */
  readonly bytes: number;
  readonly sentBytes: number;
  readonly limitBytes: number;
  readonly way: "plain" | "gzip" | "s3";
}

/** Beside a plan's steps, of a bake; plans made before it existed have none. */
export interface BakeFacts {
  readonly base: BaseChoice;
  readonly architecture: string;
  readonly inputsDigest: string;
  readonly inputs: readonly BakeInputFact[];
  /** Null: no such image is known. */
  readonly reuse: Reuse | null;
  readonly programs: readonly ProgramDelivery[];
  /** How many earlier bakes of this recipe the expected time rests on; 0: it is assumed. */
  readonly fromRuns: number;
  readonly commit: string | null;
  /** Copies and shares that the recipe asks for; this bake makes none of them. Left out: none, or a plan of before. */
  readonly copies?: CopiesWanted;
}

/** What a bake, or a copy, made so far: kept with the operation, so that nothing of it is forgotten. */
export interface MadeThing {
  readonly kind: "server" | "volume" | "image" | "snapshot" | "object";
  readonly id: string;
  readonly madeAtMs: number;
  /** Null: it is still there, as far as is known. */
  readonly goneAtMs: number | null;
}

/** How a connection bakes, unless a bake says otherwise. */
export interface BakeSettings {
  /** Bakes side by side; more wait for their turn. */
  readonly atOnce: number;
  /** Where programs that are too large travel through, and manifests are kept for colleagues; null: nowhere. */
  readonly bucket: string | null;
  readonly subnetId: string | null;
  readonly securityGroupIds: readonly string[];
  /** What a builder reads secrets with; null: none. */
  readonly instanceProfile: string | null;
  readonly via: "console" | "ssm";
}

export const defaultBakeSettings: BakeSettings = {
  atOnce: 4,
  bucket: null,
  subnetId: null,
  securityGroupIds: [],
  instanceProfile: null,
  via: "console",
};

/** Bakes of one connection that hold a place, or wait for one, in order. */
export interface BakeQueue {
  readonly connectionId: ConnectionId;
  readonly atOnce: number;
  readonly rows: readonly {
    readonly operationId: OperationId;
    readonly title: string;
    readonly who: string;
    readonly reason: string;
    /** 0: it holds a place. From 1: how many must end before it begins. */
    readonly position: number;
    /** When it should end, or begin; null: not known. */
    readonly expectedMs: number | null;
  }[];
}

/** What bakes left in an account: this console's, or another's whose time is over. */
export interface Leftovers {
  readonly connectionId: ConnectionId;
  readonly servers: readonly (LeftThing & { readonly id: ServerId })[];
  readonly images: readonly (LeftThing & { readonly id: ImageId })[];
  readonly snapshots: readonly LeftThing[];
  /** What could not be looked at, in words. */
  readonly unread: readonly string[];
  readonly readAtMs: number;
}

export interface LeftThing {
  readonly id: string;
  readonly name: string;
  /** The operation that made it, by its tag; null: it carries none. */
  readonly operationId: string | null;
  readonly madeAtMs: number;
  /** Why it counts as left, with the evidence. */
  readonly words: string;
}

export type ScheduleTime =
  | {
      /** On these days (0 is Sunday) at a minute of the day, in a zone of IANA's names. */
      readonly kind: "weekly";
      readonly days: readonly number[];
      readonly minute: number;
      readonly timeZone: string;
    }
  /** When what the recipe names as its base is another image than the newest bake's. */
  | { readonly kind: "newer-base" };

/** A recipe that is baked by itself. It only ever starts a bake: no fleet is touched by it. */
export interface BakeSchedule {
  readonly id: string;
  readonly connectionId: ConnectionId;
  readonly recipeFile: string;
  readonly lanes: readonly { readonly instanceType: string; readonly subnetId: string | null }[];
  readonly when: ScheduleTime;
  readonly isOn: boolean;
  readonly madeBy: string;
  readonly reason: string;
}

export interface ScheduleView extends BakeSchedule {
  /** Null: it is off, or waits for a base. */
  readonly nextMs: number | null;
  /** Its time came then, and it didn't begin yet; null: it waits for no time that is past. */
  readonly overdueMs: number | null;
  readonly lastMs: number | null;
  /** What came of the last run, or what holds it: a freeze, a failure, runs that were slept through. */
  readonly words: string;
  readonly lastOperations: readonly OperationId[];
  /** After failures in a row it stops until a person turns it on again. */
  readonly failures: number;
}
