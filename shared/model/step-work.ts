/**
 * What a step of a plan does, with every parameter, one variant a step kind. Serialisable: it is stored with the plan and
 * is what is run.
 */
import type { AwsFields, RefreshPreferences } from "./call.ts";
import type { GroupSettings, GroupTag } from "./facts.ts";
import type { ChildWork } from "./campaign.ts";
import type { RetentionAct, RetentionRules } from "./retention.ts";
import type { GroupName, ImageId, ServerId, TargetGroupArn, TemplateId } from "./ids.ts";
import type { Gate } from "./intent.ts";

/** What hangs on a group, by what a clone is given together. */
export type ClonePart = "hooks" | "notifications" | "warm-pool" | "policies" | "schedules";

/** Where a new group serves by another target group than the old one. */
export interface TargetGroupPair {
  readonly from: TargetGroupArn;
  readonly to: TargetGroupArn;
}

/** A size triple of a group. */
export interface Sizes {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
}

/**
 * What a step does, with every parameter. One variant a step kind: it has a look and an act in
 * electron/operations/steps and a decide in shared/decide.
 */
export type StepWork =
  // replace, rollback, retire
  | {
      readonly kind: "preflight";
      readonly liveGroup: GroupName;
      /** A roll back turns the refresh that is under way; everything else waits for its end. */
      readonly refreshMayRun?: true;
      readonly imageId: ImageId | null;
      /** The group that must not exist yet, if one is to be made. */
      readonly newGroup: GroupName | null;
    }
  | { readonly kind: "claim"; readonly group: GroupName }
  | {
      readonly kind: "make-template-version";
      readonly templateId: TemplateId;
      readonly sourceVersion: string;
      readonly imageId: ImageId;
      readonly description: string;
    }
  | {
      readonly kind: "create-group";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      readonly settings: GroupSettings;
      readonly tags: readonly GroupTag[];
      readonly maxSize: number;
    }
  | {
      /** Raise to an absolute size, and wait until that many are in service at the traffic source. */
      readonly kind: "raise";
      readonly group: GroupName;
      /** `live`: the other group's desired capacity, read afresh when the step begins. */
      readonly size: number | "live";
      readonly liveGroup: GroupName;
      readonly targetGroupArns: readonly TargetGroupArn[];
      /** Fresh consecutive observations of full health that count as proof. */
      readonly observations: number;
    }
  | {
      readonly kind: "soak";
      readonly group: GroupName;
      readonly size: number | "live";
      readonly liveGroup: GroupName;
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly durationMs: number;
    }
  | {
      /** Nothing is changed: the plan goes on when the gate is open, and ends if it doesn't open. */
      readonly kind: "gate";
      readonly gate: Gate;
      /** Whose servers are asked about; where servers are replaced in one group, those that are new. Null: nobody's. */
      readonly group: GroupName | null;
      /** Fresh consecutive observations that count as proof. */
      readonly observations: number;
    }
  | {
      /** Wake a warm group: resume what was suspended at retirement, attach its traffic, wait for health. */
      readonly kind: "wake";
      readonly group: GroupName;
      readonly processes: readonly string[];
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly observations: number;
    }
  | {
      /** Suspend the group's processes, so that nothing scales it in, then detach it from its traffic. */
      readonly kind: "shift-away";
      readonly group: GroupName;
      readonly toGroup: GroupName;
      readonly processes: readonly string[];
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly warmForMs: number;
    }
  | {
      /** Give the group that serves now its permanent sizes: the originals of the one before it. */
      readonly kind: "settle";
      readonly group: GroupName;
      readonly sizes: Sizes;
      readonly fromGroup: GroupName;
      /** For the time of the operation: the sizes that it had are still put back. Left out: they are its own from now on. */
      readonly isForNow?: true;
    }
  | {
      /** Share the requests of these rules between the target groups of two generations. */
      readonly kind: "weigh";
      /** The group that served before: its claim stands for the fleet's traffic. */
      readonly group: GroupName;
      readonly toGroup: GroupName;
      readonly rules: readonly SharedRule[];
      /** Parts of the requests, as of servers: of the group before, and of the new one. */
      readonly fromWeight: number;
      readonly toWeight: number;
      /** The new one has it all, for good: the weights of before are not put back any more. */
      readonly isFinal: boolean;
    }
  | {
      /** Keep a group from being scaled in for the time of the operation: its minimum is as high as its size. */
      readonly kind: "pin";
      readonly group: GroupName;
      /** What it had when the plan was made; the limits are put back. */
      readonly minSize: number;
      readonly maxSize: number;
      readonly desiredCapacity: number;
    }
  | {
      /** Keep a generation that was taken out of traffic, for an instant roll back, until its time is over. */
      readonly kind: "keep-warm";
      readonly group: GroupName;
      readonly servingGroup: GroupName;
      readonly durationMs: number;
    }
  | {
      /** End a group and its servers. */
      readonly kind: "remove-group";
      readonly group: GroupName;
      /** Must be in service while this goes on. */
      readonly servingGroup: GroupName;
      readonly reason: string;
    }
  | {
      /** Suspend, for the time of the operation, what would fight it; what others hold stays theirs. */
      readonly kind: "hold";
      readonly group: GroupName;
      readonly processes: readonly string[];
      /** Those that an operation that is taken over may have left suspended: they are let go by this one. */
      readonly ours?: readonly string[];
      /** The fleet's own, where an operation that is taken over may have left others; left out: those found. */
      readonly sizes?: Sizes;
    }
  | {
      /**
       * One group: more servers of the new template version, proof, then as many others ended by name. `first`: the
       * first batch is up. `rest`: all are up, and the last batch of the others still there. `last`: none is left.
       */
      readonly kind: "grow-and-shed";
      readonly stage: "first" | "rest" | "last";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      /** What the group has until the first batch has proved itself, and gets again if it doesn't; null: nothing. */
      readonly former: { readonly id: TemplateId; readonly version: number } | null;
      readonly batch: number;
      readonly batchSoakMs: number;
      readonly observations: number;
    }
  | {
      /** Servers out of service, a new root volume each, back into service. `first`: one batch. `rest`: all. */
      readonly kind: "swap-roots";
      readonly stage: "first" | "rest";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** As above; what the group starts meanwhile is new as well. */
      readonly templateVersion: number | null;
      readonly former: { readonly id: TemplateId; readonly version: number } | null;
      readonly imageId: ImageId;
      readonly batch: number;
      readonly batchSoakMs: number;
      readonly keepReplaced: boolean;
      readonly observations: number;
    }
  | {
      /** Give a group that was changed in place its own size, limits and processes back. Also on the way out. */
      readonly kind: "give-back";
      readonly group: GroupName;
      /** The plan changes no sizes: they are whoever's changed them meanwhile. */
      readonly onlyProcesses?: true;
    }
  | {
      /** AWS's instance refresh to a numbered template version: started once, then followed to its end. */
      readonly kind: "refresh";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      /** The group's mixed instances policy, to be launched from that version; left out: it has none. */
      readonly mixedInstances?: AwsFields;
      readonly preferences: RefreshPreferences;
      /** Nothing is started if the group and all of its servers have that version already. */
      readonly onlyIfNeeded: boolean;
      /** Without a server more for so long, its health counts as late. */
      readonly lateAfterMs: number;
      readonly observations: number;
    }
  | {
      /** Turn a refresh that is under way, back where AWS can, else end it; the next step does the rest. */
      readonly kind: "turn-refresh";
      readonly group: GroupName;
      readonly refreshId: string;
      readonly how: "roll-back" | "cancel";
      readonly minHealthyPercentage: number;
      readonly maxHealthyPercentage: number;
      readonly lateAfterMs: number;
    }
  | {
      /** Cancel what this plan's refresh has not done yet. On the way out: where the plan got through, nothing is. */
      readonly kind: "end-refresh";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      readonly templateVersion: number | null;
    }
  | { readonly kind: "release"; readonly group: GroupName }
  | {
      /** Give a new group what hangs on the one that it stands beside: these parts, as they are by then. */
      readonly kind: "carry-extras";
      readonly group: GroupName;
      readonly fromGroup: GroupName;
      readonly parts: readonly ClonePart[];
      readonly targetGroups: readonly TargetGroupPair[];
    }
  | {
      /** Hold the new group against the old one, every field, before anything is taken from the old one. */
      readonly kind: "compare-clone";
      readonly group: GroupName;
      readonly fromGroup: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      readonly targetGroupArns: readonly TargetGroupArn[];
      /** The new group may not have all of its traffic yet. */
      readonly trafficToCome: boolean;
      /** The permanent limits that it was given. */
      readonly sizes: Pick<Sizes, "minSize" | "maxSize">;
      readonly targetGroups: readonly TargetGroupPair[];
    }
  // put back what was left
  | { readonly kind: "clear-leftover"; readonly group: GroupName; readonly leftover: Leftover }
  // say something on an image, or keep it
  | {
      readonly kind: "tag-image";
      readonly imageId: ImageId;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly kind: "protect-image"; readonly imageId: ImageId; readonly isProtected: boolean }
  // bake
  | {
      /** Waits for a place: bakes of this connection that were started earlier go first. */
      readonly kind: "take-turn";
      /** At work side by side. */
      readonly atOnce: number;
      /** Looked at again when the turn comes. */
      readonly baseImageId: ImageId;
    }
  | {
      readonly kind: "put-object";
      readonly bucket: string;
      readonly key: string;
      readonly gzipBase64: string;
      readonly contentType: string;
    }
  /** Takes away what put-object put there. */
  | { readonly kind: "remove-object"; readonly bucket: string; readonly key: string }
  | {
      readonly kind: "run-builder";
      readonly role: "builder" | "fresh-boot";
      /** Null: the image that this plan's make-image step produced. */
      readonly imageId: ImageId | null;
      readonly instanceType: string;
      readonly subnetId: string | null;
      /** Of other zones, where nobody chose the subnet: turned to in this order where a zone has no room. */
      readonly otherSubnetIds?: readonly string[];
      readonly securityGroupIds: readonly string[];
      readonly userData: string;
      /** Its user data is a stub that fetches this object by an address which is signed when it is started. */
      readonly fetches?: {
        readonly bucket: string;
        readonly key: string;
        /** Of the object as it lies there. */
        readonly sha256: string;
      };
      readonly instanceProfile?: string;
      readonly rootGib?: number;
      readonly tags: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
    }
  | {
      /** Read the console until the builder has said how it ended: log, test results, manifest. */
      readonly kind: "await-builder";
      readonly role: "builder" | "fresh-boot";
      readonly timeoutMs: number;
      readonly tests: readonly string[];
      /** Asks the server by Systems Manager while it answers there; left out: the console alone. */
      readonly via?: "ssm";
    }
  | {
      readonly kind: "make-image";
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "end-builder";
      readonly role: "builder" | "fresh-boot";
      /** What shuts down ends by itself: it is not waited for, since a later step sees that it is gone. */
      readonly goesOn?: true;
    }
  | { readonly kind: "mark-verified"; readonly recipe: string }
  /** Puts the manifest and the tests' results where colleagues' consoles find them: by the image's id. */
  | { readonly kind: "keep-manifest"; readonly bucket: string }
  // copy
  | {
      readonly kind: "copy-image";
      readonly sourceImageId: ImageId;
      readonly sourceRegion: string;
      readonly name: string;
      readonly description: string;
      readonly encrypted: boolean;
      readonly kmsKeyId: string | null;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      /** Who may start servers from it, and make volumes of its snapshots. */
      readonly kind: "share-image";
      /** Null: the copy that this plan made. */
      readonly imageId: ImageId | null;
      readonly accounts: readonly string[];
    }
  /** On the way out: a copy that didn't get whole. */
  | { readonly kind: "remove-copy"; readonly name: string }
  // sweep
  | { readonly kind: "end-left"; readonly serverIds: readonly ServerId[] }
  | {
      readonly kind: "remove-left";
      readonly imageIds: readonly ImageId[];
      readonly snapshotIds: readonly string[];
    }
  // revoke
  | { readonly kind: "disable-image"; readonly imageId: ImageId; readonly isDisabled: boolean }
  // inspect
  | {
      /** Read the server's console until it has printed what is in the image; kept in the journal. */
      readonly kind: "await-inspection";
      readonly imageId: ImageId;
      readonly timeoutMs: number;
    }
  // retention
  | {
      /** Null: it is no longer deprecated. */
      readonly kind: "deprecate-image";
      readonly imageId: ImageId;
      readonly atMs: number | null;
    }
  | {
      /** One image, looked at once more right before: it stays if anything needs it, or if that can't be known. */
      readonly kind: "retire-image";
      readonly imageId: ImageId;
      readonly name: string;
      readonly act: RetentionAct;
      readonly rules: RetentionRules;
      readonly snapshotIds: readonly string[];
    }
  // campaign
  | {
      /** Start other operations, each when its turn comes, and wait until all have ended well or are skipped. */
      readonly kind: "run-children";
      readonly children: readonly ChildWork[];
      /** Side by side, at most. */
      readonly atOnce: number;
    };

export type StepKind = StepWork["kind"];

/** A rule of a load balancer that forwards to a target group of either generation, as it was when it was read. */
export interface SharedRule {
  readonly ruleArn: string;
  readonly listenerArn: string;
  /** The listener's own action, which takes another call. */
  readonly isDefault: boolean;
  readonly from: TargetGroupArn;
  readonly to: TargetGroupArn;
  readonly fromWeight: number;
  readonly toWeight: number;
}

/** What somebody left on a group that was meant for a time. */
export type Leftover =
  | { readonly what: "suspended"; readonly processes: readonly string[] }
  | { readonly what: "protected"; readonly serverIds: readonly ServerId[] };
