/**
 * Makes the calls that a step decided on, one after the other, and says how it goes on after them: what the guard
 * refused, what AWS didn't accept and what had no answer ends the row, and the step is looked at again.
 */
import { afterFailure } from "../../../shared/decide/call-failure.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Step } from "../../../shared/model/plan.ts";
import type { Cloud } from "../../ports.ts";
import type { Caller, Made } from "./caller.ts";
import type { ClaimKeeper } from "./claims.ts";
import type { Looker } from "./looker.ts";
import type { OperationState } from "../operation-state.ts";
import type { StuckTime } from "./stuck-time.ts";

const GUARD_RECHECK_MS = 5000;
/** The same is not done again sooner. */
export const SAME_AGAIN_MS = 1000;

/** When the step is looked at again, or why it has failed. */
export type AfterCalls =
  | { readonly kind: "at-once" }
  | { readonly kind: "later"; readonly afterMs: number }
  | { readonly kind: "failed"; readonly reason: string };

type Unsuccessful = Exclude<CallOutcome, { readonly kind: "ok" }>;

const AT_ONCE: AfterCalls = { kind: "at-once" };
const later = (afterMs: number): AfterCalls => ({ kind: "later", afterMs });

export interface StepCallsPorts {
  readonly state: OperationState;
  readonly caller: Caller;
  readonly looker: Pick<Looker, "unreadable">;
  readonly claims: Pick<ClaimKeeper, "doubt">;
  readonly stuck: StuckTime;
}

export class StepCalls {
  readonly #ports: StepCallsPorts;
  #last = { made: "", atMs: -Infinity };

  constructor(ports: StepCallsPorts) {
    this.#ports = ports;
  }

  /** The same calls at once again: AWS's lists lag behind, and asking faster than they catch up helps nobody. */
  wereJustMade(step: Step, calls: readonly Call[], nowMs: number): boolean {
    const made = `${step.id} ${JSON.stringify(calls)}`;
    const { made: last, atMs } = this.#last;
    if (made === last && nowMs - atMs < SAME_AGAIN_MS) return true;
    this.#last = { made, atMs: nowMs };
    return false;
  }

  async make(
    step: Step,
    calls: readonly Call[],
    cloud: Cloud,
    interrupted: () => boolean,
  ): Promise<AfterCalls> {
    for (const call of calls) {
      if (interrupted()) return AT_ONCE;
      const held = await this.#make(step, call, cloud);
      if (held !== null) return held;
    }
    return AT_ONCE;
  }

  /** Null: it was accepted. Else the step must be looked at again before anything else. */
  async #make(step: Step, call: Call, cloud: Cloud): Promise<AfterCalls | null> {
    const { caller, looker, state } = this.#ports;
    const made = await caller
      .make(step.id, call, cloud)
      .catch((error: unknown) => looker.unreadable(error));
    if (made.kind === "refused") return this.#refused(step, made, cloud.clock.now());
    if (made.kind !== "answered") {
      state.note(step, made, cloud.clock.now());
      return later(made.recheckMs);
    }
    if (made.outcome.kind !== "ok") return this.#notAccepted(step, call, made.outcome);
    this.#ports.stuck.over();
    return null;
  }

  #refused(step: Step, { reason, cure }: Extract<Made, { kind: "refused" }>, nowMs: number) {
    const { claims, state, stuck } = this.#ports;
    claims.doubt();
    state.changeStep(step.id, { status: "stuck", stuck: { cause: reason, cure } });
    return later(stuck.recheckMs(step.id, GUARD_RECHECK_MS, nowMs));
  }

  #notAccepted(step: Step, call: Call, outcome: Unsuccessful): AfterCalls {
    const after = afterFailure(call, outcome, this.#failures(step));
    if (after.kind === "give-up") return { kind: "failed", reason: after.reason };
    const held = after.stuck && ({ status: "stuck", stuck: after.stuck } as const);
    this.#ports.state.changeStep(step.id, { note: after.note, ...held });
    return later(after.afterMs);
  }

  /** Since the last call of the step that was answered with success. */
  #failures(step: Step): { readonly inARow: number; readonly alike: number } {
    const outcomes = this.#ports.caller.intents(step.id).map((intent) => intent.outcome);
    const since = outcomes.slice(outcomes.findLastIndex((each) => each?.kind === "ok") + 1);
    const codes = since.map((each) => (each?.kind === "failed" ? each.code : null));
    const other = codes.findLastIndex((code) => code !== codes.at(-1));
    return { inARow: since.length, alike: codes.length - 1 - other };
  }
}
