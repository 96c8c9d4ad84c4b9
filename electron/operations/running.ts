/**
 * One operation at work. When its runner ends by a fault (a full disk, a defect), it is begun anew from the journal
 * after a pause: an operation is never left standing with nobody at work on it. What held it is shown and not
 * written, for the journal may be the very thing that can't be written.
 */
import { setTimeout as wallSleep } from "node:timers/promises";
import { toErrorData, type BennuErrorData } from "../../shared/errors.ts";
import type { StepState } from "../../shared/model/operation.ts";
import type { OperationState } from "./operation-state.ts";
import type { Runner } from "./runner.ts";

/** So long after so many faults; cut short by the signal. Never rejects. */
export type PauseAfterFault = (faults: number, signal: AbortSignal) => Promise<void>;

export interface RunningPorts {
  /** From what the journal holds then. Throws if that can't be read. */
  begin(): { readonly state: OperationState; readonly runner: Runner };
  /** Told of each fault that differs from the one before. */
  onFault(error: BennuErrorData): void;
  /** What is shown has changed without the journal. */
  onShown(): void;
  readonly pause: PauseAfterFault;
}

export class Running {
  readonly finished: Promise<void>;
  readonly #ports: RunningPorts;
  #at: ReturnType<RunningPorts["begin"]>;
  #fault: string | null = null;
  #poked = new AbortController();
  #closed = false;

  constructor(ports: RunningPorts) {
    this.#ports = ports;
    this.#at = ports.begin();
    this.finished = Promise.resolve().then(() => this.#carryOut());
  }

  get state(): OperationState {
    return this.#at.state;
  }
  get said(): Runner["said"] {
    return this.#at.runner.said;
  }
  /** Null: it is at work. */
  get fault(): StepState["stuck"] {
    if (this.#fault === null) return null;
    return {
      cause: `Bennu had to break off: ${this.#fault}. The fleet stays as it is.`,
      cure: "Clear what it names; it goes on by itself from what the fleet is then.",
    };
  }

  /** The journal was written: whatever was in the way is gone. */
  wrote(): void {
    this.#fault = null;
  }

  clear(wish: Parameters<Runner["clear"]>[0]): Promise<void> {
    return this.#at.runner.clear(wish);
  }

  poke(): void {
    this.#poked.abort();
    this.#poked = new AbortController();
    this.#at.runner.poke();
  }

  close(): void {
    this.#closed = true;
    this.#at.runner.close();
    this.poke();
  }

  async #carryOut(): Promise<void> {
    for (let faults = 1; !this.#closed; faults += 1) {
      const { signal } = this.#poked;
      try {
        if (faults > 1) this.#at = this.#ports.begin();
        await this.#at.runner.run();
        return;
      } catch (error) {
        this.#hold(toErrorData(error));
        if (!this.#closed) await this.#ports.pause(faults, signal);
      }
    }
  }

  #hold(error: BennuErrorData): void {
    if (this.#fault === error.message) return;
    this.#fault = error.message;
    this.#ports.onFault(error);
    this.#ports.onShown();
  }
}

const LONGEST_PAUSE_MS = 60_000;

export const wallPause: PauseAfterFault = async (faults, signal) => {
  const ms = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(faults, 6));
  await wallSleep(ms, undefined, { signal }).catch(() => undefined);
};
