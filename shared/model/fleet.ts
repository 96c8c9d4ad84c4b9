/**
 * Derived views: fleets, generations and servers as an operator sees them. Made from Facts by shared/fleet,
 * sent to the renderer as topic rows. Serialisable, read-only.
 */
import type {
  ConnectionId,
  FleetId,
  GenerationId,
  GroupName,
  ImageId,
  ServerId,
  TemplateId,
} from "./ids.ts";
import type { GroupTag, Tags } from "./facts.ts";
import type { CutFact } from "./manifest.ts";
import type { Sizes } from "./steps/generation.ts";

/** `held`: serves but another generation does too. */
export type GenerationState = "rising" | "live" | "warm" | "cold" | "gone";

export type ServerState =
  | "launching"
  | "warming"
  | "in-service"
  | "draining"
  | "standby"
  | "retained"
  | "gone";

/** One thing that a return needs, as it was last looked at. */
export interface ReadinessCheck {
  readonly what: string;
  /** `fails`: no return as things are. `doubtful`: it may fail, e.g. AWS had no capacity a while ago. */
  readonly outcome: "holds" | "fails" | "doubtful" | "not-checked";
  /** What was seen, or why it can't be known. */
  readonly words: string;
  /** `with-the-fleet`: as old as the connection's newest reading. Null: never. */
  readonly lookedAt: number | "with-the-fleet" | null;
}

/** Whether and how fast one could return to a generation. `unknown`: not checked yet, and it says so. */
export type Readiness =
  | { readonly kind: "here"; readonly checkedAtMs: number }
  | {
      readonly kind: "warm" | "cold";
      readonly expectedMs: number;
      readonly checkedAtMs: number;
      /** What was checked, each in a few words. */
      readonly checked: readonly string[];
      /** Each with its age; left out: only what the inventory reads was looked at. */
      readonly checks?: readonly ReadinessCheck[];
      /** How many earlier returns of this fleet the expected time rests on; left out: none. */
      readonly fromRuns?: number;
    }
  | {
      readonly kind: "impossible";
      readonly reason: string;
      readonly cure: string;
      readonly checkedAtMs: number;
      readonly checks?: readonly ReadinessCheck[];
    }
  | { readonly kind: "unknown"; readonly reason: string };

export interface GenerationView {
  readonly id: GenerationId;
  /** `v42` of `name-v042`, else `t7` (template version 7), else the image's id. */
  readonly label: string;
  /** From `-vNNN`; null where nothing says. Newest first in lists. */
  readonly sequence: number | null;
  readonly state: GenerationState;
  readonly groupName: GroupName | null;
  /** Of a warm one: what its group doesn't do by itself meanwhile. */
  readonly suspended?: readonly string[];
  /** Its group is being deleted. */
  readonly isGoing?: boolean;
  readonly templateId: TemplateId | null;
  readonly templateVersion: number | null;
  readonly imageId: ImageId | null;
  readonly imageName: string | null;
  readonly recipe: string | null;
  readonly appVersion: string | null;
  /** The base of its lineage, by name; null where unknown. */
  readonly baseName: string | null;
  readonly servers: number;
  readonly inService: number;
  readonly desired: number;
  readonly snowflakes: number;
  readonly createdAtMs: number | null;
  readonly servedFromMs: number | null;
  readonly servedUntilMs: number | null;
  readonly warmUntilMs: number | null;
  readonly readiness: Readiness;
  /** Its image is revoked, now or from a time on: no console puts it into service then. */
  readonly revoked: Revocation | null;
  /** The retention rules keep it returnable; `kept`: AWS refuses to deregister its image. Null: not promised. */
  readonly promise: { readonly isKept: boolean } | null;
}

export type FindingKind =
  | "other-image"
  | "other-template-version"
  | "other-security-groups"
  | "other-instance-profile"
  | "too-old"
  | "left-suspended"
  | "left-protected"
  | "two-live-generations"
  | "stale-claim"
  /** Servers of a retired generation whose warm time is over. */
  | "past-warm"
  /** A generation that was raised and that nobody works on. */
  | "left-rising"
  /** Sizes that an operation of this console changed for a time. */
  | "left-sizes"
  /** The group asks for a template version that none of its servers runs. */
  | "not-rolled-out"
  /** Servers run whose image can't be started again. */
  | "image-gone"
  /** A generation that serves, is warm or is promised stands on an image that was revoked. */
  | "image-revoked"
  /** A promised generation that can't return. */
  | "promise-broken"
  /** A promised generation whose image anyone may deregister, or one no longer promised that is still held. */
  | "promise-open";

