/**
 * All operations of a console: starts them, goes on with them after a restart, and takes the user's words (pause,
 * resume, stop, skip, roll back) in every state that isn't terminal. One operation a fleet. It owns the runners;
 * it must not know AWS, screens or how plans are made.
 */
import { BennuError, toErrorData, type BennuErrorData } from "../../shared/errors.ts";
import {
  operationId,
  type ConnectionId,
  type GroupName,
  type OperationId,
  type StepId,
} from "../../shared/model/ids.ts";
import {
  isTerminal,
  type OperationDetail,
  type OperationEvent,
  type OperationSummary,
} from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord, StepRecord } from "../journal/records.ts";
import type { Cloud, Random } from "../ports.ts";
import type { CrashPoint } from "./caller.ts";
import { LeftClaims } from "./left-claims.ts";
import { OperationState, type OperationChange } from "./operation-state.ts";
import { Runner } from "./runner.ts";
import { Running, wallPause, type PauseAfterFault } from "./running.ts";
import type { StepRegistry } from "./steps/registry.ts";
import { detailOf, summaryOf } from "./views.ts";

export interface OperationPorts {
  readonly journal: Journal;
  /** Null: the connection isn't there (yet); the operation waits for it. */
  cloudOf(id: ConnectionId): Cloud | null;
  readonly steps: StepRegistry;
  readonly random: Random;
  /** Who the user is, for the record. */
  readonly who: string;
  /** User and machine, for the claim in the cloud. */
  readonly holder: string;
  /** A defect, or the journal can't be written: the operation is held up and goes on when that is over. */
  onFault?(id: OperationId, error: BennuErrorData): void;
  readonly pauseAfterFault?: PauseAfterFault;
  readonly crashPoint?: CrashPoint;
}

export interface StartOptions {
  readonly reason: string;
  readonly changeNumber: string | null;
}

export class Operations {
  readonly #ports: OperationPorts;
  readonly #running = new Map<OperationId, Running>();
  /** Of operations that have ended: nothing changes them any more. */
  readonly #endedSummaries = new Map<OperationId, OperationSummary>();
  /** Newest first; read once, then kept. */
  #order: readonly OperationId[];
  readonly #listeners = new Set<(change: OperationChange) => void>();
  readonly #leftClaims: LeftClaims;
  #closed = false;

  constructor(ports: OperationPorts) {
    this.#ports = ports;
    this.#leftClaims = new LeftClaims({ ...ports, pause: ports.pauseAfterFault ?? wallPause });
    this.#order = ports.journal.running.operations().map((record) => record.id);
  }

  /** Throws BennuError: refused, conflict, read-only, not-found. */
  start(plan: Plan, options: StartOptions): OperationId {
    const cloud = this.#startable(plan);
    const record = this.#newRecord(plan, options, cloud.clock.now());
    const { journal } = this.#ports;
    journal.write(() => {
      journal.evidence.savePlan(plan);
      journal.running.saveOperation(record);
      plan.steps.forEach((step, position) =>
        journal.running.saveStep(record.id, position, newStep(step.id)),
      );
    });
    this.#order = [record.id, ...this.#order];
    const running = this.#run(record, plan);
    running.state.event(record.startedAtMs, "info", startedText(plan, record));
    return record.id;
  }

  /** At start-up: every operation that hadn't ended goes on from what the world is now. */
  resumeAll(): readonly OperationId[] {
    const { journal } = this.#ports;
    const open = journal.running.operations().filter((record) => !isTerminal(record.status));
    for (const record of open) {
      const plan = journal.evidence.plan(record.planId);
      if (!plan) throw new Error(`The journal has no plan ${record.planId}`);
      const { state } = this.#run(record, plan);
      const now = this.#ports.cloudOf(record.connectionId)?.clock.now() ?? record.startedAtMs;
      state.event(
        now,
        "info",
        "The console was started again: going on from what the fleet is now",
      );
    }
    for (const id of journal.evidence.withPendingOriginals()) this.#takeUpClaimsOf(id);
    return open.map((record) => record.id);
  }

