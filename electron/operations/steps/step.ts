/**
 * The shape of a step kind: a look (fresh reads only, it changes nothing) and the pure decision on what was seen.
 * Calls are made by the executor alone. A look must not import anything of electron/aws.
 */
import type { BakePlace } from "../../../shared/decide/bake/take-turn.ts";
import type { DecideOf, Kept, StepOutput, WorkOf } from "../../../shared/decide/decision.ts";
import type { FleetReading } from "../../../shared/guard/serving.ts";
import type { Call, CallName, CallOutcome } from "../../../shared/model/call.ts";
import type { OperationId, StepId } from "../../../shared/model/ids.ts";
import type { Plan, Step } from "../../../shared/model/plan.ts";
import type { StepKind } from "../../../shared/model/step-work.ts";
import type { CloudReader } from "../../ports.ts";
import type { Children } from "../children.ts";

export interface MadeCall<N extends CallName> {
  readonly call: Extract<Call, { readonly call: N }>;
  readonly atMs: number;
  readonly outcome: CallOutcome | null;
}

export interface StepContext {
  readonly operationId: OperationId;
  readonly plan: Plan;
  readonly step: Step;
  /** Every read goes to the cloud. */
  readonly reader: CloudReader;
  /** When the step began, and now, on the connection's clock. */
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly outputs: StepOutput;
  /** As in Memory: what the newest decision of this step wanted kept. */
  readonly kept: Kept | null;
  /** When a server of that role was last asked for, with success or no answer seen; null: never. */
  readonly serverAskedAtMs: (role: string) => number | null;
  /** Bakes of this connection that haven't ended, in the order in which they were started. */
  readonly places: () => readonly BakePlace[];
  /** Such calls of the whole operation, oldest first, with what came of them; null: no answer was seen. */
  readonly made: <N extends CallName>(name: N) => readonly MadeCall<N>[];
  /** The plan's groups and the health of their servers at the fleet's traffic, read once a look. */
  readonly fleet: () => Promise<FleetReading>;
  /** Operations that this one started; left out: it can start none. */
  readonly children?: Pick<Children, "seen">;
  /** What another step wanted kept. */
  readonly keptOf?: (step: StepId) => Kept | null;
}

export interface StepModule<K extends StepKind, Seen = unknown> {
  readonly kind: K;
  look(work: WorkOf<K>, context: StepContext): Promise<Seen>;
  /** In shared/decide, in the folder of the same name. */
  decide(...args: Parameters<DecideOf<K, Seen>>): ReturnType<DecideOf<K, Seen>>;
  /**
   * True: also carried out when the operation fails or is stopped (a claim taken off, a builder ended). `if-begun`: only
   * where the step was begun.
   */
  readonly onWayOut: boolean | "if-begun";
  /** How what it did is undone, or why it need not or can't be. */
  readonly undo: string;
}
