/**
 * One operation as the journal has it: its record, its steps and its events. Every change goes to the journal
 * first and is told to the listener after. It decides nothing and calls nothing.
 */
import type { Decision, Original } from "../../shared/decide/decision.ts";
import { gistOf } from "../../shared/decide/stall/gist.ts";
import type { FleetReading } from "../../shared/guard/serving.ts";
import { servingSides } from "../../shared/fleet/in-place/sides-of.ts";
import type { StepId } from "../../shared/model/ids.ts";
import {
  isTerminal,
  type EventLevel,
  type OperationEvent,
  type Stuck,
} from "../../shared/model/operation.ts";
import type { Plan, Step } from "../../shared/model/plan.ts";
import type { StepOutput } from "../../shared/decide/decision.ts";
import type { Journal } from "../journal/journal.ts";
import { forgetLeftSizes } from "../journal/left-sizes.ts";
import type { OperationRecord, OriginalRecord, StepRecord } from "../journal/records.ts";
import type { SlotServer } from "../../shared/slots/slot-server.ts";
import { SlotWatch } from "./slot-watch.ts";

export type OperationChange =
  | { readonly kind: "operation"; readonly operationId: OperationRecord["id"] }
  | { readonly kind: "event"; readonly event: OperationEvent }
  | {
      readonly kind: "slots";
      readonly operationId: OperationRecord["id"];
      readonly servers: readonly SlotServer[];
    };
export type Tell = (change: OperationChange) => void;

const SAMPLE_AT_LEAST_EVERY_MS = 15_000;
/** Of an operation that takes long, fewer: its picture must not grow for as long as it stands. */
const SAMPLES_OF_AN_AGE = 200;

export class OperationState {
  readonly plan: Plan;
  readonly #journal: Journal;
  readonly #tell: Tell;
  #record: OperationRecord;
  #steps: readonly StepRecord[];
  #slots: SlotWatch | null = null;
  #lastSample: { atMs: number; from: number; to: number } | null = null;

  constructor(journal: Journal, record: OperationRecord, plan: Plan, tell: Tell) {
    this.#journal = journal;
    this.#record = record;
    this.#tell = tell;
    this.plan = plan;
    this.#steps = journal.running.steps(record.id);
  }

