/**
 * Carries one operation out: look, decide, act, look again, until every step is done. Level-triggered: it holds no
 * policy and remembers nothing but what the journal holds, so a restart is the same as the next turn.
 */
import { outcomeWords } from "../../shared/campaign/outcome-words.ts";
import { CLAIM_RENEWED_EVERY_MS } from "../../shared/decide/claim-tag.ts";
import { setTimeout as wallSleep } from "node:timers/promises";
import { afterFailure } from "../../shared/decide/call-failure.ts";
import type { Decision } from "../../shared/decide/decision.ts";
import { watchOn, type Said } from "../../shared/decide/time-left.ts";
import { stuckRecheckMs } from "../../shared/decide/stall/recheck.ts";
import type { Call } from "../../shared/model/call.ts";
import type { StepId } from "../../shared/model/ids.ts";
import type { Step } from "../../shared/model/plan.ts";
import { rollsBackByItself } from "../../shared/rules/automatic-rollback.ts";
import { toldWithRollback, withoutAdvice } from "../../shared/rules/told-with-rollback.ts";
import type { Journal } from "../journal/journal.ts";
import type { Ending, StepRecord } from "../journal/records.ts";
import type { Cloud } from "../ports.ts";
import { Caller, type CrashPoint } from "./caller.ts";
import { ChildStarter } from "./child-starter.ts";
import type { Children } from "./children.ts";
import { Clearing, type ClearWish } from "./clearing.ts";
import { ClaimKeeper } from "./claims.ts";
import { Looker, type Unreadable } from "./looker.ts";
import type { OperationState } from "./operation-state.ts";
import type { PauseAfterFault } from "./running.ts";
import type { StepRegistry } from "./steps/registry.ts";
import {
  leave,
  patienceFor,
  putBackAtEnd,
  stillOpen,
  type Patience,
  type WayOut,
} from "./way-out.ts";

export interface RunnerPorts {
  readonly journal: Journal;
  readonly state: OperationState;
  readonly steps: StepRegistry;
  /** Null while the connection isn't there. */
  readonly cloud: () => Cloud | null;
  readonly crashPoint: CrashPoint;
  /** Between looks for a connection that is gone, of a roll back that waits for this one to end. */
  readonly pause: PauseAfterFault;
  /** By which a step starts operations of its own; left out: none can be started. */
  readonly children?: Children;
}

/** Between two looks at least, of the wall's time: a fast practice clock must not make it spin. */
const SHORTEST_WAIT_WALL_MS = 40;
const GUARD_RECHECK_MS = 5000;
const SAME_AGAIN_MS = 1000;
const AFTER_CLEARING_MS = 2000;
const WAY_OUT_TURNS = 400;
const NO_CONNECTION_RECHECK_WALL_MS = 500;
/** Half a minute, with the pauses after faults. */
const TRIES_FOR_A_ROLL_BACK = 4;

