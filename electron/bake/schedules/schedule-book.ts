/**
 * The schedules as people keep them: listed, saved, removed; and what came of each, which is written only while the
 * schedule is still the one that it came of.
 */
import { BennuError } from "../../../shared/errors.ts";
import { MOST_FAILURES } from "../../../shared/bake/schedule/most-failures.ts";
import {
  newState,
  nextSlot,
  overdueSlot,
  type ScheduleState,
} from "../../../shared/bake/schedule/when-due.ts";
import type { BakeSchedule, ScheduleView } from "../../../shared/model/bake.ts";
import type { KeptSchedule } from "./schedule-file.ts";
import type { SchedulerPorts } from "./scheduler.ts";

export class ScheduleBook {
  readonly #ports: Pick<SchedulerPorts, "file" | "nowMs" | "newId" | "user">;

  constructor(ports: Pick<SchedulerPorts, "file" | "nowMs" | "newId" | "user">) {
    this.#ports = ports;
  }

  /** Throws where the file can't be made out. */
  all(): readonly KeptSchedule[] {
    return this.#ports.file.all();
  }

  /** Throws `not-found`. Turned on, or changed: it begins anew. */
  save(id: string | null, wish: Omit<BakeSchedule, "id" | "madeBy">): KeptSchedule {
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
    return { schedule, state };
  }

  remove(id: string): void {
    this.#get(id);
    this.#ports.file.remove(id);
  }

  /** Nothing is written where it was removed, or changed, meanwhile. */
  keep(schedule: BakeSchedule, state: ScheduleState): void {
    if (this.isStill(schedule)) this.#ports.file.save({ schedule, state });
  }

  /** As above, where it is something new. */
  say(schedule: BakeSchedule, state: ScheduleState, words: string): void {
    if (words !== "" && words !== state.words) this.keep(schedule, { ...state, words });
  }

  /** It may have been removed, or changed, while its plans were made. */
  isStill(schedule: BakeSchedule): boolean {
    const now = this.#ports.file.all().find((one) => one.schedule.id === schedule.id)?.schedule;
    return JSON.stringify(now) === JSON.stringify(schedule);
  }

  view({ schedule, state }: KeptSchedule): ScheduleView {
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

  #get(id: string): KeptSchedule {
    const found = this.#ports.file.all().find(({ schedule }) => schedule.id === id);
    if (found) return found;
    throw new BennuError({
      code: "not-found",
      message: `There is no bake schedule ${id}: look at the list again.`,
    });
  }
}
