/** An operation: a plan being carried out, and what came of it. */
import type { MadeThing } from "./bake.ts";
import type { Call, CallName } from "./call.ts";
import type { ChildWords, PartOf } from "./campaign.ts";
import type { ConnectionId, FleetId, OperationId, StepId } from "./ids.ts";
import type { Plan, PlanKind } from "./plan.ts";
import type { TestResult } from "./manifest.ts";
import type { UsualTimes } from "../slots/usual-times.ts";

/**
 * `stopping`: a call may still be under way, and what was changed for a time is put back. Terminal: succeeded, failed, stopped, superseded
 * (a rollback took over).
 */
export type OperationStatus =
  | "running"
  | "paused"
  | "stopping"
  | "succeeded"
  | "failed"
  | "stopped"
  | "superseded";

export const terminalStatuses: readonly OperationStatus[] = [
  "succeeded",
  "failed",
  "stopped",
  "superseded",
];
export const isTerminal = (status: OperationStatus) => terminalStatuses.includes(status);

export type StepStatus = "waiting" | "running" | "done" | "skipped" | "failed" | "stuck";

export interface StepState {
  readonly stepId: StepId;
  readonly status: StepStatus;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** What it waits for and what it has seen, in words; or how it ended. */
  readonly note: string;
  /** 0..1 where it can be known, else null. */
  readonly progress: number | null;
  readonly stuck: Stuck | null;
  /** Of a step that starts other operations: what was said of them, and why some weren't begun. */
  readonly children?: ChildWords;
}

/** What holds a step, and the one action that clears it; `clear`: the calls by which Bennu can do it. */
export interface Stuck {
  readonly cause: string;
  readonly cure: string;
  readonly clear?: { readonly label: string; readonly calls: readonly Call[] };
}

export type EventLevel = "info" | "good" | "warn" | "bad";

export interface OperationEvent {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly atMs: number;
  readonly level: EventLevel;
  readonly stepId: StepId | null;
  readonly text: string;
  readonly call: {
    readonly name: CallName;
    readonly target: string;
    readonly outcome: "intent" | "ok" | "failed" | "unknown" | "refused-by-guard";
    readonly requestId: string | null;
    readonly durationMs: number | null;
  } | null;
}

/** Servers in service at one moment, as freshly observed by the running operation. */
export interface CapacitySample {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
}

export interface OperationSummary {
  readonly id: OperationId;
  readonly kind: PlanKind;
  readonly connectionId: ConnectionId;
  readonly fleetId: FleetId | null;
  readonly fleetName: string | null;
  readonly title: string;
  readonly status: OperationStatus;
  readonly phase: string;
  readonly progress: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** When it should end, from what is observed; null when unknown or ended. */
  readonly expectedEndMs: number | null;
  readonly who: string;
  readonly reason: string;
  readonly changeNumber: string | null;
  /** Operations that were started together have the same; left out or null: started alone. */
  readonly release?: string | null;
  readonly outcome: string | null;
  readonly stuck: Stuck | null;
  /** The campaign that started it; left out: none did. */
  readonly partOf?: PartOf;
}

export interface OperationDetail extends OperationSummary {
  readonly plan: Plan;
  readonly steps: readonly StepState[];
  readonly samples: readonly CapacitySample[];
  /** How long servers of this fleet stayed in a state in its earlier operations; empty: there was none. */
  readonly usual?: UsualTimes;
  /** Of a bake: the builder's log so far, tests so far, the image. */
  readonly bake: {
    readonly log: readonly string[];
    readonly tests: readonly TestResult[];
    readonly imageId: string | null;
    /** What it made, and what of it is gone; left out: not asked for. */
    readonly made?: readonly MadeThing[];
  } | null;
}