export class Runner {
  readonly #ports: RunnerPorts;
  readonly #state: OperationState;
  readonly #caller: Caller;
  readonly #looker: Looker;
  readonly #claims: ClaimKeeper;
  readonly #clearing: Clearing;
  readonly #childStarter: ChildStarter;
  readonly #closing = new AbortController();
  #wake = new AbortController();
  /** Taken when a turn begins: a word from outside during the turn cuts its sleep short as well. */
  #turnSignal = this.#wake.signal;
  #said: Said | null = null;
  /** Since this console has seen it stuck. */
  #stuck: { readonly step: StepId; readonly sinceMs: number } | null = null;
  #lastMade = { made: "", atMs: -Infinity };

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    this.#state = ports.state;
    this.#caller = new Caller(ports.journal, ports.state, ports.crashPoint);
    this.#looker = new Looker(ports.journal, ports.state, this.#caller, ports);
    this.#clearing = new Clearing(this.#caller, ports.state);
    this.#childStarter = new ChildStarter(ports.state, ports.children);
    this.#claims = new ClaimKeeper(ports.journal, ports.state, this.#caller);
  }

  get said(): Said | null {
    return this.#said;
  }

  /** Something was decided from outside (pause, stop, skip): don't sleep over it. */
  poke(): void {
    this.#claims.doubt();
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  /** Makes the calls that clear what holds a step; rejects if that is no longer what was shown. */
  clear(wish: ClearWish): Promise<void> {
    const made = this.#clearing.ask(wish);
    this.poke();
    return made;
  }

  close(): void {
    this.#closing.abort();
    this.#clearing.refuse("The console is being closed.");
    this.poke();
  }

  async run(): Promise<void> {
    try {
      await this.#turns();
    } finally {
      this.#clearing.refuse("The operation was broken off.");
    }
  }

  async #turns(): Promise<void> {
    let dangling = true;
    while (!this.#state.ended && !this.#closing.signal.aborted) {
      const cloud = this.#ports.cloud();
      if (!cloud) await this.#noConnection();
      else if (dangling) {
        this.#caller.closeDangling(cloud.clock.now());
        dangling = false;
      } else await this.#turn(cloud);
    }
  }

  async #turn(cloud: Cloud): Promise<void> {
    const { record } = this.#state;
    if (record.ending) this.#clearing.refuse("The operation is ending.");
    if (record.ending) return this.#end(record.ending, cloud);
    if (record.status === "paused") return this.#paused(cloud);
    const step = this.#state.current();
    this.#turnSignal = this.#wake.signal;
    const lost = await this.#claims
      .keep(cloud)
      .catch((error: unknown) => this.#looker.unreadable(error));
    if (typeof lost === "string") return this.#endAsFailed(lost);
    if (lost !== null) return this.#unreadable(step, lost, cloud);
    if (!step) return this.#end({ status: "succeeded", outcome: this.#doneWords() }, cloud);
    await this.#takeTurn(step, cloud, () => this.#interrupted(step));
  }

  #doneWords(): string {
    const { plan, steps } = this.#state;
    return outcomeWords(
      plan,
      steps.map(({ kept }) => kept),
    );
  }

  /** A paused operation still holds its fleet: no other console may take its claims for left behind. */
  async #paused(cloud: Cloud): Promise<void> {
    const { signal } = this.#wake;
    this.#clearing.refuse("The operation is paused.");
    await this.#claims.keep(cloud).catch((error: unknown) => this.#looker.unreadable(error));
    if (!signal.aborted) await cloud.clock.sleep(CLAIM_RENEWED_EVERY_MS, signal);
  }

  /** Whether the turn is over: any word from outside begins a new one. Asked before every call. */
  #interrupted(step: Step): boolean {
    if (this.#turnSignal.aborted) return true;
    const skipped = this.#state.step(step.id).status === "skipped";
    return skipped || this.#state.record.status !== "running" || this.#closing.signal.aborted;
  }

  async #takeTurn(step: Step, cloud: Cloud, interrupted: () => boolean): Promise<void> {
    this.#turnSignal = this.#wake.signal;
    this.#begin(step, cloud);
    const decision = await this.#looker.conclude(step, cloud);
    if (!interrupted()) await this.#apply(step, decision, cloud, interrupted);
  }

  #begin(step: Step, cloud: Cloud): void {
    if (this.#state.step(step.id).startedAtMs !== null) return;
    const now = cloud.clock.now();
    this.#said = null;
    this.#state.changeStep(step.id, { status: "running", startedAtMs: Math.round(now) });
    this.#state.event(now, "info", `Step: ${step.title}`, step.id);
    this.#ports.crashPoint(`step-begun:${step.work.kind}`);
  }

  async #apply(
    step: Step,
    decision: Decision,
    cloud: Cloud,
    interrupted: () => boolean,
  ): Promise<void> {
    const now = cloud.clock.now();
    this.#state.note(step, decision, now);
    if (decision.kind === "wait" || decision.kind === "done") this.#stuck = null;
    const wish = this.#clearing.take(step.id, decision);
    if (wish) {
      await this.#clearing.carryOut(wish, cloud, interrupted);
      return this.#sleep(AFTER_CLEARING_MS, cloud);
    }
    switch (decision.kind) {
      case "done":
        this.#state.stepDone(step, decision, now);
        return this.#ports.crashPoint(`step-done:${step.work.kind}`);
      case "act":
        if (this.#wasJustMade(step, decision.calls, now)) return this.#sleep(SAME_AGAIN_MS, cloud);
        this.#state.keepOriginals(step.id, now, decision.originals ?? []);
        return this.#act(step, decision.calls, cloud, interrupted);
      case "wait":
        this.#listen(decision, now);
        return this.#sleep(decision.recheckMs, cloud);
      case "stuck":
        return this.#sleep(this.#stuckFor(step, decision.recheckMs, now), cloud);
      case "begin":
        return this.#beginChild(step, decision, cloud, interrupted);
      case "end":
        this.#childStarter.end(decision.operations);
        return this.#sleep(SAME_AGAIN_MS, cloud);
      case "skipped":
        return this.#state.changeStep(step.id, {
          status: "skipped",
          endedAtMs: Math.round(now),
          stuck: null,
        });
      case "failed":
        return this.#stepFailed(step, decision.reason, now);
    }
  }

  async #beginChild(
    step: Step,
    wanted: Extract<Decision, { kind: "begin" }>,
    cloud: Cloud,
    interrupted: () => boolean,
  ): Promise<void> {
    const problem = await this.#childStarter
      .begin(step, wanted, cloud, () => !interrupted())
      .catch((error: unknown) => this.#looker.unreadable(error));
    if (problem !== null) await this.#unreadable(step, problem, cloud);
  }

  /** A guard that refuses again and again what a step wants to do holds it as well, so an act ends nothing. */
  #stuckFor(step: Step, wishedMs: number, now: number): number {
    if (this.#stuck?.step !== step.id) this.#stuck = { step: step.id, sinceMs: now };
    return stuckRecheckMs(wishedMs, now - this.#stuck.sinceMs);
  }

  #listen({ leftMs, progress }: Extract<Decision, { kind: "wait" }>, now: number): void {
    const watched = watchOn(this.#said?.watched ?? null, progress ?? 0, now);
    this.#said = { leftMs: leftMs ?? null, watched };
  }

  /** The same calls at once again: AWS's lists lag behind, and asking faster than they catch up helps nobody. */
  #wasJustMade(step: Step, calls: readonly Call[], nowMs: number): boolean {
    const made = `${step.id} ${JSON.stringify(calls)}`;
    const { made: last, atMs } = this.#lastMade;
    if (made === last && nowMs - atMs < SAME_AGAIN_MS) return true;
    this.#lastMade = { made, atMs: nowMs };
    return false;
  }

  async #act(
    step: Step,
    calls: readonly Call[],
    cloud: Cloud,
    interrupted: () => boolean,
  ): Promise<void> {
    for (const call of calls) {
      if (interrupted()) return;
      const goOn = await this.#make(step, call, cloud);
      if (!goOn) return;
    }
  }

  /** False: the step must be looked at again before anything else. */
  async #make(step: Step, call: Call, cloud: Cloud): Promise<boolean> {
    const made = await this.#caller
      .make(step.id, call, cloud)
      .catch((error: unknown) => this.#looker.unreadable(error));
    if (made.kind === "refused") {
      this.#claims.doubt();
      this.#state.changeStep(step.id, {
        status: "stuck",
        stuck: { cause: made.reason, cure: made.cure },
      });
      const now = cloud.clock.now();
      await this.#sleep(this.#stuckFor(step, GUARD_RECHECK_MS, now), cloud);
      return false;
    }
    if (made.kind !== "answered") {
      await this.#unreadable(step, made, cloud);
      return false;
    }
    if (made.outcome.kind === "ok") return true;
    const after = afterFailure(call, made.outcome, this.#failures(step));
    if (after.kind === "give-up") this.#stepFailed(step, after.reason, cloud.clock.now());
    else {
      const held = after.stuck && ({ status: "stuck", stuck: after.stuck } as const);
      this.#state.changeStep(step.id, { note: after.note, ...held });
      await this.#sleep(after.afterMs, cloud);
    }
    return false;
  }

  async #unreadable(step: Step | null, found: Unreadable, cloud: Cloud): Promise<void> {
    if (step) this.#state.note(step, found, cloud.clock.now());
    await this.#sleep(found.recheckMs, cloud);
  }

  /** Since the last call of the step that was answered with success. */
  #failures(step: Step): { readonly inARow: number; readonly alike: number } {
    const outcomes = this.#caller.intents(step.id).map((intent) => intent.outcome);
    const since = outcomes.slice(outcomes.findLastIndex((each) => each?.kind === "ok") + 1);
    const codes = since.map((each) => (each?.kind === "failed" ? each.code : null));
    const other = codes.findLastIndex((code) => code !== codes.at(-1));
    return { inARow: since.length, alike: codes.length - 1 - other };
  }

  #stepFailed(step: Step, reason: string, now: number): void {
    this.#state.changeStep(step.id, {
      status: "failed",
      endedAtMs: Math.round(now),
      note: reason,
      stuck: null,
    });
    this.#state.event(now, "bad", `${step.title}: ${reason}`, step.id);
    if (rollsBackByItself(this.#state.plan, step.work.kind))
      this.#endAsFailed(toldWithRollback(reason), { cause: withoutAdvice(reason), atMs: now });
    else this.#endAsFailed(reason);
  }

  /** `wish`: it is to be rolled back by itself. Failure and wish are written at once. */
  #endAsFailed(outcome: string, wish: { cause: string; atMs: number } | null = null): void {
    if (this.#state.record.ending) return;
    const { journal, state } = this.#ports;
    journal.write(() => {
      if (wish !== null) journal.wishes.add({ operationId: state.id, ...wish });
      state.change({ status: "stopping", ending: { status: "failed", outcome } });
    });
  }

  async #end(ending: Ending, cloud: Cloud): Promise<void> {
    const way = this.#wayOut(cloud, patienceFor(ending, cloud.clock.now()));
    const left = ending.status === "succeeded" ? await putBackAtEnd(way) : await leave(way);
    if (this.#closing.signal.aborted) return;
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

  #wayOut(cloud: Cloud, patience: Patience): WayOut {
    const { journal, state, steps } = this.#ports;
    return {
      journal,
      state,
      caller: this.#caller,
      cloud,
      signal: this.#closing.signal,
      patience,
      mustRun: (step) => isLeftToDo(steps[step.work.kind].onWayOut, state.step(step.id)),
      takeStep: (step) => this.#takeOnWayOut(step, cloud, patience),
    };
  }

  async #takeOnWayOut(step: Step, cloud: Cloud, { untilMs }: Patience): Promise<boolean> {
    for (let turn = 0; turn < WAY_OUT_TURNS && !this.#closing.signal.aborted; turn += 1) {
      if (turn > 1 && cloud.clock.now() >= untilMs) return false;
      await this.#takeTurn(step, cloud, () => this.#closing.signal.aborted);
      const { status } = this.#state.step(step.id);
      if (status === "done" || status === "skipped") return true;
      if (status === "failed") return false;
    }
    return false;
  }

  async #sleep(ms: number, cloud: Cloud): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const shortest = SHORTEST_WAIT_WALL_MS * cloud.clock.reading().speed;
    await cloud.clock.sleep(Math.max(ms, shortest), this.#turnSignal);
  }

  /** A roll back waits for this one to end, but not for a connection that may never come back. */
  async #endUnseen(ending: Ending): Promise<void> {
    const { journal, pause } = this.#ports;
    for (let tries = 1; tries <= TRIES_FOR_A_ROLL_BACK && !this.#ports.cloud(); tries += 1)
      await pause(tries, this.#closing.signal);
    if (this.#ports.cloud() || this.#closing.signal.aborted) return;
    const seenAtMs = journal.evidence.events(this.#state.id).map(({ atMs }) => atMs);
    const left = stillOpen(journal, this.#state);
    this.#finish(ending, left, Math.max(this.#state.record.startedAtMs, ...seenAtMs));
  }

  /** The connection may come back at any time; until then nothing can be seen. */
  async #noConnection(): Promise<void> {
    const { signal } = this.#closing;
    const { ending } = this.#state.record;
    if (ending?.status === "superseded") return this.#endUnseen(ending);
    await wallSleep(NO_CONNECTION_RECHECK_WALL_MS, undefined, { signal, ref: false }).catch(
      () => undefined,
    );
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
