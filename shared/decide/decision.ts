/**
 * What a running step may conclude from a fresh look. One pure function a step kind, in the file of that name:
 * `(work, seen, memory, nowMs) => Decision`. What to do follows from what the world is, never from what was said
 * last: a crash, a lost reply and a hand in another console are all met by looking again.
 * Zero members is never success, a missing subject is never success, a time-out is unknown.
 */
import type { Call, CallName, CallOutcome } from "../model/call.ts";
import type {
  GroupName,
  ImageId,
  OperationId,
  ServerId,
  StepId,
  TemplateId,
} from "../model/ids.ts";
import type { ChildWords, ChildWork } from "../model/campaign.ts";
import type { ImageRecord, Manifest, TestResult } from "../model/manifest.ts";
import type { EventLevel, OperationDetail, Stuck } from "../model/operation.ts";
import type { Duration } from "../model/plan.ts";
import type { SharedRule, Sizes } from "../model/steps/generation.ts";
import type { StepKind, StepWork } from "../model/step-work.ts";

export type WorkOf<K extends StepKind> = Extract<StepWork, { readonly kind: K }>;

/** What steps leave for later steps of the same operation; later ones overwrite earlier ones, field by field. */
export interface StepOutput {
  readonly templateVersion?: number;
  readonly imageId?: ImageId;
  readonly builderId?: ServerId;
  readonly freshBootId?: ServerId;
  /** What came into being with them, and with the image. */
  readonly builderVolumes?: readonly string[];
  readonly freshBootVolumes?: readonly string[];
  readonly snapshots?: readonly string[];
  readonly tests?: readonly TestResult[];
  readonly manifest?: Manifest;
  /** A bake's log so far, for the steps that add to it. */
  readonly log?: readonly string[];
  /** The image passed its tests on a fresh boot and is marked so. */
  readonly verified?: boolean;
  /** What was held on the group that is changed in place, and the sizes that it had. */
  readonly held?: { readonly processes: readonly string[]; readonly sizes: Sizes };
}

/** JSON that a decision wants to be given back at the next look, also after a restart. */
export type Kept = Readonly<Record<string, unknown>>;

/** What the journal knows of the step so far. */
export interface Memory<M = Kept> {
  readonly operationId: OperationId;
  readonly stepId: StepId;
  /** Who holds the claim: user and machine. */
  readonly holder: string;
  readonly startedAtMs: number;
  readonly expected: Duration;
  /** Servers in service below which the fleet must not fall. */
  readonly floor: number;
  /** Whether it is an operation of this console that has ended: a claim it left behind holds nothing. */
  readonly hasEnded: (id: OperationId) => boolean;
  /** When it first meant to claim a group; null: it never did. */
  readonly claimedAtMs: (group: GroupName) => number | null;
  /** When any step of it last made such a call, or any, on a group and saw no answer. Null: it never did. */
  readonly unansweredAtMs: (group: GroupName, name?: CallName) => number | null;
  /** When any step of it last made such a call on a group that wasn't refused. Null: it never did. */
  readonly askedAtMs?: (group: GroupName, name: CallName) => number | null;
  /** What operations of this console that came before it made of a group lately; lists may not show it yet. */
  readonly madeBefore?: (group: GroupName) => MadeBefore | null;
  /** How the operation is ending, while what must be done on the way out is done; null or left out: it isn't. */
  readonly leaving?: "succeeded" | "failed" | "stopped" | "superseded" | null;
  /** At most 64 characters. The same after a lost reply or a restart; another one after a known failure. */
  readonly clientToken: string;
  /** Calls whose intent this step has written, oldest first, with what came of them; null: no answer was seen. */
  readonly calls: readonly {
    readonly name: CallName;
    readonly atMs: number;
    readonly outcome: CallOutcome | null;
  }[];
  readonly outputs: StepOutput;
  /** What the newest decision of this step wanted kept. */
  readonly kept: M | null;
  /** The same of the last step of a kind that has any, for steps that go on with what an earlier one began. */
  readonly keptBy?: (kind: StepKind) => Kept | null;
}

/** The newest that AWS accepted. */
export interface MadeBefore {
  readonly atMs: number;
  readonly sizes: Sizes | null;
  readonly resumed: readonly string[];
}

/** Something changed for a time, with what it was: written down before the change. */
export type Original =
  | { readonly kind: "claim"; readonly group: GroupName }
  | { readonly kind: "suspended"; readonly group: GroupName; readonly processes: readonly string[] }
  | { readonly kind: "sizes"; readonly group: GroupName; readonly sizes: Sizes }
  | { readonly kind: "weights"; readonly group: GroupName; readonly rule: SharedRule }
  | {
      readonly kind: "template";
      readonly group: GroupName;
      readonly template: TemplateVersion;
      /** What it was given: another one by now is somebody else's. Left out: it isn't known. */
      readonly given?: TemplateVersion;
    };

