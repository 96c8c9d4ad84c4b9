/**
 * All operations of a console: starts them, goes on with them after a restart, and hands them the user's words in
 * every state that isn't terminal. One operation a fleet. It owns the runners; it must not know AWS, screens or how
 * plans are made.
 */
import { BennuError, toErrorData, type BennuErrorData } from "../../shared/errors.ts";
import type { ConnectionId, GroupName, OperationId, StepId } from "../../shared/model/ids.ts";
import {
  isTerminal,
  type EventLevel,
  type OperationDetail,
  type OperationEvent,
  type OperationSummary,
} from "../../shared/model/operation.ts";
import { holdsItsFleet, type Plan } from "../../shared/model/plan.ts";
import { slowedDown } from "../../shared/decide/stall/by-calls.ts";
import { slotServers, type SlotServer } from "../../shared/slots/slot-server.ts";
import type { Journal } from "../journal/journal.ts";
import type { OperationRecord, StepRecord } from "../journal/records.ts";
import type { Cloud, Random } from "../ports.ts";
import type { CrashPoint } from "./caller.ts";
import { childId, type Children } from "./children.ts";
import {
  newRecord,
  newStep,
  refused,
  resumedText,
  startable,
  startedText,
  type StartOptions,
} from "./beginning.ts";
import { LeftClaims } from "./left-claims.ts";
import { OperationState, type OperationChange } from "./operation-state.ts";
import { Runner } from "./runner.ts";
import { Running, wallPause, type PauseAfterFault } from "./running.ts";
import type { StepRegistry } from "./steps/registry.ts";
import { UserWords, type ChildChoice } from "./user-words.ts";
import { UsualBook } from "./usual-book.ts";
import { detailOf, summaryOf, type Live } from "./views.ts";

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
  /** By which operations start others; null: not yet. Left out: none can. */
  children?(): Children | null;
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
  readonly #words: UserWords;
  readonly #usual: UsualBook;
  #closed = false;

  constructor(ports: OperationPorts) {
    this.#ports = ports;
    this.#leftClaims = new LeftClaims({ ...ports, pause: ports.pauseAfterFault ?? wallPause });
    this.#words = new UserWords({
      open: (id) => this.#open(id),
      now: (state) => this.#now(state),
      who: ports.who,
    });
    this.#usual = new UsualBook(ports.journal);
    this.#order = ports.journal.running.operations().map((record) => record.id);
  }

  /** Throws BennuError: refused, conflict, read-only, not-found. */
  start(plan: Plan, options: StartOptions): OperationId {
    if (this.#closed) throw refused("The console is being closed.", "Start it again.");
    const { journal } = this.#ports;
    if (options.id !== undefined && journal.running.operation(options.id)) return options.id;
    const cloud = startable(plan, this.#ports.cloudOf(plan.connectionId), journal);
    const record = newRecord(plan, options, this.#ports, cloud.clock.now());
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
      const isForgotten = record.ending?.status === "superseded";
      state.event(now, isForgotten ? "warn" : "info", resumedText(record));
    }
    for (const id of journal.evidence.withPendingOriginals()) this.#takeUpClaimsOf(id);
    return open.map((record) => record.id);
  }

  /** What it started pauses with it. */
  pause(id: OperationId): void {
    for (const child of this.#openChildrenOf(id)) this.#words.pause(child.id);
    this.#words.pause(id);
  }

  resume(id: OperationId): void {
    for (const child of this.#openChildrenOf(id)) this.#words.resume(child.id);
    this.#words.resume(id);
  }

  /** A person's word on a child that is held: begin it once more, or leave it out. Of none that is under way. */
  choose(id: OperationId, step: StepId, choice: ChildChoice): void {
    const child = this.#openChildrenOf(id).find(({ key }) => key === choice.key);
    if (child) throw refused(`It is under way (${child.id}).`, "Stop it first, on its own page.");
    if (choice.kind === "again" && !this.#wasTried(id, choice))
      throw refused("There was no such attempt yet.", "Look at the campaign again.");
    this.#words.choose(id, step, choice);
  }

  /** The fleet stays where it is; what was changed for a time is put back. Resolves when that is done. */
  stop(id: OperationId, reason: string): Promise<void> {
    return this.#words.stop(id, reason);
  }

  /** Ends it so that a roll back can take over. Resolves when nothing of it is under way any more. */
  supersede(id: OperationId, by: string): Promise<void> {
    return this.#words.supersede(id, by);
  }

  skip(id: OperationId, step: StepId, reason: string): void {
    this.#words.skip(id, step, reason);
  }

  /** A person's word for a gate that asks for it. */
  approve(id: OperationId, step: StepId, word: { approve: boolean; reason: string }): void {
    this.#words.approve(id, step, word);
  }

  /** Makes the calls that are shown as clearing what holds the step. Throws if it is no longer the same. */
  clear(id: OperationId, step: StepId): Promise<void> {
    return this.#words.clear(id, step);
  }

  /** An event of an operation, also of one that has ended. */
  say(id: OperationId, level: EventLevel, text: string): void {
    const found = this.#find(id);
    if (!found) return;
    const tell = (change: OperationChange) => this.#tell(change);
    const running = this.#running.get(id);
    const state =
      running?.state ?? new OperationState(this.#ports.journal, found.record, found.plan, tell);
    state.event(this.#now(state), level, text);
  }

  /** The operation that holds a fleet, if any of this console does. */
  holding(fleetId: string): OperationId | null {
    const held = [...this.#running.values()].find(
      ({ state }) =>
        !state.ended && state.record.fleetId === fleetId && holdsItsFleet(state.record.kind),
    );
    return held?.state.id ?? null;
  }

  /** The groups that an operation moves traffic between; none in a bake. */
  groupsOf(id: OperationId): readonly GroupName[] {
    const plan = this.#find(id)?.plan;
    const { groups, watched } = plan ?? {};
    return groups ? [groups.from, groups.to] : (watched?.groups ?? []);
  }

  detail(id: OperationId): OperationDetail | null {
    const found = this.#find(id);
    if (!found) return null;
    const { record, plan, steps, live } = found;
    const usual = this.#usual.before(id, record.fleetId);
    return { ...detailOf(this.#ports.journal, record, plan, steps, live), usual };
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

  /** The servers of an operation as its looks saw them. */
  slots(id: OperationId): readonly SlotServer[] {
    return [...slotServers(this.#ports.journal.slots.of(id)).values()];
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

  #openChildrenOf(id: OperationId): readonly { readonly id: OperationId; readonly key: string }[] {
    return [...this.#running.values()].flatMap(({ state }) => {
      const { partOf } = state.plan;
      return state.ended || partOf?.operationId !== id ? [] : [{ id: state.id, key: partOf.key }];
    });
  }

  /** An attempt to come would be tried again and again by itself. */
  #wasTried(id: OperationId, { key, attempt }: Extract<ChildChoice, { kind: "again" }>): boolean {
    return (
      attempt === 0 || this.#ports.journal.running.operation(childId(id, key, attempt)) !== null
    );
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
    const children = this.#ports.children?.() ?? null;
    const ports = { journal, state, steps, cloud, crashPoint, pause };
    const runner = new Runner(children === null ? ports : { ...ports, children });
    return { state, runner };
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
    const live = { said, fault, slowed: this.#slowed(state), nowMs: this.#now(state) };
    return {
      record: state.record,
      plan: state.plan,
      steps: state.steps as readonly StepRecord[],
      live,
    };
  }

  #slowed({ record }: OperationState): Live["fault"] {
    const forMs = this.#ports.cloudOf(record.connectionId)?.slowedForMs?.() ?? null;
    return forMs === null ? null : slowedDown(forMs);
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
