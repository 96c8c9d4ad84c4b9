/**
 * Starts the bakes of schedules when their time has come, as ordinary operations under a name that is made of the
 * schedule and its time: whatever happens in between, a run is started once. It never touches a fleet.
 */
import { BennuError, toErrorData } from "../../../shared/errors.ts";
import { MOST_FAILURES } from "../../../shared/bake/schedule/most-failures.ts";
import {
  newState,
  nextSlot,
  overdueSlot,
  whenDue,
  type ScheduleState,
} from "../../../shared/bake/schedule/when-due.ts";
import type { BakeSchedule, ScheduleView } from "../../../shared/model/bake.ts";
import type { ConnectionId, OperationId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import { isTerminal, type OperationSummary } from "../../../shared/model/operation.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import type { Freeze } from "../../../shared/rules/freezes.ts";
import type { KeptSchedule, ScheduleFile } from "./schedule-file.ts";

export interface SchedulerPorts {
  readonly file: Pick<ScheduleFile, "all" | "save" | "remove">;
  /** On the connection's clock; null: the connection isn't there. */
  nowMs(id: ConnectionId): number | null;
  freeze(id: ConnectionId, nowMs: number): Freeze | null;
  plan(schedule: BakeSchedule, lane: BakeSchedule["lanes"][number]): Promise<Planned>;
  /** Bases of this recipe's images that are there, by the inventory. */
  bakedOn(id: ConnectionId, recipe: string): ReadonlySet<string>;
  start(plan: Plan, options: { reason: string; changeNumber: null; release: string }): OperationId;
  /** Operations that were started under that name. */
  startedAs(
    release: string,
  ): readonly { readonly summary: OperationSummary; readonly plan: Plan }[];
  summary(id: OperationId): OperationSummary | null;
  readonly user: string;
  newId(): string;
  onFault(message: string): void;
}

export class Scheduler {
  readonly #ports: SchedulerPorts;
  #busy: Promise<void> | null = null;
  #isUnreadable = false;
  /** When each was looked at last, on its connection's clock, since this console runs. */
  readonly #lookedMs = new Map<string, number>();

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
  }

  list(): readonly ScheduleView[] {
    return this.#ports.file.all().map((kept) => this.#view(kept));
  }

  /** Throws `not-found`. Turned on, or changed: it begins anew. */
  save(id: string | null, wish: Omit<BakeSchedule, "id" | "madeBy">): ScheduleView {
    const known = id === null ? null : this.#get(id);
    const nowMs = this.#ports.nowMs(wish.connectionId);
    if (nowMs === null)
      throw new BennuError({
        code: "not-found",
        message: "The connection of this schedule isn't there. Nothing was saved.",
      });
    const schedule = { ...wish, id: id ?? this.#ports.newId(), madeBy: this.#ports.user };
    const before = known?.state ?? newState(nowMs);
    const state = {
      ...before,
      sinceMs: nowMs,
      failures: 0,
      lastBases: [],
      words: "",
      heldBy: null,
    };
    this.#ports.file.save({ schedule, state });
    this.#lookedMs.set(schedule.id, nowMs);
    return this.#view({ schedule, state });
  }

  remove(id: string): void {
    this.#get(id);
    this.#ports.file.remove(id);
  }

  /** Looks at each schedule once; a second word meanwhile waits for the same look. */
  tick(): Promise<void> {
    this.#busy ??= this.#all().finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }

  /** Resolves when no look is under way any more. */
  async ended(): Promise<void> {
    await this.#busy;
  }

  #get(id: string): KeptSchedule {
    const found = this.#ports.file.all().find(({ schedule }) => schedule.id === id);
    if (found) return found;
    throw new BennuError({
      code: "not-found",
      message: `There is no bake schedule ${id}: look at the list again.`,
    });
  }

  async #all(): Promise<void> {
    for (const kept of this.#readable()) {
      try {
        await this.#look(this.#counted(kept));
      } catch (error) {
        this.#ports.onFault(
          `The bake schedule of ${kept.schedule.recipeFile}: ${toErrorData(error).message}`,
        );
      }
    }
  }

  /** None while the file can't be made out, which is told once. */
  #readable(): readonly KeptSchedule[] {
    try {
      const all = this.#ports.file.all();
      this.#isUnreadable = false;
      return all;
    } catch (error) {
      if (!this.#isUnreadable)
        this.#ports.onFault(`No bake schedule runs: ${toErrorData(error).message}`);
      this.#isUnreadable = true;
      return [];
    }
  }

  async #look({ schedule, state }: KeptSchedule): Promise<void> {
    const nowMs = this.#ports.nowMs(schedule.connectionId);
    if (nowMs === null) return;
    const freeze = this.#ports.freeze(schedule.connectionId, nowMs);
    const lookedMs = this.#lookedMs.get(schedule.id) ?? null;
    this.#lookedMs.set(schedule.id, nowMs);
    const due = whenDue(schedule, state, { nowMs, freeze, lookedMs });
    if (due.kind === "held" && due.words !== state.words)
      this.#keep(schedule, { ...state, words: due.words, heldBy: due.heldBy });
    if (due.kind !== "due" || this.#runs(state)) return;
    if (schedule.when.kind === "weekly") await this.#run(schedule, state, due);
    else await this.#runIfNewer(schedule, state, due);
  }

  /** The run before is still at work: another one would only stand in its way. */
  #runs({ lastOperations, isCounted }: ScheduleState): boolean {
    return lastOperations.length > 0 && !isCounted;
  }

  async #run(
    schedule: BakeSchedule,
    state: ScheduleState,
    due: { slotMs: number; words: string },
  ): Promise<void> {
    const release = `schedule-${schedule.id}-${String(Math.round(due.slotMs))}`;
    const plans = await this.#plans(schedule, release);
    if (!this.#isStill(schedule)) return;
    const started = plans.started.map(({ summary }) => summary.id);
    const ids = plans.open.map((plan) => this.#start(schedule, plan, release));
    const operations = [...started, ...ids];
    const refused = plans.refusals.map((refusal) => `Not baked: ${refusal}`);
    const failures = operations.length === 0 ? state.failures + 1 : state.failures;
    this.#keep(schedule, {
      ...state,
      lastSlotMs: Math.round(due.slotMs),
      lastOperations: operations,
      isCounted: operations.length === 0,
      ...{ failures, heldBy: null },
      words: [due.words, ...refused].filter((word) => word !== "").join(" "),
    });
  }

  /** What was tried on a base is not tried on it again by itself. */
  async #runIfNewer(
    schedule: BakeSchedule,
    state: ScheduleState,
    due: { slotMs: number },
  ): Promise<void> {
    const bases: string[] = [];
    const open: Plan[] = [];
    for (const lane of schedule.lanes) {
      const planned = await this.#ports.plan(schedule, lane);
      if (planned.refused) return this.#say(schedule, state, `${planned.reason} ${planned.cure}`);
      const { bake, recipe } = planned.plan;
      if (!bake || !recipe) continue;
      const { imageId } = bake.base;
      const isBaked = this.#ports
        .bakedOn(schedule.connectionId, recipe.name)
        .has(`${imageId} ${bake.architecture}`);
      if (isBaked || state.lastBases.includes(imageId)) continue;
      bases.push(imageId);
      open.push(planned.plan);
    }
    if (open.length === 0 || !this.#isStill(schedule)) return;
    const release = `schedule-${schedule.id}-${bases.join("-")}`;
    const started = this.#ports.startedAs(release);
    const done = new Set(started.map(({ plan }) => laneOf(plan)));
    const ids = [
      ...started.map(({ summary }) => summary.id),
      ...open
        .filter((plan) => !done.has(laneOf(plan)))
        .map((plan) => this.#start(schedule, plan, release)),
    ];
    this.#keep(schedule, {
      ...state,
      lastSlotMs: Math.round(due.slotMs),
      lastOperations: ids,
      isCounted: false,
      lastBases: [...bases, ...state.lastBases].slice(0, 20),
      words: `A newer base: ${open.map((plan) => plan.bake?.base.name ?? "").join(", ")}.`,
    });
  }

  async #plans(schedule: BakeSchedule, release: string) {
    const started = this.#ports.startedAs(release);
    const done = new Set(started.map(({ plan }) => laneOf(plan)));
    const open: Plan[] = [];
    const refusals: string[] = [];
    for (const lane of schedule.lanes.filter(({ instanceType }) => !done.has(instanceType))) {
      const planned = await this.#ports.plan(schedule, lane);
      if (planned.refused) refusals.push(`${planned.reason} ${planned.cure}`);
      else open.push(planned.plan);
    }
    return { started, open, refusals };
  }

  #start(schedule: BakeSchedule, plan: Plan, release: string): OperationId {
    const why = schedule.reason === "" ? "" : ` ${schedule.reason}`;
    const reason = `By the schedule of ${schedule.madeBy}.${why}`;
    return this.#ports.start(plan, { reason, changeNumber: null, release });
  }

  /** What came of the last run, once. */
  #counted({ schedule, state }: KeptSchedule): KeptSchedule {
    if (!this.#runs(state)) return { schedule, state };
    const summaries = state.lastOperations.flatMap((id) => this.#ports.summary(id) ?? []);
    if (summaries.some(({ status }) => !isTerminal(status))) return { schedule, state };
    const hasFailed = summaries.some(({ status }) => status === "failed");
    const failures = hasFailed ? state.failures + 1 : 0;
    const held = failures >= MOST_FAILURES ? " It stops until someone turns it on again." : "";
    const words = hasFailed ? `${state.words} The last run failed.${held}`.trim() : state.words;
    const counted = { ...state, isCounted: true, failures, words };
    this.#keep(schedule, counted);
    return { schedule, state: counted };
  }

  #say(schedule: BakeSchedule, state: ScheduleState, words: string): void {
    if (words !== "" && words !== state.words) this.#keep(schedule, { ...state, words });
  }

  #keep(schedule: BakeSchedule, state: ScheduleState): void {
    if (this.#isStill(schedule)) this.#ports.file.save({ schedule, state });
  }

  /** It may have been removed, or changed, while its plans were made. */
  #isStill(schedule: BakeSchedule): boolean {
    const now = this.#ports.file.all().find((one) => one.schedule.id === schedule.id)?.schedule;
    return JSON.stringify(now) === JSON.stringify(schedule);
  }

  #view({ schedule, state }: KeptSchedule): ScheduleView {
    const nowMs = this.#ports.nowMs(schedule.connectionId);
    const { lastSlotMs, lastOperations, failures, words } = state;
    return {
      ...schedule,
      nextMs: nowMs === null || failures >= MOST_FAILURES ? null : nextSlot(schedule, nowMs),
      overdueMs: nowMs === null ? null : overdueSlot(schedule, state, nowMs),
      lastMs: lastSlotMs,
      ...{ words, lastOperations, failures },
    };
  }
}

/** By which the lanes of a schedule are told apart. */
const laneOf = ({ intent }: Plan) => (intent as BakeIntent).instanceType;