/** A numbered version: `$Latest` would be another one by now. */
export interface TemplateVersion {
  readonly id: TemplateId;
  readonly version: number;
}

interface Common {
  /** What it waits for or has seen, in an operator's words. */
  readonly note: string;
  readonly kept?: Kept;
  /** Shown and journalled as they happen; a decision says each once (keep in `kept` what was said). */
  readonly events?: readonly { readonly level: EventLevel; readonly text: string }[];
  /** The live picture of a bake; replaces the one before, field by field. */
  readonly bake?: Partial<NonNullable<OperationDetail["bake"]>>;
}

export type Decision =
  | (Common & {
      readonly kind: "done";
      readonly produced?: StepOutput;
      readonly record?: ImageRecord;
      /** What an earlier step changed for a time is from now on as it should be: it isn't put back any more. */
      readonly settles?: readonly Pick<Original, "kind" | "group">[];
    })
  | (Common & {
      readonly kind: "act";
      /** Carried out in this order; after the first that isn't ok the step is looked at again. */
      readonly calls: readonly Call[];
      /** `step`: put back only if this step doesn't get done. `operation`: put back on every way out. */
      readonly originals?: readonly {
        readonly original: Original;
        readonly until: "step" | "operation";
      }[];
    })
  | (Common & {
      readonly kind: "wait";
      readonly recheckMs: number;
      readonly progress: number | null;
      /** What is left of this step as observed; null: go by what was planned. */
      readonly leftMs?: number | null;
    })
  | (Common & {
      readonly kind: "stuck";
      readonly cause: string;
      readonly cure: string;
      readonly clear?: NonNullable<Stuck["clear"]>;
      readonly recheckMs: number;
      readonly progress?: number | null;
    })
  | (Common & {
      /** Start another operation as a child of this one, once. */
      readonly kind: "begin";
      readonly child: ChildWork;
      /** From 1. */
      readonly attempt: number;
      /** What it goes on; null: its kind needs none. */
      readonly image: ImageId | null;
    })
  /** Have these children stopped. */
  | (Common & { readonly kind: "end"; readonly operations: readonly OperationId[] })
  /** Nothing is left to do in this step, and not because it was done. */
  | (Common & { readonly kind: "skipped" })
  | {
      readonly kind: "failed";
      readonly reason: string;
      readonly bake?: Common["bake"];
      /** It rests on what a list said or left out, and AWS's lists may lag: believed once it has stayed so. */
      readonly mayLag?: true;
    };

/** What people said of children, as steps of a campaign keep it: of all these steps together. */
export function wordsOf(...kept: readonly (Kept | null)[]): ChildWords {
  const of = <V>(name: keyof ChildWords): Readonly<Record<string, V>> =>
    Object.assign({}, ...kept.map((one) => one?.[name] ?? {})) as Readonly<Record<string, V>>;
  return { again: of("again"), skipped: of("skipped"), refused: of("refused"), found: of("found") };
}

export type DecideOf<K extends StepKind, Seen> = (
  work: WorkOf<K>,
  seen: Seen,
  memory: Memory,
  nowMs: number,
) => Decision;

/** Whether such a call of this step may have had its effect: answered with success, or not answered. */
export const hasAsked = (memory: Memory, name: CallName) =>
  memory.calls.some((made) => made.name === name && made.outcome?.kind !== "failed");

/** When the newest of such calls was made that AWS accepted; null: none was. It may take a while to be listed. */
export const acceptedAtMs = (memory: Memory, name: CallName): number | null =>
  memory.calls.findLast((made) => made.name === name && made.outcome?.kind === "ok")?.atMs ?? null;

export const wasAccepted = (memory: Memory, name: CallName) => acceptedAtMs(memory, name) !== null;

export const failed = (reason: string): Decision => ({ kind: "failed", reason });

/** Failed, if it is still so after BELIEVED_AFTER_MS. */
export const failedIfItStays = (reason: string): Decision => ({
  kind: "failed",
  reason,
  mayLag: true,
});

/** AWS's lists were seen to lag by up to a minute. */
export const BELIEVED_AFTER_MS = 75_000;

/** A change without an answer was seen to take effect up to a minute later, over newer ones, and lists lag as well. */
const SETTLED_AFTER_MS = 135_000;

/** Whether a change that was asked for then, and never answered, may still arrive or not be listed yet. */
export const mayArrive = (unansweredAtMs: number | null, nowMs: number) =>
  unansweredAtMs !== null && nowMs - unansweredAtMs < SETTLED_AFTER_MS;
