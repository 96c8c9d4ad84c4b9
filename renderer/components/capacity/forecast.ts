/**
 * The capacity picture of a replacement: what was seen so far, and where it goes if it keeps its pace. Pure.
 * The forecast draws the plan's intention up to the expected end; it is never mixed with what was seen.
 */
import type { CapacitySample, OperationDetail } from "../../../shared/model/operation.ts";
import { isTerminal } from "../../../shared/model/operation.ts";
import type { StepKind } from "../../../shared/model/step-work.ts";

export interface Point {
  readonly atMs: number;
  readonly value: number;
}
export interface Forecast {
  readonly from: readonly Point[];
  readonly to: readonly Point[];
}

const none: Forecast = { from: [], to: [] };

/** The share of the time left after which the new generation is full, and the old one out of the traffic. */
interface Milestones {
  readonly fullAt: number;
  readonly shiftedAt: number;
}

export function capacityForecast(operation: OperationDetail, nowMs: number): Forecast {
  const last = operation.samples.at(-1);
  const endMs = operation.expectedEndMs;
  if (last === undefined || endMs === null || endMs <= nowMs || isTerminal(operation.status))
    return none;
  const { fullAt, shiftedAt } = milestones(operation);
  const at = (share: number) => nowMs + share * (endMs - nowMs);
  const size = operation.samples.reduce((most, { from }) => Math.max(most, from), 0);
  const start = { atMs: nowMs, value: last.from };
  const inOneGroup = operation.plan.groups?.from === operation.plan.groups?.to;
  const leaves = inOneGroup
    ? [start, { atMs: at(fullAt), value: 0 }]
    : [start, { atMs: at(shiftedAt), value: last.from }, { atMs: at(shiftedAt), value: 0 }];
  return {
    to: [
      { atMs: nowMs, value: last.to },
      { atMs: at(fullAt), value: size },
      { atMs: endMs, value: size },
    ],
    from: last.from === 0 ? [] : leaves,
  };
}

/** Steps by which the new generation gets its servers. */
const rises: readonly StepKind[] = ["raise", "wake", "grow-and-shed", "swap-roots", "refresh"];

/** From the expected times of the steps that are not done yet. */
function milestones(operation: OperationDetail): Milestones {
  const states = new Map(operation.steps.map((state) => [state.stepId, state]));
  const open = operation.plan.steps.filter((step) => {
    const status = states.get(step.id)?.status;
    return status !== "done" && status !== "skipped";
  });
  const total = open.reduce((sum, step) => sum + step.expected.medianMs, 0);
  const endOf = (kinds: readonly StepKind[]) => {
    const index = open.findLastIndex((step) => kinds.includes(step.work.kind));
    const spent = open.slice(0, index + 1).reduce((sum, step) => sum + step.expected.medianMs, 0);
    return total === 0 ? 0 : spent / total;
  };
  return { fullAt: endOf(rises), shiftedAt: endOf([...rises, "shift-away"]) };
}

export type Line = "from" | "to" | "both";

export const valueOf = (sample: CapacitySample, line: Line): number =>
  line === "both" ? sample.from + sample.to : sample[line];

/** Fewer points where nothing changes: a level is its two ends. */
export function lineOf(samples: readonly CapacitySample[], line: Line): readonly Point[] {
  const at = (index: number) => {
    const sample = samples[index];
    return sample === undefined ? null : valueOf(sample, line);
  };
  const points: Point[] = [];
  for (const [index, sample] of samples.entries()) {
    const value = valueOf(sample, line);
    const isLevel = at(index - 1) === value && at(index + 1) === value;
    if (!isLevel) points.push({ atMs: sample.atMs, value });
  }
  return points;
}

/** Round numbers for an axis from 0 to at least `most`, at most `count` of them above 0. */
export function ticksUpTo(most: number, count: number): readonly number[] {
  const rough = Math.max(1, most) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((part) => part * magnitude).find((part) => part >= rough) ?? rough;
  const whole = Math.max(1, Math.round(step));
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, index) => index * whole);
}

const minuteMs = 60_000;
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map(
  (minutes) => minutes * minuteMs,
);

export function timeTicks(fromMs: number, toMs: number, count: number): readonly number[] {
  const step = timeSteps.find((part) => (toMs - fromMs) / part <= count) ?? 1440 * minuteMs;
  const first = Math.ceil(fromMs / step) * step;
  return Array.from(
    { length: Math.max(0, Math.floor((toMs - first) / step) + 1) },
    (_, index) => first + index * step,
  );
}

/** Whether what was seen ever went under the floor. */
export function lowestSeen(samples: readonly CapacitySample[]): number | null {
  return samples.length === 0 ? null : Math.min(...samples.map(({ from, to }) => from + to));
}
