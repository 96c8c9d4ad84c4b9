/** What the user asked for: a plan is made from it, and made again from it when the world has changed. */
import type { RefreshPreferences } from "./calls/refreshes.ts";
import type { FindingKind } from "./fleet.ts";
import type { ImageSwitches, RetentionRules } from "./retention.ts";
import type { ConnectionId, FleetId, GenerationId, ImageId, OperationId, ServerId } from "./ids.ts";

/** What must be true before a replacement goes on, beside health at the traffic source and soak times. */
export type Gate =
  | {
      /** None of these CloudWatch alarms is in ALARM, and each is known. */
      readonly kind: "alarms";
      readonly names: readonly string[];
    }
  | {
      /** A GET is answered with this status. */
      readonly kind: "http";
      readonly url: string;
      readonly expectStatus: number;
    }
  /** EC2's system and instance status checks of all new servers are ok. */
  | { readonly kind: "status-checks" }
  | {
      /** Somebody says go on; without a word in time the operation fails, and holds what serves. */
      readonly kind: "approval";
      readonly question: string;
      readonly withinMs: number;
    };

interface ReplaceCommon {
  readonly kind: "replace";
  readonly fleetId: FleetId;
  readonly imageId: ImageId;
  /** All servers new, and watched for so long before the plan is done. */
  readonly soakMs: number;
  readonly gates: readonly Gate[];
  /** What a gate, a soak or a rise that fails leads to. `hold`: stop where it is and let a person choose. */
  readonly onFailure: "hold" | "roll-back";
}

/** A new group beside the old one. */
export interface ParallelIntent extends ReplaceCommon {
  readonly strategy: "parallel";
  /** Servers; 0: none. */
  readonly canary: number;
  readonly canarySoakMs: number;
  /** Absolute sizes between the canary and the whole, rising; empty: the rest at once. */
  readonly waves: readonly number[];
  readonly waveSoakMs: number;
  /**
   * `from-first-server`: the new group is in the fleet's target groups from the start. `dark`: it gets them when all
   * its servers are up and well. `weights`: it gets the second target group of the listener rule, whose weight rises.
   */
  readonly traffic: "from-first-server" | "dark" | "weights";
  readonly warmForMs: number;
  /** The old generation is removed by the same plan when it was warm for so long; else by hand. */
  readonly retireAfterWarm: boolean;
}

/** One group: a new template version, grow, wait for health, shed the old servers. */
export interface GrowShrinkIntent extends ReplaceCommon {
  readonly strategy: "grow-shrink";
  /** New servers at a time, beyond the fleet's size. */
  readonly batch: number;
  readonly batchSoakMs: number;
}

/** AWS's instance refresh. */
export interface RefreshIntent extends ReplaceCommon {
  readonly strategy: "refresh";
  readonly preferences: RefreshPreferences;
}

/** The servers keep address and data volumes, and get a new root from the image. */
export interface RootVolumeIntent extends ReplaceCommon {
  readonly strategy: "root-volume";
  /** Servers out of service at a time. */
  readonly batch: number;
  readonly batchSoakMs: number;
  /** Keep the replaced root volumes, for looking into them; they cost. */
  readonly keepReplaced: boolean;
}

export type ReplaceIntent = ParallelIntent | GrowShrinkIntent | RefreshIntent | RootVolumeIntent;

export type Strategy = ReplaceIntent["strategy"];

export interface RollbackIntent {
  readonly kind: "rollback";
  readonly fleetId: FleetId;
  readonly to: GenerationId;
  /** Left out: the way that fits, in place where the generation lives in the live group. */
  readonly strategy?: "parallel" | "in-place" | "refresh";
}

export interface RetireIntent {
  readonly kind: "retire";
  readonly fleetId: FleetId;
  readonly generation: GenerationId;
}

