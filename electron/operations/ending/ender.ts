/**
 * How an operation ends: what is owed on every way out first, then its outcome, once and for all. What a step's
 * failure means for the whole is said here; who takes the steps of the way out is the runner.
 */
import type { Step } from "../../../shared/model/plan.ts";
import { rollsBackByItself } from "../../../shared/rules/automatic-rollback.ts";
import { toldWithRollback, withoutAdvice } from "../../../shared/rules/told-with-rollback.ts";
import type { Ending, StepRecord } from "../../journal/records.ts";
import type { Cloud } from "../../ports.ts";
import type { Caller } from "../turn/caller.ts";
import type { OperationState } from "../operation-state.ts";
import type { RunnerPorts } from "../runner.ts";
import type { StuckTime } from "../turn/stuck-time.ts";
import {
  leave,
  patienceFor,
  putBackAtEnd,
  stillOpen,
  type Patience,
  type WayOut,
} from "./way-out.ts";

const WAY_OUT_TURNS = 400;
/** What holds a step for so long on the way out may hold it for ever: it is left, and said. */
const WAY_OUT_STUCK_MS = 30 * 60_000;
/** Half a minute, with the pauses after faults. */
const TRIES_FOR_A_ROLL_BACK = 4;

/** One look at a step and what follows from it. */
export type TakeTurn = (step: Step, cloud: Cloud, interrupted: () => boolean) => Promise<void>;

export type EnderPorts = Pick<RunnerPorts, "journal" | "state" | "steps" | "cloud" | "pause"> & {
  readonly caller: Caller;
  /** Aborted when the console is being closed: then the end is left to the next start. */
  readonly closing: AbortSignal;
  readonly takeTurn: TakeTurn;
  readonly stuck: StuckTime;
};

export class Ender {
  readonly #ports: EnderPorts;
  readonly #state: OperationState;

  constructor(ports: EnderPorts) {
    this.#ports = ports;
    this.#state = ports.state;
  }

  stepFailed(step: Step, reason: string, now: number): void {
    this.#state.changeStep(step.id, {
      status: "failed",
      endedAtMs: Math.round(now),
      note: reason,
      stuck: null,
    });
    this.#state.event(now, "bad", `${step.title}: ${reason}`, step.id);
    if (rollsBackByItself(this.#state.plan, step.work.kind))
      this.asFailed(toldWithRollback(reason), { cause: withoutAdvice(reason), atMs: now });
    else this.asFailed(reason);
  }

  /** `wish`: it is to be rolled back by itself. Failure and wish are written at once. */
  asFailed(outcome: string, wish: { cause: string; atMs: number } | null = null): void {
    if (this.#state.record.ending) return;
    const { journal, state } = this.#ports;
    journal.write(() => {
      if (wish !== null) journal.wishes.add({ operationId: state.id, ...wish });
      state.change({ status: "stopping", ending: { status: "failed", outcome } });
    });
  }

  async end(ending: Ending, cloud: Cloud): Promise<void> {
    const way = this.#wayOut(cloud, patienceFor(ending, cloud.clock.now()));
    const left = ending.status === "succeeded" ? await putBackAtEnd(way) : await leave(way);
    if (this.#ports.closing.aborted) return;
    this.#finish(ending, left, cloud.clock.now());
  }

  #finish(ending: Ending, left: readonly string[], now: number): void {
    const outcome =
      left.length === 0 ? ending.outcome : `${ending.outcome} Left behind: ${left.join("; ")}.`;
    if (ending.status === "succeeded") this.#state.observeGenerations(now);
    else this.#state.leaveOpenSteps(now);
    this.#state.event(now, levelOf(ending), toldOf(ending, outcome, left));
    this.#state.change({ status: ending.status, ending, outcome, endedAtMs: Math.round(now) });
  }

  /** A roll back waits for this one to end, but not for a connection that may never come back. */
  async endUnseen(ending: Ending): Promise<void> {
    const { journal, pause } = this.#ports;
    for (let tries = 1; tries <= TRIES_FOR_A_ROLL_BACK && !this.#ports.cloud(); tries += 1)
      await pause(tries, this.#ports.closing);
    if (this.#ports.cloud() || this.#ports.closing.aborted) return;
    const seenAtMs = journal.evidence.events(this.#state.id).map(({ atMs }) => atMs);
    const left = stillOpen(journal, this.#state);
    this.#finish(ending, left, Math.max(this.#state.record.startedAtMs, ...seenAtMs));
  }

  #wayOut(cloud: Cloud, patience: Patience): WayOut {
    const { journal, state, steps, caller, closing } = this.#ports;
    return {
      journal,
      state,
      caller,
      cloud,
      signal: closing,
      patience,
      mustRun: (step) => isLeftToDo(steps[step.work.kind].onWayOut, state.step(step.id)),
      takeStep: (step) => this.#takeOnWayOut(step, cloud, patience),
    };
  }

  async #takeOnWayOut(step: Step, cloud: Cloud, { untilMs }: Patience): Promise<boolean> {
    for (let turn = 0; turn < WAY_OUT_TURNS && !this.#ports.closing.aborted; turn += 1) {
      if (turn > 1 && cloud.clock.now() >= untilMs) return false;
      await this.#ports.takeTurn(step, cloud, () => this.#ports.closing.aborted);
      const { status } = this.#state.step(step.id);
      if (status === "done" || status === "skipped") return true;
      if (status === "failed") return false;
      if (this.#ports.stuck.forMs(step.id, cloud.clock.now()) >= WAY_OUT_STUCK_MS) return false;
    }
    return false;
  }
}

const isLeftToDo = (onWayOut: boolean | "if-begun", { status, startedAtMs }: StepRecord) =>
  status !== "done" &&
  (onWayOut === "if-begun" ? startedAtMs !== null && status !== "skipped" : onWayOut);

const levelOf = (ending: Ending) =>
  ending.status === "succeeded" ? "good" : ending.status === "failed" ? "bad" : "warn";

/** Who stopped it, and why, was told when it was said. */
function toldOf(ending: Ending, outcome: string, left: readonly string[]): string {
  switch (ending.status) {
    case "succeeded":
      return `Done: ${outcome}`;
    case "failed":
      return `Failed: ${outcome}`;
    case "stopped":
      return left.length === 0
        ? "Stopped: nothing is held or changed for a time any more"
        : outcome;
    case "superseded":
      return `Ended for a roll back: ${outcome}`;
  }
}