  pause(id: OperationId): void {
    const running = this.#open(id);
    const { state } = running;
    if (state.record.status !== "running") return;
    state.event(this.#now(state), "info", `Paused by ${this.#ports.who}: the fleet stays as it is`);
    state.change({ status: "paused" });
    running.poke();
  }

  resume(id: OperationId): void {
    const running = this.#open(id);
    const { state } = running;
    if (state.record.status !== "paused") return;
    state.event(this.#now(state), "info", `Goes on, by ${this.#ports.who}`);
    state.change({ status: "running" });
    running.poke();
  }

  /** The fleet stays where it is; what was changed for a time is put back. Resolves when that is done. */
  async stop(id: OperationId, reason: string): Promise<void> {
    const why = reason.trim() === "" ? "" : ` ${reason.trim()}`;
    await this.#endAs(id, "stopped", `Stopped by ${this.#ports.who}.${why}`);
  }

  /** Ends it so that a roll back can take over. Resolves when nothing of it is under way any more. */
  async supersede(id: OperationId, by: string): Promise<void> {
    await this.#endAs(id, "superseded", by);
  }

  skip(id: OperationId, step: StepId, reason: string): void {
    const running = this.#open(id);
    const { state } = running;
    const planned = state.plan.steps.find((candidate) => candidate.id === step);
    const { status } = state.step(step);
    if (!planned?.skippable)
      throw refused(`"${planned?.title ?? step}" can't be skipped.`, "Wait for it, or roll back.");
    if (status === "done" || status === "skipped") return;
    const now = this.#now(state);
    state.event(now, "warn", `${planned.title}: skipped by ${this.#ports.who}. ${reason}`, step);
    state.changeStep(step, {
      status: "skipped",
      endedAtMs: Math.round(now),
      note: `Skipped: ${reason}`,
      stuck: null,
    });
    running.poke();
  }

  /** The operation that holds a fleet, if any of this console does. */
  holding(fleetId: string): OperationId | null {
    const held = [...this.#running.values()].find(
      ({ state }) => !state.ended && state.record.fleetId === fleetId,
    );
    return held?.state.id ?? null;
  }

  /** The groups that an operation moves traffic between; none in a bake. */
  groupsOf(id: OperationId): readonly GroupName[] {
    const groups = this.#find(id)?.plan.groups;
    return groups ? [groups.from, groups.to] : [];
  }

  detail(id: OperationId): OperationDetail | null {
    const found = this.#find(id);
    return (
      found && detailOf(this.#ports.journal, found.record, found.plan, found.steps, found.live)
    );
  }

  summary(id: OperationId): OperationSummary | null {
    const known = this.#endedSummaries.get(id);
    if (known) return known;
    const found = this.#find(id);
    const summary = found && summaryOf(found.record, found.plan, found.steps, found.live);
    if (summary && isTerminal(summary.status)) this.#endedSummaries.set(id, summary);
    return summary;
  }

  /** Newest first. */
  summaries(): readonly OperationSummary[] {
    return this.#order.map((id) => this.summary(id)).filter((summary) => summary !== null);
  }

  /** Oldest first; null: the newest 500 of all operations. */
  events(id: OperationId | null): readonly OperationEvent[] {
    return id === null
      ? this.#ports.journal.evidence.events(null, 500)
      : this.#ports.journal.evidence.events(id);
  }

  /** Gives the function that ends it. */
  onChange(listener: (change: OperationChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the operation has ended, or the console is closed. */
  async finished(id: OperationId): Promise<void> {
    await this.#running.get(id)?.finished;
  }

  /** Lets the calls under way have their answer. The operations go on at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const running of this.#running.values()) running.close();
    await Promise.all([...this.#running.values()].map(({ finished }) => finished));
    await this.#leftClaims.close();
  }

  #startable(plan: Plan): Cloud {
    const cloud = this.#ports.cloudOf(plan.connectionId);
    if (this.#closed) throw refused("The console is being closed.", "Start it again.");
    if (!cloud)
      throw refused(
        "The connection of this plan isn't there.",
        "Add it again, then make the plan again.",
      );
    if (cloud.connection.readOnly) throw readOnly(cloud.connection.name);
    const records = this.#ports.journal.running.operations();
    if (records.some((record) => record.planId === plan.id)) {
      throw refused(
        "This plan was started already.",
        "Make a new plan from what the fleet is now.",
      );
    }
    const holder = records.find((record) => holds(record, plan));
    if (holder) throw fleetHeld(plan, holder);
    return cloud;
  }

  #newRecord(plan: Plan, options: StartOptions, nowMs: number): OperationRecord {
    return {
      id: operationId(this.#ports.random.id("op")),
      planId: plan.id,
      kind: plan.kind,
      connectionId: plan.connectionId,
      fleetId: plan.fleetId,
      status: "running",
      ending: null,
      who: this.#ports.who,
      holder: this.#ports.holder,
      reason: options.reason,
      changeNumber: options.changeNumber,
      startedAtMs: Math.round(nowMs),
      endedAtMs: null,
      outcome: null,
      bake: plan.kind === "bake" ? { log: [], tests: [], imageId: null } : null,
    };
  }

  #run({ id }: OperationRecord, plan: Plan): Running {
    const running: Running = new Running({
      begin: () => this.#begin(id, plan, () => running.wrote()),
      onFault: (error) => this.#ports.onFault?.(id, error),
      onShown: () => this.#tell({ kind: "operation", operationId: id }),
      pause: this.#ports.pauseAfterFault ?? wallPause,
    });
    this.#running.set(id, running);
    void running.finished.then(() => this.#leave(running));
    this.#tell({ kind: "operation", operationId: id });
    return running;
  }

  #leave({ state }: Running): void {
    if (!state.ended) return;
    this.#running.delete(state.id);
    this.#leftClaims.takeUp(state);
  }

  #takeUpClaimsOf(id: OperationId): void {
    const found = this.#running.has(id) ? null : this.#find(id);
    if (!found) return;
    const tell = (change: OperationChange) => this.#tell(change);
    const state = new OperationState(this.#ports.journal, found.record, found.plan, tell);
    this.#leftClaims.takeUp(state);
  }

  #begin(id: OperationId, plan: Plan, wrote: () => void) {
    const { journal, steps, crashPoint = () => undefined } = this.#ports;
    const pause = this.#ports.pauseAfterFault ?? wallPause;
    const record = journal.running.operation(id);
    if (!record) throw new Error(`The journal has no operation ${id}`);
    const tell = (change: OperationChange) => (wrote(), this.#tell(change));
    const state = new OperationState(journal, record, plan, tell);
    const cloud = () => this.#ports.cloudOf(record.connectionId);
    return { state, runner: new Runner({ journal, state, steps, cloud, crashPoint, pause }) };
  }

  async #endAs(id: OperationId, status: "stopped" | "superseded", outcome: string): Promise<void> {
    const running = this.#open(id);
    const { state, finished } = running;
    if (!state.record.ending) {
      state.event(this.#now(state), "warn", outcome);
      state.change({ status: "stopping", ending: { status, outcome } });
      running.poke();
    }
    await finished;
  }

  #open(id: OperationId): Running {
    const running = this.#running.get(id);
    if (running && !running.state.ended) return running;
    const record = this.#ports.journal.running.operation(id);
    if (!record)
      throw new BennuError({ code: "not-found", message: `There is no operation ${id}.` });
    throw new BennuError({
      code: "conflict",
      message: `This operation has ended already (${record.status}): nothing can change it any more.`,
    });
  }

  #find(id: OperationId) {
    const running = this.#running.get(id);
    if (running) return this.#found(running);
    const record = this.#ports.journal.running.operation(id);
    const plan = record && this.#ports.journal.evidence.plan(record.planId);
    return record && plan
      ? { record, plan, steps: this.#ports.journal.running.steps(id), live: null }
      : null;
  }

  #found({ state, said, fault }: Running) {
    const live = { said, fault, nowMs: this.#now(state) };
    return {
      record: state.record,
      plan: state.plan,
      steps: state.steps as readonly StepRecord[],
      live,
    };
  }

  #now(state: OperationState): number {
    return this.#ports.cloudOf(state.record.connectionId)?.clock.now() ?? state.record.startedAtMs;
  }

  /** What fails to show an operation must not hold it up. */
  #tell(change: OperationChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        const id = change.kind === "event" ? change.event.operationId : change.operationId;
        this.#ports.onFault?.(id, toErrorData(error));
      }
    }
  }
}

export const createOperations = (ports: OperationPorts) => new Operations(ports);

const holds = (record: OperationRecord, plan: Plan) =>
  plan.fleetId !== null && record.fleetId === plan.fleetId && !isTerminal(record.status);

function newStep(step: StepId): StepRecord {
  const nothing = {
    startedAtMs: null,
    endedAtMs: null,
    progress: null,
    stuck: null,
    kept: null,
    produced: null,
  };
  return { stepId: step, status: "waiting", note: "", ...nothing };
}

function startedText(plan: Plan, record: OperationRecord): string {
  const why = record.reason === "" ? "" : `: ${record.reason}`;
  const change = record.changeNumber ? ` (${record.changeNumber})` : "";
  return `${plan.title}, started by ${record.who}${why}${change}`;
}

const refused = (reason: string, cure: string) =>
  new BennuError({ code: "refused", message: `${reason} Nothing was changed. ${cure}` });

const readOnly = (name: string) =>
  new BennuError({
    code: "read-only",
    message: `The connection ${name} is read-only, so nothing may be changed there. Allow changes in Connections first.`,
  });

const fleetHeld = (plan: Plan, holder: OperationRecord) =>
  new BennuError({
    code: "conflict",
    message:
      `Another operation is at work on ${plan.fleetName ?? "this fleet"}: ${holder.kind} ${holder.id}, started by ` +
      `${holder.who}. Nothing was changed. Wait until it ends, stop it, or roll it back.`,
    details: { operationId: holder.id },
  });
