/**
 * Starts the bakes of schedules when their time has come, as ordinary operations under a name that is made of the
 * schedule and its time: whatever happens in between, a run is started once. It never touches a fleet.
 */
import { toErrorData } from "../../../shared/errors.ts";
import { MOST_FAILURES } from "../../../shared/bake/schedule/most-failures.ts";
import { whenDue, type ScheduleState } from "../../../shared/bake/schedule/when-due.ts";
import type { BakeSchedule, ScheduleView } from "../../../shared/model/bake.ts";
import type { ConnectionId, OperationId } from "../../../shared/model/ids.ts";
import { isTerminal, type OperationSummary } from "../../../shared/model/operation.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import type { Freeze } from "../../../shared/rules/freezes.ts";
import type { LaneBase } from "./newest-base.ts";
import { ScheduleBook } from "./schedule-book.ts";
import type { KeptSchedule, ScheduleFile } from "./schedule-file.ts";
import { ScheduleRuns } from "./schedule-runs.ts";

export interface SchedulerPorts {
  readonly file: Pick<ScheduleFile, "all" | "save" | "remove">;
  /** On the connection's clock; null: the connection isn't there. */
  nowMs(id: ConnectionId): number | null;
  freeze(id: ConnectionId, nowMs: number): Freeze | null;
  plan(schedule: BakeSchedule, lane: BakeSchedule["lanes"][number]): Promise<Planned>;
  /** What the lane would stand on, by one reading; null: the plan itself must say. */
  newestBase(schedule: BakeSchedule, lane: BakeSchedule["lanes"][number]): Promise<LaneBase | null>;
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
  readonly #book: ScheduleBook;
  readonly #runs: ScheduleRuns;
  #busy: Promise<void> | null = null;
  #isUnreadable = false;
  /** When each was looked at last, on its connection's clock, since this console runs. */
  readonly #lookedMs = new Map<string, number>();

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
    this.#book = new ScheduleBook(ports);
    this.#runs = new ScheduleRuns(ports, this.#book);
  }

  list(): readonly ScheduleView[] {
    return this.#book.all().map((kept) => this.#book.view(kept));
  }

  /** Throws `not-found`. Turned on, or changed: it begins anew. */
  save(id: string | null, wish: Omit<BakeSchedule, "id" | "madeBy">): ScheduleView {
    const saved = this.#book.save(id, wish);
    this.#lookedMs.set(saved.schedule.id, saved.state.sinceMs);
    return this.#book.view(saved);
  }

  /** Throws `not-found`. */
  remove(id: string): void {
    this.#book.remove(id);
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
      const all = this.#book.all();
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
      this.#book.keep(schedule, { ...state, words: due.words, heldBy: due.heldBy });
    if (due.kind !== "due" || isAtWork(state)) return;
    if (schedule.when.kind === "weekly") await this.#runs.atItsTime(schedule, state, due);
    else await this.#runs.onNewerBase(schedule, state, due);
  }

  /** What came of the last run, once. */
  #counted({ schedule, state }: KeptSchedule): KeptSchedule {
    if (!isAtWork(state)) return { schedule, state };
    const summaries = state.lastOperations.flatMap((id) => this.#ports.summary(id) ?? []);
    if (summaries.some(({ status }) => !isTerminal(status))) return { schedule, state };
    const hasFailed = summaries.some(({ status }) => status === "failed");
    const failures = hasFailed ? state.failures + 1 : 0;
    const held = failures >= MOST_FAILURES ? " It stops until someone turns it on again." : "";
    const words = hasFailed ? `${state.words} The last run failed.${held}`.trim() : state.words;
    const counted = { ...state, isCounted: true, failures, words };
    this.#book.keep(schedule, counted);
    return { schedule, state: counted };
  }
}

/** The run before is still at work: another one would only stand in its way. */
const isAtWork = ({ lastOperations, isCounted }: ScheduleState) =>
  lastOperations.length > 0 && !isCounted;
