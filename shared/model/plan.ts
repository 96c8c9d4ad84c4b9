/**
 * A plan is data: what is shown is what is stored, and what is stored is what is run. Planners in shared/plan make
 * it, electron/operations carries it out, the renderer shows it. Serialisable; times are epoch ms on the
 * connection's clock, durations ms.
 */
import type { AwsFields, Call, RefreshPreferences } from "./call.ts";
import type { GroupSettings, GroupTag } from "./facts.ts";
import type { FindingKind } from "./fleet.ts";
import type {
  ConnectionId,
  FleetId,
  GenerationId,
  GroupName,
  ImageId,
  PlanId,
  ServerId,
  StepId,
  TargetGroupArn,
  TemplateId,
} from "./ids.ts";

export type PlanKind = "bake" | "replace" | "rollback" | "retire" | "mark" | "promise" | "put-back";

/** While one of these runs, no other may work on its fleet. The others touch images only. */
export const holdsItsFleet = (kind: PlanKind) =>
  kind !== "bake" && kind !== "mark" && kind !== "promise";

export interface Duration {
  readonly medianMs: number;
  readonly worstMs: number;
}

/** A call as the preview shows it. Values that only the run can know are named in words, e.g. "the new version". */
export interface PlannedCall {
  readonly call: Call["call"];
  readonly target: string;
  readonly before: string;
  readonly after: string;
}

/** Changed for a time; the original is journalled before the change and put back on every way out. */
export interface TemporaryChange {
  readonly target: string;
  readonly what: string;
  readonly original: string;
}

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
      /** Whose servers are asked about; where servers are replaced in one group, those that are new. */
      readonly group: GroupName;
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
      readonly kind: "run-builder";
      readonly role: "builder" | "fresh-boot";
      /** Null: the image that this plan's make-image step produced. */
      readonly imageId: ImageId | null;
      readonly instanceType: string;
      readonly subnetId: string | null;
      readonly securityGroupIds: readonly string[];
      readonly userData: string;
      readonly tags: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
    }
  | {
      /** Read the console until the builder has said how it ended: log, test results, manifest. */
      readonly kind: "await-builder";
      readonly role: "builder" | "fresh-boot";
      readonly timeoutMs: number;
      readonly tests: readonly string[];
    }
  | {
      readonly kind: "make-image";
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly kind: "end-builder"; readonly role: "builder" | "fresh-boot" }
  | { readonly kind: "mark-verified"; readonly recipe: string };

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

export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** One line under the title: "5 servers, soak 5 min". */
  readonly detail: string;
  /** Which bead of the progress line it belongs to, e.g. "Canary". */
  readonly phase: string;
  readonly work: StepWork;
  readonly calls: readonly PlannedCall[];
  /** What is checked before and while it acts, in words. */
  readonly guards: readonly string[];
  /** What must be true before the plan goes on, in words; null if the step has none. */
  readonly gate: string | null;
  /** How it is undone, in words; or why it need not or can't be. */
  readonly undo: string;
  readonly expected: Duration;
  /** Whether a person may skip it with a reason (soaks). */
  readonly skippable: boolean;
}

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
  readonly baseImageId: ImageId;
  readonly instanceType: string;
  readonly subnetId: string | null;
}
/** Says on a generation's image that it is bad, or that it is so no longer. */
export interface MarkIntent {
  readonly kind: "mark";
  readonly fleetId: FleetId;
  readonly generation: GenerationId;
  readonly isBad: boolean;
  readonly reason: string;
  readonly by: string;
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
export type Intent =
  | ReplaceIntent
  | RollbackIntent
  | RetireIntent
  | BakeIntent
  | MarkIntent
  | PromiseIntent
  | PutBackIntent;

export interface Plan {
  readonly id: PlanId;
  readonly kind: PlanKind;
  readonly connectionId: ConnectionId;
  readonly fleetId: FleetId | null;
  readonly fleetName: string | null;
  readonly title: string;
  readonly intent: Intent;
  readonly madeAtMs: number;
  readonly factsReadAtMs: number;
  readonly steps: readonly Step[];
  /** Servers in service below which the fleet must never fall by our doing; 0 where no fleet is touched. */
  readonly floor: number;
  readonly mostServers: number;
  readonly expected: Duration;
  readonly temporary: readonly TemporaryChange[];
  /** What dies with the old servers, in words. */
  readonly lost: readonly string[];
  readonly warnings: readonly string[];
  /** The groups by role, for the live picture; null in a bake. */
  readonly groups: {
    readonly from: GroupName;
    readonly fromLabel: string;
    readonly to: GroupName;
    readonly toLabel: string;
    readonly targetGroupArns: readonly TargetGroupArn[];
    /** `to` has target groups of its own, and these rules share the requests between them and those above. */
    readonly weighted?: {
      readonly toTargetGroupArns: readonly TargetGroupArn[];
      readonly rules: readonly SharedRule[];
    };
    /** `from` and `to` are one group: servers are told apart by the template version, or image, that they run. */
    readonly inPlace?: InPlace;
  } | null;
  /** What the guard reads where nothing moves between two groups: the whole fleet. */
  readonly watched?: {
    readonly groups: readonly GroupName[];
    readonly targetGroupArns: readonly TargetGroupArn[];
  };
  /** What else to know before it starts; plans made before it existed have none. */
  readonly outlook?: PlanOutlook;
  /** Recipe text and its digest, kept with the plan of a bake. */
  readonly recipe: { readonly name: string; readonly text: string; readonly digest: string } | null;
}

/** How the old servers of one group are told from the new ones: by `sidesOf` in shared/fleet/in-place. */
export interface InPlace {
  readonly templateId: TemplateId;
  readonly fromVersion: number;
  /** Left out: this plan makes it, after `lastVersion` (left out: after `fromVersion`). */
  readonly toVersion?: number;
  readonly lastVersion?: number;
  /** Where servers are kept and get new roots: new is what runs this image, whatever it was started from. */
  readonly toImageId?: ImageId;
}

/** What a plan means beyond its steps. Null: not known, and shown as unknown. */
export interface PlanOutlook {
  readonly strategy: Strategy | null;
  readonly keeps: readonly string[];
  readonly loses: readonly string[];
  /** This fleet's own earlier runs of the same kind; null: there is none. */
  readonly history: { readonly runs: number; readonly expected: Duration } | null;
  readonly money: {
    /** Servers beyond the fleet's own size, times hours. */
    readonly extraServerHours: number;
    readonly usd: number | null;
    readonly basis: string;
  };
  readonly capacity: readonly {
    readonly zone: string;
    readonly needed: number;
    /** Free addresses of the zone's subnets. */
    readonly freeAddresses: number | null;
    readonly ok: boolean;
    readonly note: string;
  }[];
  readonly quota: {
    readonly neededVcpus: number | null;
    readonly freeVcpus: number | null;
    readonly ok: boolean | null;
    readonly note: string;
  };
  /** What scaling policies and schedules would do while it runs. */
  readonly meanwhile: readonly {
    readonly what: string;
    readonly atMs: number | null;
    readonly effect: string;
  }[];
  readonly owner: string | null;
}

/** Why a plan can't be made, or a thing can't be done, and what to do about it. */
export interface Refusal {
  readonly refused: true;
  readonly reason: string;
  readonly cure: string;
}
export type Planned = { readonly refused: false; readonly plan: Plan } | Refusal;

/** Allowed, or why not. Main enforces it, the renderer explains it. */
export type Allowed =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly cure: string };
export const allowed: Allowed = { ok: true };
