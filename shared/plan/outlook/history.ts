/** This fleet's own earlier runs: how long they took, and what its steps take, which is better than a policy's guess. */
import { sumOf } from "../../fleet/expected-time.ts";
import type { PastRun } from "../../model/facts/outlook-facts.ts";
import type { Duration, Plan, PlanKind, Step } from "../../model/plan.ts";
import type { PlanOutlook } from "../../model/outlook.ts";
import type { StepKind } from "../../model/step-work.ts";
import type { Strategy } from "../../model/intent.ts";

export function historyOf(
  past: readonly PastRun[],
  kind: PlanKind,
  strategy: Strategy | null,
): PlanOutlook["history"] {
  const own = past.filter((run) => run.kind === kind && run.strategy === strategy);
  const expected = durationOf(own.map(({ durationMs }) => durationMs));
  return expected === null ? null : { runs: own.length, expected };
}

/** Steps whose time is the fleet's own; soaks take what was chosen, and calls what a call takes. */
const ownTime: readonly StepKind[] = ["raise", "wake", "shift-away", "remove-group"];

/** The plan with what its steps took before in this fleet, where they were carried out before. */
export function withOwnTimes(plan: Plan, past: readonly PastRun[]): Plan {
  const steps = plan.steps.map((step) => withOwnTime(step, past));
  return { ...plan, steps, expected: sumOf(steps.map(({ expected }) => expected)) };
}

function withOwnTime(step: Step, past: readonly PastRun[]): Step {
  const { kind } = step.work;
  if (!ownTime.includes(kind)) return step;
  const times = past.flatMap(({ steps }) =>
    steps.filter((one) => one.kind === kind).map(({ durationMs }) => durationMs),
  );
  const expected = durationOf(times);
  return expected === null ? step : { ...step, expected };
}

/** Null where there are none. Of an even number, the slower of the two in the middle. */
function durationOf(times: readonly number[]): Duration | null {
  const sorted = times.toSorted((left, right) => left - right);
  const medianMs = sorted[Math.floor(sorted.length / 2)];
  const worstMs = sorted.at(-1);
  return medianMs === undefined || worstMs === undefined ? null : { medianMs, worstMs };
}
