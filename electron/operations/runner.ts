/**
 * Carries one operation out: look, decide, act, look again, until every step is done. Level-triggered: it holds no
 * policy and remembers nothing but what the journal holds, so a restart is the same as the next turn.
 */
import { setTimeout as wallSleep } from "node:timers/promises";
import { afterFailure } from "../../shared/decide/call-failure.ts";
import { capacityEvents } from "../../shared/decide/capacity-events.ts";
import type { Decision, Memory } from "../../shared/decide/decision.ts";
import type { Said } from "../../shared/decide/time-left.ts";
import { toErrorData } from "../../shared/errors.ts";
import type { FleetReading } from "../../shared/guard/serving.ts";
import type { Call } from "../../shared/model/call.ts";
import type { Step, StepKind, StepWork } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { Ending } from "../journal/records.ts";
import type { Cloud } from "../ports.ts";
import { Caller, type CrashPoint } from "./caller.ts";
import { renewClaims } from "./claims.ts";
import { readFleet } from "./fleet-reading.ts";
import type { OperationState } from "./operation-state.ts";
import type { StepRegistry } from "./steps/registry.ts";
import type { StepContext, StepModule } from "./steps/step.ts";
import { leave, putBackAtEnd, type WayOut } from "./way-out.ts";

export interface RunnerPorts {
  readonly journal: Journal;
  readonly state: OperationState;
  readonly steps: StepRegistry;
  /** Null while the connection isn't there. */
  cloud(): Cloud | null;
  readonly crashPoint: CrashPoint;
}

/** Between two looks at least, of the wall's time: a fast practice clock must not make it spin. */
const SHORTEST_WAIT_WALL_MS = 40;
const LOOK_FAILED_RECHECK_MS = 10_000;
const WAY_OUT_TURNS = 400;

export class Runner {
  readonly #ports: RunnerPorts;
  readonly #caller: Caller;
  readonly #closing = new AbortController();
  #wake = new AbortController();
  /** Taken when a turn begins: a word from outside during the turn cuts its sleep short as well. */
  #turnSignal = this.#wake.signal;
  #said: Said | null = null;
  #reading: FleetReading | null = null;
  #claimsAtMs: number | null = null;
  #failedLooks = 0;

  constructor(ports: RunnerPorts) {
    this.#ports = ports;
    this.#caller = new Caller(ports.journal, ports.state, ports.crashPoint);
  }

  get said(): Said | null {
    return this.#said;
  }

  /** Something was decided from outside (pause, stop, skip): don't sleep over it. */
  poke(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  close(): void {
    this.#closing.abort();
    this.poke();
  }

  async run(): Promise<void> {
    const { state } = this.#ports;
    let dangling = true;
    while (!state.ended && !this.#closing.signal.aborted) {
      const cloud = this.#ports.cloud();
      if (!cloud) await this.#noConnection();
      else if (dangling) {
        this.#caller.closeDangling(cloud.clock.now());
        dangling = false;
      } else await this.#turn(cloud);
    }
  }

  async #turn(cloud: Cloud): Promise<void> {
    const { state } = this.#ports;
    if (state.record.ending) return this.#end(state.record.ending, cloud);
    if (state.record.status === "paused") return this.#untilPoked();
    await this.#renewClaims(cloud);
    const step = state.current();
    if (!step) return this.#end({ status: "succeeded", outcome: "Everything in the plan is done." }, cloud);
    await this.#takeTurn(step, cloud, () => this.#interrupted(step));
  }

