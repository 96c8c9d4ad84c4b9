/** The bake schedules of this console and what became of each, as JSON in the data folder. */
import { join } from "node:path";
import { z } from "zod";
import type { ScheduleState } from "../../../shared/bake/schedule/when-due.ts";
import { scheduleSchema } from "../../../shared/contract/bake-schemas.ts";
import type { BakeSchedule } from "../../../shared/model/bake.ts";
import { connectionId, operationId } from "../../../shared/model/ids.ts";
import { JsonFile } from "../json-file.ts";

const atMs = z.number().int().min(0);
const schema = z.strictObject({
  format: z.literal(1),
  schedules: z.array(
    z.strictObject({
      id: z.string(),
      madeBy: z.string(),
      schedule: scheduleSchema,
      state: z.strictObject({
        sinceMs: atMs,
        lastSlotMs: atMs.nullable(),
        lastOperations: z.array(z.string()),
        isCounted: z.boolean(),
        failures: z.number().int().min(0),
        lastBases: z.array(z.string()),
        words: z.string(),
        heldBy: z.string().nullish(),
      }),
    }),
  ),
});

export interface KeptSchedule {
  readonly schedule: BakeSchedule;
  readonly state: ScheduleState;
}

export class ScheduleFile {
  readonly #file: JsonFile<z.infer<typeof schema>>;

  /** Whatever reads it throws `invalid-input` while the file can't be made out. */
  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, "bake-schedules.json"), schema, {
      format: 1,
      schedules: [],
    });
  }

  all(): readonly KeptSchedule[] {
    return this.#file.value.schedules.map(({ id, madeBy, schedule, state }) => ({
      schedule: { ...schedule, id, madeBy, connectionId: connectionId(schedule.connectionId) },
      state: { ...state, lastOperations: state.lastOperations.map((one) => operationId(one)) },
    }));
  }

  save({ schedule: { id, madeBy, ...schedule }, state }: KeptSchedule): void {
    const row = {
      ...{ id, madeBy },
      schedule: {
        ...schedule,
        lanes: [...schedule.lanes],
        when:
          schedule.when.kind === "weekly"
            ? { ...schedule.when, days: [...schedule.when.days] }
            : schedule.when,
      },
      state: {
        ...state,
        sinceMs: Math.round(state.sinceMs),
        lastOperations: [...state.lastOperations],
        lastBases: [...state.lastBases],
      },
    };
    const others = this.#file.value.schedules;
    const isKnown = others.some((one) => one.id === id);
    const schedules = isKnown ? others.map((one) => (one.id === id ? row : one)) : [...others, row];
    this.#file.write({ format: 1, schedules });
  }

  remove(id: string): void {
    const schedules = this.#file.value.schedules.filter((one) => one.id !== id);
    this.#file.write({ format: 1, schedules });
  }
}
