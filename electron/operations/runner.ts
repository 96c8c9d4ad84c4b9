/**
 * Carries one operation out: look, decide, act, look again, until every step is done. Level-triggered: it holds no
 * policy and remembers nothing but what the journal holds, so a restart is the same as the next turn.
 */
import { outcomeWords } from "../../shared/campaign/outcome-words.ts";
import { CLAIM_RENEWED_EVERY_MS } from "../../shared/decide/release/claim-tag.ts";
import { setTimeout as wallSleep } from "node:timers/promises";
import type { Decision } from "../../shared/decide/decision.ts";
import { watchOn, type Said } from "../../shared/decide/time-left.ts";
import type { Call } from "../../shared/model/call.ts";
import type { Step } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { Cloud } from "../ports.ts";
import { Caller, type CrashPoint } from "./turn/caller.ts";
import { ChildStarter } from "./turn/child-starter.ts";
import type { Children } from "./children.ts";
import { Clearing, type ClearWish } from "./turn/clearing.ts";
import { ClaimKeeper } from "./turn/claims.ts";
import { Ender } from "./ending/ender.ts";
import { Looker, type Unreadable } from "./turn/looker.ts";
import type { OperationState } from "./operation-state.ts";
import type { PauseAfterFault } from "./running.ts";
import type { StepRegistry } from "./steps/registry.ts";
import { SAME_AGAIN_MS, StepCalls } from "./turn/step-calls.ts";
import { StuckTime } from "./turn/stuck-time.ts";

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
const AFTER_CLEARING_MS = 2000;
const NO_CONNECTION_RECHECK_WALL_MS = 500;

export class Runner {
  readonly #ports: RunnerPorts;
  readonly #state: OperationState;
  readonly #caller: Caller;
  readonly #looker: Looker;
  readonly #claims: ClaimKeeper;
  readonly #clearing: Clearing;
  readonly #childStarter: ChildStarter;
  readonly #stuck = new StuckTime();
  readonly #calls: StepCalls;
  readonly #ender: Ender;
  readonly #closing = new AbortController();
  #wake = new AbortController();
  /** Taken when a turn begins: a word from outside during the turn cuts its sleep short as well. */
  #turnSignal = this.#wake.signal;
  #said: Said | null = null;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    this.#state = ports.state;
    this.#caller = new Caller(ports.journal, ports.state, ports.crashPoint);
    this.#looker = new Looker(ports.journal, ports.state, this.#caller, ports);
    this.#clearing = new Clearing(this.#caller, ports.state);
    this.#childStarter = new ChildStarter(ports.state, ports.children);
    this.#claims = new ClaimKeeper(ports.journal, ports.state, this.#caller);
    this.#calls = new StepCalls({
      state: ports.state,
      caller: this.#caller,
      looker: this.#looker,
      claims: this.#claims,
      stuck: this.#stuck,
    });
    this.#ender = new Ender({
      ...ports,
      caller: this.#caller,
      closing: this.#closing.signal,
      stuck: this.#stuck,
      takeTurn: (step, cloud, interrupted) => this.#takeTurn(step, cloud, interrupted),
    });
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
    if (record.ending) return this.#ender.end(record.ending, cloud);
    if (record.status === "paused") return this.#paused(cloud);
    const step = this.#state.current();
    this.#turnSignal = this.#wake.signal;
    const lost = await this.#claims
      .keep(cloud)
      .catch((error: unknown) => this.#looker.unreadable(error));
    if (typeof lost === "string") return this.#ender.asFailed(lost);
    if (lost !== null) return this.#unreadable(step, lost, cloud);
    if (!step) return this.#ender.end({ status: "succeeded", outcome: this.#doneWords() }, cloud);
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
    if (decision.kind === "wait" || decision.kind === "done") this.#stuck.over();
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
        if (this.#calls.wereJustMade(step, decision.calls, now))
          return this.#sleep(SAME_AGAIN_MS, cloud);
        this.#state.keepOriginals(step.id, now, decision.originals ?? []);
        return this.#makeCalls(step, decision.calls, cloud, interrupted);
      case "wait":
        this.#listen(decision, now);
        return this.#sleep(decision.recheckMs, cloud);
      case "stuck":
        return this.#sleep(this.#stuck.recheckMs(step.id, decision.recheckMs, now), cloud);
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
        return this.#ender.stepFailed(step, decision.reason, now);
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

  #listen({ leftMs, progress }: Extract<Decision, { kind: "wait" }>, now: number): void {
    const watched = watchOn(this.#said?.watched ?? null, progress ?? 0, now);
    this.#said = { leftMs: leftMs ?? null, watched };
  }

  async #makeCalls(
    step: Step,
    calls: readonly Call[],
    cloud: Cloud,
    interrupted: () => boolean,
  ): Promise<void> {
    const after = await this.#calls.make(step, calls, cloud, interrupted);
    if (after.kind === "later") await this.#sleep(after.afterMs, cloud);
    if (after.kind === "failed") this.#ender.stepFailed(step, after.reason, cloud.clock.now());
  }

  async #unreadable(step: Step | null, found: Unreadable, cloud: Cloud): Promise<void> {
    if (step) this.#state.note(step, found, cloud.clock.now());
    await this.#sleep(found.recheckMs, cloud);
  }

  async #sleep(ms: number, cloud: Cloud): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const shortest = SHORTEST_WAIT_WALL_MS * cloud.clock.reading().speed;
    await cloud.clock.sleep(Math.max(ms, shortest), this.#turnSignal);
  }

  /** The connection may come back at any time; until then nothing can be seen. */
  async #noConnection(): Promise<void> {
    const { signal } = this.#closing;
    const { ending } = this.#state.record;
    if (ending?.status === "superseded") return this.#ender.endUnseen(ending);
    await wallSleep(NO_CONNECTION_RECHECK_WALL_MS, undefined, { signal, ref: false }).catch(
      () => undefined,
    );
  }
}
