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

  /** A guard that refuses again and again what a step wants to do holds it as well, so an act ends nothing. */
  over(): void {
    this.#since = null;
  }
}
