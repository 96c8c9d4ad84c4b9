/**
 * All operations of a console: starts them, goes on with them after a restart, and hands them the user's words in
 * every state that isn't terminal. One operation a fleet. It must not know AWS, screens or how plans are made.
 */
import { toErrorData, type BennuErrorData } from "../../shared/errors.ts";
import type { ConnectionId, GroupName, OperationId, StepId } from "../../shared/model/ids.ts";
import {
  isTerminal,
  type EventLevel,
  type OperationDetail,
  type OperationEvent,
  type OperationSummary,
} from "../../shared/model/operation.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { SlotServer } from "../../shared/slots/slot-server.ts";
import type { Journal } from "../journal/journal.ts";
import type { Cloud, Random } from "../ports.ts";
import { AtWork } from "./at-work.ts";
import {
  newRecord,
  newStep,
  refused,
  resumedText,
  startable,
  startedText,
  type StartOptions,
} from "./beginning.ts";
import type { CrashPoint } from "./turn/caller.ts";
import { childId, type Children } from "./children.ts";
import { KnownOperations } from "./known/known-operations.ts";
import type { OperationChange } from "./operation-state.ts";
import type { PauseAfterFault } from "./running.ts";
import type { StepRegistry } from "./steps/registry.ts";
import { UserWords, type ChildChoice } from "./user-words.ts";

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
  readonly #listeners = new Set<(change: OperationChange) => void>();
  readonly #atWork: AtWork;
  readonly #known: KnownOperations;
  readonly #words: UserWords;
  #closed = false;

  constructor(ports: OperationPorts) {
    this.#ports = ports;
    this.#atWork = new AtWork(ports, (change) => this.#tell(change));
    this.#known = new KnownOperations(ports, this.#atWork);
    this.#words = new UserWords({
      open: (id) => this.#atWork.open(id),
      now: (state) => this.#atWork.now(state),
      who: ports.who,
    });
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
    this.#known.add(record.id);
    const running = this.#atWork.begin(record, plan);
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
      const { state } = this.#atWork.begin(record, plan);
      const now = this.#ports.cloudOf(record.connectionId)?.clock.now() ?? record.startedAtMs;
      const isForgotten = record.ending?.status === "superseded";
      state.event(now, isForgotten ? "warn" : "info", resumedText(record));
    }
    for (const id of journal.evidence.withPendingOriginals()) {
      const ended = this.#atWork.find(id) ? null : this.#known.find(id);
      if (ended) this.#atWork.takeUpClaims(ended.record, ended.plan);
    }
    return open.map((record) => record.id);
  }

  /** What it started pauses with it. */
  pause(id: OperationId): void {
    for (const child of this.#atWork.childrenOf(id)) this.#words.pause(child.id);
    this.#words.pause(id);
  }

  resume(id: OperationId): void {
    for (const child of this.#atWork.childrenOf(id)) this.#words.resume(child.id);
    this.#words.resume(id);
  }

  /** A person's word on a child that is held: begin it once more, or leave it out. Of none that is under way. */
  choose(id: OperationId, step: StepId, choice: ChildChoice): void {
    const child = this.#atWork.childrenOf(id).find(({ key }) => key === choice.key);
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
    const found = this.#known.find(id);
    if (!found) return;
    const state = this.#atWork.find(id)?.state ?? this.#atWork.ended(found.record, found.plan);
    state.event(this.#atWork.now(state), level, text);
  }

  /** The operation that holds a fleet, if any of this console does. */
  holding(fleetId: string): OperationId | null {
    return this.#atWork.holding(fleetId);
  }

  /** The groups that an operation moves traffic between; none in a bake. */
  groupsOf(id: OperationId): readonly GroupName[] {
    return this.#known.groupsOf(id);
  }

  detail(id: OperationId): OperationDetail | null {
    return this.#known.detail(id);
  }

  summary(id: OperationId): OperationSummary | null {
    return this.#known.summary(id);
  }

  /** Newest first. */
  summaries(): readonly OperationSummary[] {
    return this.#known.summaries();
  }

  /** Oldest first; null: the newest 500 of all operations. */
  events(id: OperationId | null): readonly OperationEvent[] {
    return this.#known.events(id);
  }

  /** The servers of an operation as its looks saw them. */
  slots(id: OperationId): readonly SlotServer[] {
    return this.#known.slots(id);
  }

  /** Gives the function that ends it. */
  onChange(listener: (change: OperationChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the operation has ended, or the console is closed. */
  async finished(id: OperationId): Promise<void> {
    await this.#atWork.find(id)?.finished;
  }

  /** Lets the calls under way have their answer. The operations go on at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#atWork.close();
  }

  /** An attempt to come would be tried again and again by itself. */
  #wasTried(id: OperationId, { key, attempt }: Extract<ChildChoice, { kind: "again" }>): boolean {
    return (
      attempt === 0 || this.#ports.journal.running.operation(childId(id, key, attempt)) !== null
    );
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