  get record(): OperationRecord {
    return this.#record;
  }
  get id(): OperationRecord["id"] {
    return this.#record.id;
  }
  get steps(): readonly StepRecord[] {
    return this.#steps;
  }
  get ended(): boolean {
    return isTerminal(this.#record.status);
  }

  /** The first step that is neither done nor skipped; null: none is left. */
  current(): Step | null {
    const open = this.#steps.find((step) => step.status !== "done" && step.status !== "skipped");
    return this.plan.steps.find((step) => step.id === open?.stepId) ?? null;
  }

  step(id: StepId): StepRecord {
    const step = this.#steps.find((candidate) => candidate.stepId === id);
    if (!step) throw new Error(`The operation ${this.id} has no step ${id}`);
    return step;
  }

  outputs(): StepOutput {
    return Object.assign({}, ...this.#steps.map((step) => step.produced ?? {})) as StepOutput;
  }

  /** A terminal state absorbs: nothing changes it any more. */
  change(changes: Partial<OperationRecord>): void {
    if (this.ended) return;
    const record = { ...this.#record, ...changes };
    this.#journal.write(() => this.#journal.running.saveOperation(record));
    this.#record = record;
    this.#tell({ kind: "operation", operationId: this.id });
  }

  changeStep(id: StepId, changes: Partial<StepRecord>): void {
    const before = this.step(id);
    const after = { ...before, ...changes };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const position = this.#steps.indexOf(before);
    this.#journal.write(() => this.#journal.running.saveStep(this.id, position, after));
    this.#steps = this.#steps.map((step) => (step.stepId === id ? after : step));
    this.#tell({ kind: "operation", operationId: this.id });
  }

  /** What every decision leaves: the step's note, what it wants kept, events, a bake's picture. */
  note(step: Step, decision: Decision, now: number): void {
    if (decision.bake) {
      const before = this.#record.bake ?? { log: [], tests: [], imageId: null };
      this.change({ bake: { ...before, ...decision.bake } });
    }
    if (decision.kind === "failed") return;
    for (const { level, text } of decision.events ?? []) this.event(now, level, text, step.id);
    const stuck = this.#stuckBy(decision, step);
    this.#sayStuck(step, stuck, now);
    const progress =
      "progress" in decision ? (decision.progress ?? null) : this.step(step.id).progress;
    const kept = decision.kept ? { kept: decision.kept } : {};
    this.changeStep(step.id, {
      status: stuck ? "stuck" : "running",
      note: decision.note,
      stuck,
      progress,
      ...kept,
    });
  }

  /** What is about to be tried again still holds the step, until a look says otherwise. */
  #stuckBy(decision: Decision, step: Step): StepRecord["stuck"] {
    if (decision.kind === "act" || decision.kind === "begin") return this.step(step.id).stuck;
    return decision.kind === "stuck" ? stuckOf(decision) : null;
  }

  #sayStuck(step: Step, stuck: StepRecord["stuck"], now: number): void {
    const known = this.step(step.id).stuck;
    if (stuck && gistOf(known?.cause ?? "") !== gistOf(stuck.cause)) {
      this.event(now, "warn", `${step.title}: ${stuck.cause} ${stuck.cure}`, step.id);
    }
    if (!stuck && known) this.event(now, "good", `${step.title}: goes on again`, step.id);
  }

  stepDone(step: Step, decision: Extract<Decision, { kind: "done" }>, now: number): void {
    const { record, produced } = decision;
    if (record) this.#journal.write(() => this.#journal.memory.saveImage(record));
    this.settleOriginals(step.id, decision.settles);
    if (step.work.kind === "settle") forgetLeftSizes(this.#journal, step.work.group);
    const endedAtMs = Math.round(now);
    this.changeStep(step.id, {
      status: "done",
      endedAtMs,
      progress: 1,
      produced: produced ?? null,
    });
    this.event(now, "good", `${step.title}: ${decision.note}`, step.id);
  }

  /** The operation has ended: nothing of it runs any more, and nothing is stuck. */
  leaveOpenSteps(now: number): void {
    for (const { stepId, status, note } of this.#steps) {
      if (status !== "running" && status !== "stuck") continue;
      const ended = {
        endedAtMs: Math.round(now),
        stuck: null,
        note: `Not finished. ${note}`.trim(),
      };
      this.changeStep(stepId, { ...ended, status: "waiting" });
    }
  }

  event(
    atMs: number,
    level: EventLevel,
    text: string,
    step: StepId | null = null,
    call: OperationEvent["call"] = null,
  ): void {
    const body = { operationId: this.id, atMs: Math.round(atMs), level, stepId: step, text, call };
    const event = this.#journal.write(() => this.#journal.evidence.addEvent(body));
    this.#tell({ kind: "event", event });
  }

  /** Written down before the change is asked for. */
  keepOriginals(
    step: StepId,
    atMs: number,
    originals: readonly { readonly original: Original; readonly until: "step" | "operation" }[],
  ): void {
    if (originals.length === 0) return;
    this.#journal.write(() => {
      for (const { original, until } of originals) {
        const operationId = this.id;
        this.#journal.evidence.addOriginal({
          operationId,
          stepId: step,
          until,
          original,
          atMs: Math.round(atMs),
        });
      }
    });
  }

  /** The step is done: what it changed for a time is now how it should be. */
  settleOriginals(step: StepId, settles: readonly Pick<Original, "kind" | "group">[] = []): void {
    const isSettled = ({ stepId, until, original }: OriginalRecord) =>
      (stepId === step && until === "step") ||
      settles.some(({ kind, group }) => original.kind === kind && original.group === group);
    this.#journal.write(() => {
      for (const held of this.#journal.evidence.originals(this.id)) {
        if (held.state === "pending" && isSettled(held))
          this.#journal.evidence.markOriginal(held.seq, "settled");
      }
    });
  }

  /** What this operation proved: which generation serves from now on, and which served until now. */
  observeGenerations(now: number): void {
    const { groups, fleetId, kind } = this.plan;
    if (!groups || !fleetId || (kind !== "replace" && kind !== "rollback")) return;
    const seen = { fleetId, firstSeenAtMs: now, lastSeenAtMs: now };
    const observed = (label: string, group: string, serves: boolean) =>
      this.#journal.memory.observeGeneration({
        ...seen,
        id: `${fleetId}#${label}`,
        body: { label, group, serves, operationId: this.id },
      });
    this.#journal.write(() => {
      observed(groups.fromLabel, groups.from, false);
      observed(this.#labelOfNew(groups), groups.to, true);
    });
  }

  /** In place the plan could only guess the number that AWS would give the new version. */
  #labelOfNew({ inPlace, toLabel }: NonNullable<Plan["groups"]>): string {
    const { templateVersion } = this.outputs();
    const isMade = inPlace !== undefined && inPlace.toVersion === undefined;
    return isMade && templateVersion !== undefined ? `t${String(templateVersion)}` : toLabel;
  }

  sample(reading: FleetReading): void {
    if (!this.plan.groups) return;
    this.#slots ??= new SlotWatch(this.#journal, this.id, this.plan.groups);
    const servers = this.#slots.see(reading);
    if (servers.length > 0) this.#tell({ kind: "slots", operationId: this.id, servers });
    const { from, to } = servingSides(reading, this.plan.groups);
    const last = this.#lastSample;
    const same = last !== null && last.from === from && last.to === to;
    if (same && reading.readAtMs - last.atMs < this.#sampleEveryMs(reading.readAtMs)) return;
    const sample = { atMs: Math.round(reading.readAtMs), from, to };
    this.#journal.write(() => this.#journal.running.addSample(this.id, sample));
    this.#lastSample = sample;
    this.#tell({ kind: "operation", operationId: this.id });
  }

  #sampleEveryMs(nowMs: number): number {
    return Math.max(
      SAMPLE_AT_LEAST_EVERY_MS,
      (nowMs - this.#record.startedAtMs) / SAMPLES_OF_AN_AGE,
    );
  }
}

function stuckOf({ cause, cure, clear }: Extract<Decision, { kind: "stuck" }>): Stuck {
  return clear === undefined ? { cause, cure } : { cause, cure, clear };
}
