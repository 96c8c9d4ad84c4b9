/**
 * A plan is data: what is shown is what is stored, and what is stored is what is run. Planners in shared/plan make
 * it, electron/operations carries it out, the renderer shows it. Serialisable; times are epoch ms on the
 * connection's clock, durations ms.
 */
import type { BakeFacts } from "./bake.ts";
import type { Call } from "./call.ts";
import type { CampaignOutline, PartOf } from "./campaign.ts";
import type {
  ConnectionId,
  FleetId,
  GroupName,
  ImageId,
  PlanId,
  StepId,
  TargetGroupArn,
  TemplateId,
} from "./ids.ts";
import type { Intent } from "./intent.ts";
import type { PlanOutlook } from "./outlook.ts";
import type { SharedRule } from "./steps/generation.ts";
import type { StepWork } from "./step-work.ts";

export type PlanKind =
  | "bake"
  | "copy"
  | "sweep"
  | "replace"
  | "rollback"
  | "retire"
  /** Of older journals: what revokes an image now. */
  | "mark"
  | "promise"
  | "put-back"
  | "campaign"
  | "revoke"
  | "inspect"
  | "retention";

/** While one of these runs, no other may work on its fleet. The others touch images only. */
export const holdsItsFleet = (kind: PlanKind) => !imagesOnly.includes(kind);

const imagesOnly: readonly PlanKind[] = [
  "bake",
  "copy",
  "sweep",
  "mark",
  "promise",
  "campaign",
  "revoke",
  "inspect",
  "retention",
];

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
    /** The earlier generation that `to` is made from, of a cold way back: it comes again under another name. */
    readonly returns?: string;
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
  /** Of a bake: what went in, what is offered instead, how its program travels. */
  readonly bake?: BakeFacts;
  /** Of a campaign: what it is about. */
  readonly campaign?: CampaignOutline;
  /** Of an operation that a campaign started. */
  readonly partOf?: PartOf;
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
