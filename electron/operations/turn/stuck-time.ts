/** Since when this console has seen a step stuck: what stays so is looked at less often. */
import { stuckRecheckMs } from "../../../shared/decide/stall/recheck.ts";
import type { StepId } from "../../../shared/model/ids.ts";

export class StuckTime {
  #since: { readonly step: StepId; readonly atMs: number } | null = null;

  /** After how long it is looked at again. */
  recheckMs(step: StepId, wishedMs: number, nowMs: number): number {
    if (this.#since?.step !== step) this.#since = { step, atMs: nowMs };
    return stuckRecheckMs(wishedMs, nowMs - this.#since.atMs);
  }

  /** 0: it isn't stuck. */
  forMs(step: StepId, nowMs: number): number {
    return this.#since?.step === step ? nowMs - this.#since.atMs : 0;
  }

  /** A guard that refuses again and again what a step wants to do holds it as well: only a call that was accepted ends it. */
  over(): void {
    this.#since = null;
  }
}
