/** The journal's rows as the executor uses them. Times are epoch ms on the connection's clock. */
import type { Original, StepOutput, Kept } from "../../shared/decide/decision.ts";
import type { Call, CallOutcome } from "../../shared/model/call.ts";
import type { ConnectionId, FleetId, OperationId, PlanId, StepId } from "../../shared/model/ids.ts";
import type {
  OperationDetail,
  OperationEvent,
  OperationStatus,
  StepState,
} from "../../shared/model/operation.ts";
import type { PlanKind } from "../../shared/model/plan.ts";

/** How an operation is going to end once its temporary changes are put back. */
export interface Ending {
  readonly status: Extract<OperationStatus, "failed" | "stopped" | "superseded" | "succeeded">;
  readonly outcome: string;
}

export interface OperationRecord {
  readonly id: OperationId;
  readonly planId: PlanId;
  readonly kind: PlanKind;
  readonly connectionId: ConnectionId;
  readonly fleetId: FleetId | null;
  readonly status: OperationStatus;
  readonly ending: Ending | null;
  readonly who: string;
  readonly holder: string;
  readonly reason: string;
  readonly changeNumber: string | null;
  /** What it was started together with others as; left out or null: alone. */
  readonly release?: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly outcome: string | null;
  readonly bake: OperationDetail["bake"];
}

export interface StepRecord extends StepState {
  readonly kept: Kept | null;
  readonly produced: StepOutput | null;
}

export interface IntentRecord {
  /** `operation/step/attempt/index`. */
  readonly key: string;
  readonly operationId: OperationId;
  readonly stepId: StepId;
  readonly atMs: number;
  readonly call: Call;
  /** Null: no answer was written, so the effect is unknown. */
  readonly outcome: CallOutcome | null;
  readonly durationMs: number | null;
}

export type OriginalState = "pending" | "settled" | "put-back";

export interface OriginalRecord {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly stepId: StepId;
  readonly until: "step" | "operation";
  readonly original: Original;
  readonly state: OriginalState;
  readonly atMs: number;
}

/** A generation as it was seen to serve: what a later rollback and the time line go by. */
export interface GenerationRecord {
  readonly id: string;
  readonly fleetId: FleetId;
  readonly firstSeenAtMs: number;
  readonly lastSeenAtMs: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type NewEvent = Omit<OperationEvent, "seq">;
