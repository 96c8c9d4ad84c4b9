/** Where a moment and a count are on the picture. Pure. */
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import { ticksUpTo, type Point } from "./forecast.ts";

const edge = { left: 34, right: 12, top: 26, bottom: 20 };
const heightPx = 170;

export interface ChartScale {
  readonly startMs: number;
  readonly endMs: number;
  readonly ticks: readonly number[];
  readonly heightPx: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly x: (atMs: number) => number;
  readonly y: (value: number) => number;
}

export function chartScale(operation: OperationDetail, nowMs: number, widthPx: number): ChartScale {
  const { samples, plan, startedAtMs, endedAtMs, expectedEndMs } = operation;
  const startMs = Math.min(samples[0]?.atMs ?? startedAtMs, startedAtMs);
  const untilMs = isTerminal(operation.status) ? (endedAtMs ?? nowMs) : nowMs;
  const endMs = Math.max(expectedEndMs ?? 0, untilMs, startMs + 60_000);
  const most = samples.reduce((top, { from, to }) => Math.max(top, from + to), plan.floor);
  const ticks = ticksUpTo(Math.max(1, most) * 1.12, 3);
  const top = ticks.at(-1) ?? 1;
  const right = widthPx - edge.right;
  return {
    startMs,
    endMs,
    ticks,
    heightPx,
    left: edge.left,
    right,
    top: edge.top,
    x: (atMs) => edge.left + ((atMs - startMs) / (endMs - startMs)) * (right - edge.left),
    y: (value) => heightPx - edge.bottom - (value / top) * (heightPx - edge.top - edge.bottom),
  };
}

export const pathOf = (points: readonly Point[], { x, y }: ChartScale): string =>
  points
    .map(({ atMs, value }, index) => {
      const place = `${x(atMs).toFixed(1)} ${y(value).toFixed(1)}`;
      return `${index === 0 ? "M" : "L"}${place}`;
    })
    .join("");
