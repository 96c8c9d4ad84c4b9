/**
 * A plan is data: what is shown is what is stored, and what is stored is what is run. Planners in shared/plan make
 * it, electron/operations carries it out, the renderer shows it. Serialisable; times are epoch ms on the
 * connection's clock, durations ms.
 */
import type { Call } from "./call.ts";
import type { GroupSettings, GroupTag } from "./facts.ts";
import type {
  ConnectionId,
  FleetId,
  GenerationId,
  GroupName,
  ImageId,
  PlanId,
  StepId,
  TargetGroupArn,
  TemplateId,
} from "./ids.ts";

export type PlanKind = "bake" | "replace" | "rollback" | "retire";

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
      /** End a group and its servers. */
      readonly kind: "remove-group";
      readonly group: GroupName;
      /** Must be in service while this goes on. */
      readonly servingGroup: GroupName;
      readonly reason: string;
    }
  | { readonly kind: "release"; readonly group: GroupName }
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

export interface ReplaceIntent {
  readonly kind: "replace";
  readonly fleetId: FleetId;
  readonly imageId: ImageId;
  readonly strategy: "parallel";
  readonly canary: number;
  readonly canarySoakMs: number;
  readonly soakMs: number;
  readonly warmForMs: number;
}
export interface RollbackIntent {
  readonly kind: "rollback";
  readonly fleetId: FleetId;
  readonly to: GenerationId;
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
export type Intent = ReplaceIntent | RollbackIntent | RetireIntent | BakeIntent;

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
  } | null;
  /** Recipe text and its digest, kept with the plan of a bake. */
  readonly recipe: { readonly name: string; readonly text: string; readonly digest: string } | null;
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