/** How Bennu itself can put back what a finding names, by a plan that a person starts. */
export type Remedy =
  | { readonly kind: "resume"; readonly processes: readonly string[] }
  | { readonly kind: "unprotect"; readonly serverIds: readonly ServerId[] }
  | { readonly kind: "free-claim" }
  | { readonly kind: "sizes"; readonly sizes: Sizes }
  | { readonly kind: "retire"; readonly generationId: GenerationId }
  | { readonly kind: "keep-images" };

export interface Finding {
  readonly kind: FindingKind;
  readonly subject: string;
  /** Evidence in words. */
  readonly evidence: string;
  readonly cure: string;
  readonly seenAtMs: number;
  /** Left out: only a person can decide what is right. */
  readonly remedy?: Remedy;
}

export interface FleetView {
  readonly id: FleetId;
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly generations: readonly GenerationView[];
  /** Its launch templates' older versions are still being read: there may be more generations than these. */
  readonly olderUnread: boolean;
  readonly liveId: GenerationId | null;
  readonly servers: number;
  readonly inService: number;
  /** Where the sizes in force say it should be. */
  readonly desired: number;
  readonly floor: number;
  readonly oldestServerAtMs: number | null;
  readonly liveSinceMs: number | null;
  readonly findings: readonly Finding[];
  /** An operation that holds the fleet, by this console or (from the claim tag) by another one. */
  readonly heldBy: string | null;
  /** CloudFormation stack or Terraform, from tags. */
  readonly ownedBy: string | null;
  readonly targetGroups: readonly { readonly arn: string; readonly name: string }[];
  readonly settings: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly GroupTag[];
  /** One sentence: the recommended next step; null if there is nothing to do. */
  readonly advice: string | null;
  /** What its live generation stands on, and what is newer; null or left out: nothing is. */
  readonly newerBase?: {
    readonly from: { readonly id: ImageId; readonly name: string };
    readonly to: { readonly id: ImageId; readonly name: string };
  } | null;
  readonly readAtMs: number;
}

export interface ServerView {
  readonly id: ServerId;
  readonly fleetId: FleetId;
  readonly generationId: GenerationId | null;
  readonly state: ServerState;
  /** AWS's own words, for the tooltip: lifecycle, instance state, health, target health. */
  readonly awsState: string;
  readonly zone: string;
  readonly instanceType: string;
  readonly privateIp: string | null;
  readonly imageId: ImageId;
  readonly launchedAtMs: number;
  /** Null: no target group; the group's own health check counts. */
  readonly healthyAtTraffic: boolean | null;
  readonly snowflake: readonly string[];
  readonly protectedFromScaleIn: boolean;
  readonly readAtMs: number;
}

export interface ImageView {
  readonly id: ImageId;
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly kind: "base" | "golden" | "server" | "unknown";
  readonly state: string;
  readonly recipe: string | null;
  readonly version: string | null;
  readonly parentId: ImageId | null;
  /** How the parent is known: tag, AWS's source, name, or as the nearest known of the line that AWS keeps of it. */
  readonly parentBy: "tag" | "source" | "name" | "ancestry" | null;
  readonly verification:
    | { readonly kind: "verified"; readonly text: string }
    | { readonly kind: "failed"; readonly text: string }
    | { readonly kind: "untested" };
  readonly createdAtMs: number;
  readonly deprecatedAtMs: number | null;
  readonly serversInService: number;
  readonly usedBy: readonly {
    readonly fleetId: FleetId;
    readonly fleetName: string;
    readonly label: string;
    readonly state: GenerationState;
    readonly servers: number;
  }[];
  readonly architecture: string;
  readonly ownerId: string;
  readonly manifestKnown: boolean;
  /** So many of so many packages are known; left out: all of them, or none. */
  readonly manifestCut?: CutFact;
  /** Of an image that Bennu baked: its recipe, everything that went in, and the commit of the recipe's folder. */
  readonly recipeDigest?: string;
  readonly inputsDigest?: string;
  readonly commit?: string;
  /** Those that no other field says. */
  readonly tags: Tags;
  readonly readAtMs: number;
  /** AWS refuses to deregister it. */
  readonly protectedFromDeregistration?: boolean;
  /** Nothing made from it may be put into service, now or from a time on; null or left out: it may. */
  readonly revoked?: Revocation | null;
}

/** By whom an image was revoked, since when, and why. */
export interface Revocation {
  readonly by: string;
  /** From when on it counts; null: the mark doesn't say, so it counts. */
  readonly fromMs: number | null;
  readonly reason: string;
  /** The ancestor that was revoked; null: the image itself. */
  readonly through: { readonly id: ImageId; readonly name: string } | null;
}
