/** How long a step of a bake takes: as earlier bakes of the recipe did, else what is assumed of any. */
import type { Duration, Step } from "../../model/plan.ts";
import type { StepWork } from "../../model/step-work.ts";
import { median } from "../../slots/median.ts";

export interface StepTime {
  readonly kind: StepWork["kind"];
  readonly role: string | null;
  readonly tookMs: number;
}

/** Of earlier bakes that ended well: each step's time. */
export type EarlierBakes = readonly (readonly StepTime[])[];

export function withEarlierTimes<S extends Omit<Step, "id">>(
  steps: readonly S[],
  earlier: EarlierBakes,
): readonly S[] {
  return steps.map((step) => {
    const expected = timeOf(step.work, earlier);
    return expected === null ? step : { ...step, expected };
  });
}

/** Null: it was never seen. The wait for a turn depends on others, not on the recipe. */
function timeOf(work: StepWork, earlier: EarlierBakes): Duration | null {
  if (work.kind === "take-turn") return null;
  const role = "role" in work ? work.role : null;
  const took = earlier.flatMap((steps) =>
    steps.filter((one) => one.kind === work.kind && one.role === role).map(({ tookMs }) => tookMs),
  );
  if (took.length === 0) return null;
  return { medianMs: median(took), worstMs: Math.max(...took) };
}
