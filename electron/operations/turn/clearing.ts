/**
 * Somebody's word to clear what holds a step: the calls that are shown on it, once, and only while exactly these are
 * what a fresh look says. It is kept in memory alone: after a restart nothing was done, and it can be said again.
 */
import type { Decision } from "../../../shared/decide/decision.ts";
import { BennuError, toErrorData } from "../../../shared/errors.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { StepId } from "../../../shared/model/ids.ts";
import type { Cloud } from "../../ports.ts";
import type { Caller, Made } from "./caller.ts";
import type { OperationState } from "../operation-state.ts";

const MOST_PROBLEMS_SAID = 3;

export interface ClearWish {
  readonly step: StepId;
  readonly label: string;
  readonly calls: readonly Call[];
  readonly who: string;
}

interface Pending {
  readonly wish: ClearWish;
  resolve(): void;
  reject(error: BennuError): void;
}

export class Clearing {
  readonly #caller: Caller;
  readonly #state: OperationState;
  #pending: Pending | null = null;

  constructor(caller: Caller, state: OperationState) {
    this.#caller = caller;
    this.#state = state;
  }

  /** Resolves when the calls were made; rejects with why not. A newer word takes the place of an older one. */
  ask(wish: ClearWish): Promise<void> {
    this.refuse("It was asked for again.");
    return new Promise((resolve, reject) => (this.#pending = { wish, resolve, reject }));
  }

  /** What is to be made now; null: nothing was asked, or what is there now isn't what was shown. */
  take(step: StepId, decision: Decision): ClearWish | null {
    const wish = this.#pending?.wish;
    if (wish === undefined) return null;
    const calls = decision.kind === "stuck" ? (decision.clear?.calls ?? []) : [];
    if (wish.step === step && JSON.stringify(calls) === JSON.stringify(wish.calls)) return wish;
    this.refuse("What holds the step is no longer what was shown. Look at it again.");
    return null;
  }

  /** A call that isn't accepted is said to whoever asked for it; it is no failure of the step. */
  async carryOut(wish: ClearWish, cloud: Cloud, interrupted: () => boolean): Promise<void> {
    const text = `Cleared by ${wish.who}: ${wish.label}`;
    this.#state.event(cloud.clock.now(), "info", text, wish.step);
    const problems: string[] = [];
    for (const call of wish.calls) {
      if (interrupted()) problems.push(`${call.call} was not made any more.`);
      else problems.push(...(await this.#make(wish.step, call, cloud)));
    }
    if (problems.length > 0) return this.refuse(problems.slice(0, MOST_PROBLEMS_SAID).join(" "));
    this.#pending?.resolve();
    this.#pending = null;
  }

  async #make(step: StepId, call: Call, cloud: Cloud): Promise<string[]> {
    try {
      const problem = whyNotMade(call, await this.#caller.make(step, call, cloud));
      return problem === null ? [] : [problem];
    } catch (error) {
      return [`${call.call} was not made: ${toErrorData(error).message}`];
    }
  }

  refuse(why: string): void {
    this.#pending?.reject(new BennuError({ code: "refused", message: why }));
    this.#pending = null;
  }
}

/** Null: it was made. Else why not; the next look tells what came of it. */
function whyNotMade(call: Call, made: Made): string | null {
  if (made.kind === "refused") return `${made.reason} ${made.cure}`;
  if (made.outcome.kind === "ok") return null;
  if (made.outcome.kind === "unknown")
    return `${call.call} had no answer; what came of it will be looked at.`;
  return `AWS answered ${call.call} with ${made.outcome.code}: ${made.outcome.message}`;
}
