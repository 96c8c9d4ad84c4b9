/**
 * What a schedule's time brings: a plan for each of its lanes, started under a name that is made of the schedule and
 * its time or base, so that a lane that was started under it already is not started again.
 */
import type { ScheduleState } from "../../../shared/bake/schedule/when-due.ts";
import type { BakeSchedule } from "../../../shared/model/bake.ts";
import type { OperationId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { LaneBase } from "./newest-base.ts";
import type { ScheduleBook } from "./schedule-book.ts";
import type { SchedulerPorts } from "./scheduler.ts";

type Ports = Pick<SchedulerPorts, "plan" | "newestBase" | "bakedOn" | "start" | "startedAs">;

export class ScheduleRuns {
  readonly #ports: Ports;
  readonly #book: Pick<ScheduleBook, "keep" | "say" | "isStill">;

  constructor(ports: Ports, book: Pick<ScheduleBook, "keep" | "say" | "isStill">) {
    this.#ports = ports;
    this.#book = book;
  }

  /** At its time of the week, on whatever base there is. */
  async atItsTime(
    schedule: BakeSchedule,
    state: ScheduleState,
    due: { slotMs: number; words: string },
  ): Promise<void> {
    const release = `schedule-${schedule.id}-${String(Math.round(due.slotMs))}`;
    const plans = await this.#plans(schedule, release);
    if (!this.#book.isStill(schedule)) return;
    const started = plans.started.map(({ summary }) => summary.id);
    const ids = plans.open.map((plan) => this.#start(schedule, plan, release));
    const operations = [...started, ...ids];
    const refused = plans.refusals.map((refusal) => `Not baked: ${refusal}`);
    const failures = operations.length === 0 ? state.failures + 1 : state.failures;
    this.#book.keep(schedule, {
      ...state,
      lastSlotMs: Math.round(due.slotMs),
      lastOperations: operations,
      isCounted: operations.length === 0,
      ...{ failures, heldBy: null },
      words: [due.words, ...refused].filter((word) => word !== "").join(" "),
    });
  }

  /** What was tried on a base is not tried on it again by itself. */
  async onNewerBase(
    schedule: BakeSchedule,
    state: ScheduleState,
    due: { slotMs: number },
  ): Promise<void> {
    const bases: string[] = [];
    const open: Plan[] = [];
    for (const lane of schedule.lanes) {
      const base = await this.#ports.newestBase(schedule, lane);
      if (base !== null && this.#isTried(schedule, state, base)) continue;
      const planned = await this.#ports.plan(schedule, lane);
      if (planned.refused)
        return this.#book.say(schedule, state, `${planned.reason} ${planned.cure}`);
      const { bake, recipe } = planned.plan;
      if (!bake || !recipe) continue;
      const { imageId } = bake.base;
      const { architecture } = bake;
      if (this.#isTried(schedule, state, { imageId, recipe: recipe.name, architecture })) continue;
      bases.push(imageId);
      open.push(planned.plan);
    }
    if (open.length === 0 || !this.#book.isStill(schedule)) return;
    const release = `schedule-${schedule.id}-${bases.join("-")}`;
    const started = this.#ports.startedAs(release);
    const done = new Set(started.map(({ plan }) => laneOf(plan)));
    const ids = [
      ...started.map(({ summary }) => summary.id),
      ...open
        .filter((plan) => !done.has(laneOf(plan)))
        .map((plan) => this.#start(schedule, plan, release)),
    ];
    this.#book.keep(schedule, {
      ...state,
      lastSlotMs: Math.round(due.slotMs),
      lastOperations: ids,
      isCounted: false,
      lastBases: [...bases, ...state.lastBases].slice(0, 20),
      words: `A newer base: ${open.map((plan) => plan.bake?.base.name ?? "").join(", ")}.`,
    });
  }

  #isTried(
    { connectionId }: BakeSchedule,
    { lastBases }: ScheduleState,
    { imageId, recipe, architecture }: LaneBase,
  ): boolean {
    const isBaked = this.#ports.bakedOn(connectionId, recipe).has(`${imageId} ${architecture}`);
    return isBaked || lastBases.includes(imageId);
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
}

/** By which the lanes of a schedule are told apart. */
const laneOf = ({ intent }: Plan) => (intent as BakeIntent).instanceType;