export interface BakeIntent {
  readonly kind: "bake";
  readonly connectionId: ConnectionId;
  readonly recipeFile: string;
  /** Null: what the recipe names as its base, found afresh. */
  readonly baseImageId: ImageId | null;
  /** Says the architecture, too. */
  readonly instanceType: string;
  readonly subnetId: string | null;
  /** Left out: the default group of the subnet's network. */
  readonly securityGroupIds?: readonly string[];
  /** What the builder reads secrets with; left out or null: none. */
  readonly instanceProfile?: string | null;
  /** Where the log and the manifest are read from; left out: the console. */
  readonly via?: "console" | "ssm";
  /** Where a large program travels through and the manifest is kept; left out or null: nowhere. */
  readonly bucket?: string | null;
  /** What the user set some of the recipe's variables to. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** An image of one connection in another region or account, and who may start servers from it. */
export interface CopyIntent {
  readonly kind: "copy";
  /** Where the copy is made; the source's own: nothing is copied, only shared. */
  readonly connectionId: ConnectionId;
  readonly sourceConnectionId: ConnectionId;
  readonly imageId: ImageId;
  /** Null: as the source is. Without a key: with AWS's default one. */
  readonly encryption: { readonly kmsKeyId: string | null } | null;
  /** Account ids that may start servers from the copy. */
  readonly shareWith: readonly string[];
}

/** Ends builders and takes away images and snapshots that bakes left. */
export interface SweepIntent {
  readonly kind: "sweep";
  readonly connectionId: ConnectionId;
  readonly serverIds: readonly ServerId[];
  readonly imageIds: readonly ImageId[];
  readonly snapshotIds: readonly string[];
}

/** Protects the images that promised generations need, and no longer those that none does. */
export interface PromiseIntent {
  readonly kind: "promise";
  readonly fleetId: FleetId;
}

/** Puts back what a finding names. */
export interface PutBackIntent {
  readonly kind: "put-back";
  readonly fleetId: FleetId;
  readonly finding: FindingKind;
  readonly subject: string;
}

/**
 * A newer base for what descends from an older one: bakes in the order of the lineage, then fleet by fleet. Each is an
 * ordinary operation, planned when its turn comes.
 */
export interface CampaignIntent {
  readonly kind: "campaign";
  readonly connectionId: ConnectionId;
  readonly fromImageId: ImageId;
  readonly toImageId: ImageId;
  /** In this order; left out: other environments before production, small fleets before large ones. */
  readonly stages?: readonly CampaignStage[];
  /** Bakes side by side, at most. */
  readonly bakesAtOnce: number;
  /** What a replacement that fails does: stay where it is, or go back by itself. */
  readonly onFailure: "hold" | "roll-back";
  /** Recipes and fleets that are not to be touched, by name or id, each with the reason. */
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  /** Recipes, by name, whose image is made anew although no server needs it; left out: none. */
  readonly alsoBake?: readonly string[];
}

export interface CampaignStage {
  readonly name: string;
  readonly fleetIds: readonly FleetId[];
  /** Somebody's word is waited for before it begins. */
  readonly asks: boolean;
}

/** Takes a campaign back: the fleets that it replaced return, the latest first. */
export interface CampaignBackIntent {
  readonly kind: "campaign-back";
  readonly connectionId: ConnectionId;
  readonly campaign: OperationId;
}

/** Nothing made from the image, or from what descends from it, is put into service any more; or it may be again. */
export interface RevokeIntent {
  readonly kind: "revoke";
  readonly connectionId: ConnectionId;
  readonly imageId: ImageId;
  readonly isRevoked: boolean;
  /** Null: at once. */
  readonly fromMs: number | null;
  readonly reason: string;
  readonly by: string;
  /** AWS itself is to refuse launches as well (or to allow them again); left out: nothing is changed there. */
  readonly atAws?: "disable" | "enable";
}

/** Boots an image once, has it print what is in it, and ends it: nothing in the image is changed. */
export interface InspectIntent {
  readonly kind: "inspect";
  readonly connectionId: ConnectionId;
  /** Of any owner whose image this account may start. */
  readonly imageId: ImageId;
  readonly instanceType: string;
  readonly subnetId: string | null;
  /** Left out: the default group of the subnet's network. */
  readonly securityGroupIds?: readonly string[];
  /** Files whose digests the manifest is to tell. */
  readonly watch: readonly string[];
}

/** Carries the connection's retention rules out on these images, gives back what they put to rest, or sets them by hand. */
export interface RetentionIntent {
  readonly kind: "retention";
  readonly connectionId: ConnectionId;
  readonly way: "carry-out" | "give-back" | "set";
  readonly imageIds: readonly ImageId[];
  readonly rules: RetentionRules;
  /** Of `set`. */
  readonly set?: ImageSwitches | undefined;
}

export type Intent =
  | ReplaceIntent
  | RollbackIntent
  | RetireIntent
  | BakeIntent
  | CopyIntent
  | SweepIntent
  | CampaignIntent
  | CampaignBackIntent
  | RevokeIntent
  | PromiseIntent
  | PutBackIntent
  | InspectIntent
  | RetentionIntent;