  /** Whether the step is to be left alone from now on. Asked before every call. */
  #interrupted(step: Step): boolean {
    const { state } = this.#ports;
    const skipped = state.step(step.id).status === "skipped";
    return skipped || state.record.status !== "running" || this.#closing.signal.aborted;
  }

  async #takeTurn(step: Step, cloud: Cloud, interrupted: () => boolean): Promise<void> {
    this.#turnSignal = this.#wake.signal;
    this.#begin(step, cloud);
    const decision = await this.#conclude(step, cloud);
    if (!interrupted()) await this.#apply(step, decision, cloud, interrupted);
  }

  #begin(step: Step, cloud: Cloud): void {
    const { state } = this.#ports;
    if (state.step(step.id).startedAtMs !== null) return;
    const now = cloud.clock.now();
    this.#said = null;
    state.changeStep(step.id, { status: "running", startedAtMs: Math.round(now) });
    state.event(now, "info", step.title, step.id);
    this.#ports.crashPoint(`step-begun:${step.work.kind}`);
  }

  async #conclude(step: Step, cloud: Cloud): Promise<Decision> {
    const module = this.#ports.steps[step.work.kind] as StepModule<StepKind> | undefined;
    if (!module) return { kind: "failed", reason: `This Bennu doesn't know the step "${step.work.kind}".` };
    let seen: unknown;
    try {
      seen = await module.look(step.work as never, this.#context(step, cloud));
      this.#failedLooks = 0;
    } catch (error) {
      return this.#lookFailed(error);
    }
    try {
      return module.decide(step.work as never, seen, this.#memory(step), cloud.clock.now());
    } catch (error) {
      return { kind: "failed", reason: `Bennu has a defect in "${step.title}": ${toErrorData(error).message}` };
    }
  }

  /** What the world is can't be known: that is no failure of the step. */
  #lookFailed(error: unknown): Decision {
    this.#failedLooks += 1;
    const { message } = toErrorData(error);
    const recheckMs = Math.min(60_000, LOOK_FAILED_RECHECK_MS * this.#failedLooks);
    if (this.#failedLooks < 3) {
      return { kind: "wait", note: "AWS could not be read; looking again", recheckMs: 2000, progress: null };
    }
    return {
      kind: "stuck",
      note: "AWS can't be read, so nothing is done",
      cause: message,
      cure: "Clear what it names; the operation goes on by itself from what the fleet is then.",
      recheckMs,
    };
  }

  #context(step: Step, cloud: Cloud): StepContext {
    const { state } = this.#ports;
    let fleet: Promise<FleetReading> | null = null;
    return {
      operationId: state.id,
      plan: state.plan,
      step,
      reader: cloud.reader,
      startedAtMs: state.step(step.id).startedAtMs ?? cloud.clock.now(),
      nowMs: cloud.clock.now(),
      outputs: state.outputs(),
      kept: state.step(step.id).kept,
      fleet: () => (fleet ??= this.#readFleet(cloud)),
    };
  }

  async #readFleet(cloud: Cloud): Promise<FleetReading> {
    const { state } = this.#ports;
    const reading = await readFleet(state.plan, cloud);
    state.sample(reading);
    for (const { level, text } of capacityEvents(this.#reading, reading)) {
      state.event(reading.readAtMs, level, text, state.current()?.id ?? null);
    }
    this.#reading = reading;
    return reading;
  }

  #memory(step: Step): Memory {
    const { state } = this.#ports;
    const record = state.step(step.id);
    return {
      operationId: state.id,
      stepId: step.id,
      holder: state.record.holder,
      startedAtMs: record.startedAtMs ?? 0,
      expected: step.expected,
      floor: state.plan.floor,
      clientToken: this.#caller.clientToken(step.id),
      calls: this.#caller.intents(step.id).map(({ call, outcome }) => ({ name: call.call, outcome })),
      outputs: state.outputs(),
      kept: record.kept,
    };
  }

  async #apply(step: Step, decision: Decision, cloud: Cloud, interrupted: () => boolean): Promise<void> {
    const now = cloud.clock.now();
    this.#note(step, decision, now);
    switch (decision.kind) {
      case "done":
        return this.#done(step, decision, now);
      case "act":
        this.#ports.state.keepOriginals(step.id, now, decision.originals ?? []);
        return this.#act(step, decision.calls, cloud, interrupted);
      case "wait":
        this.#said = { leftMs: decision.leftMs ?? null };
        return this.#sleep(decision.recheckMs, cloud);
      case "stuck":
        return this.#sleep(decision.recheckMs, cloud);
      case "failed":
        return this.#failed(step, decision.reason, now);
    }
  }

  /** What every decision leaves: the step's note, what it wants kept, events, a bake's picture. */
  #note(step: Step, decision: Decision, now: number): void {
    const { state } = this.#ports;
    if (decision.bake) {
      const before = state.record.bake ?? { log: [], tests: [], imageId: null };
      state.change({ bake: { ...before, ...decision.bake } });
    }
    if (decision.kind === "failed") return;
    for (const { level, text } of decision.events ?? []) state.event(now, level, text, step.id);
    const stuck = decision.kind === "stuck" ? { cause: decision.cause, cure: decision.cure } : null;
    const known = state.step(step.id).stuck;
    if (stuck && known?.cause !== stuck.cause) state.event(now, "warn", `${step.title}: ${stuck.cause} ${stuck.cure}`, step.id);
    if (!stuck && known) state.event(now, "good", `${step.title}: goes on again`, step.id);
    const progress = "progress" in decision ? (decision.progress ?? null) : state.step(step.id).progress;
    state.changeStep(step.id, {
      status: stuck ? "stuck" : "running",
      note: decision.note,
      stuck,
      progress,
      ...(decision.kept ? { kept: decision.kept } : {}),
    });
  }

  #done(step: Step, decision: Decision & { kind: "done" }, now: number): void {
    const { state, journal } = this.#ports;
    const record = decision.record;
    if (record) journal.write(() => journal.memory.saveImage(record));
    state.settleOriginals(step.id);
    state.changeStep(step.id, {
      status: "done",
      endedAtMs: Math.round(now),
      progress: 1,
      produced: decision.produced ?? null,
    });
    state.event(now, "good", `${step.title}: ${decision.note}`, step.id);
    this.#ports.crashPoint(`step-done:${step.work.kind}`);
  }

  async #act(step: Step, calls: readonly Call[], cloud: Cloud, interrupted: () => boolean): Promise<void> {
    for (const call of calls) {
      if (interrupted()) return;
      const goOn = await this.#make(step, call, cloud);
      if (!goOn) return;
    }
  }

  /** False: the step must be looked at again before anything else. */
  async #make(step: Step, call: Call, cloud: Cloud): Promise<boolean> {
    const made = await this.#caller.make(step.id, call, cloud).catch((error: unknown) => this.#lookFailed(error));
    if (made.kind === "refused") {
      const stuck = { cause: made.reason, cure: made.cure };
      this.#ports.state.changeStep(step.id, { status: "stuck", stuck });
      await this.#sleep(5000, cloud);
      return false;
    }
    if (made.kind !== "answered") {
      await this.#sleep(LOOK_FAILED_RECHECK_MS, cloud);
      return false;
    }
    if (made.outcome.kind === "ok") return true;
    const after = afterFailure(call, made.outcome, this.#failuresInARow(step));
    if (after.kind === "give-up") this.#failed(step, after.reason, cloud.clock.now());
    else {
      this.#ports.state.changeStep(step.id, { note: after.note });
      await this.#sleep(after.afterMs, cloud);
    }
    return false;
  }

  #failuresInARow(step: Step): number {
    const outcomes = this.#caller.intents(step.id).map((intent) => intent.outcome?.kind);
    const lastOk = outcomes.lastIndexOf("ok");
    return outcomes.length - 1 - lastOk;
  }

  #failed(step: Step, reason: string, now: number): void {
    const { state } = this.#ports;
    state.changeStep(step.id, { status: "failed", endedAtMs: Math.round(now), note: reason, stuck: null });
    state.event(now, "bad", `${step.title}: ${reason}`, step.id);
    if (!state.record.ending) state.change({ status: "stopping", ending: { status: "failed", outcome: reason } });
  }

  async #end(ending: Ending, cloud: Cloud): Promise<void> {
    const way = this.#wayOut(cloud);
    const left = ending.status === "succeeded" ? await putBackAtEnd(way) : await leave(way);
    if (this.#closing.signal.aborted) return;
    const { state } = this.#ports;
    const now = cloud.clock.now();
    const outcome = left.length === 0 ? ending.outcome : `${ending.outcome} Left behind: ${left.join("; ")}.`;
    state.event(now, levelOf(ending), `${wordOf(ending)}: ${outcome}`);
    state.change({ status: ending.status, ending, outcome, endedAtMs: Math.round(now) });
  }

  #wayOut(cloud: Cloud): WayOut {
    const { journal, state, steps } = this.#ports;
    return {
      journal,
      state,
      caller: this.#caller,
      cloud,
      signal: this.#closing.signal,
      mustRun: (step) => steps[step.work.kind as StepWork["kind"]]?.onWayOut === true && state.step(step.id).status !== "done",
      takeStep: (step) => this.#takeOnWayOut(step, cloud),
    };
  }

  async #takeOnWayOut(step: Step, cloud: Cloud): Promise<boolean> {
    const { state } = this.#ports;
    for (let turn = 0; turn < WAY_OUT_TURNS && !this.#closing.signal.aborted; turn += 1) {
      await this.#takeTurn(step, cloud, () => this.#closing.signal.aborted);
      const { status } = state.step(step.id);
      if (status === "done") return true;
      if (status === "failed") return false;
    }
    return false;
  }

  async #renewClaims(cloud: Cloud): Promise<void> {
    this.#claimsAtMs ??= cloud.clock.now();
    this.#claimsAtMs = await renewClaims(this.#ports, this.#caller, cloud, this.#claimsAtMs);
  }

  async #sleep(ms: number, cloud: Cloud): Promise<void> {
    const shortest = SHORTEST_WAIT_WALL_MS * cloud.clock.reading().speed;
    if (this.#closing.signal.aborted) return;
    await cloud.clock.sleep(Math.max(ms, shortest), this.#turnSignal);
  }

  async #untilPoked(): Promise<void> {
    const { signal } = this.#wake;
    await new Promise<void>((resolve) => {
      if (signal.aborted || this.#closing.signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  /** The connection may come back at any time; until then nothing can be seen. */
  async #noConnection(): Promise<void> {
    await wallSleep(500, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}

const levelOf = (ending: Ending) =>
  ending.status === "succeeded" ? "good" : ending.status === "failed" ? "bad" : "warn";

function wordOf(ending: Ending): string {
  switch (ending.status) {
    case "succeeded":
      return "Done";
    case "failed":
      return "Failed";
    case "stopped":
      return "Stopped";
    case "superseded":
      return "Ended for a roll back";
  }
}
