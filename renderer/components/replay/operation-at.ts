/** An operation as it stood at an earlier moment, from what was written down as it went. Pure. */
import type { OperationDetail, StepState } from "../../../shared/model/operation.ts";

export function operationAt(operation: OperationDetail, atMs: number): OperationDetail {
  const { endedAtMs } = operation;
  if (endedAtMs !== null && atMs >= endedAtMs) return operation;
  return {
    ...operation,
    status: "running",
    outcome: null,
    endedAtMs: null,
    expectedEndMs: null,
    stuck: null,
    steps: operation.steps.map((state) => stepAt(state, atMs)),
    samples: operation.samples.filter((sample) => sample.atMs <= atMs),
  };
}

/** What a step said while it ran isn't kept, only when it began and how it ended. */
function stepAt(state: StepState, atMs: number): StepState {
  const { startedAtMs, endedAtMs } = state;
  const open = { ...state, note: "", progress: null, stuck: null, endedAtMs: null };
  if (startedAtMs === null || startedAtMs > atMs)
    return { ...open, status: "waiting", startedAtMs: null };
  return endedAtMs !== null && endedAtMs <= atMs ? state : { ...open, status: "running" };
}

export interface ReplaySpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** From its start to its end, or to what is the newest known. */
export function replaySpan({ startedAtMs, endedAtMs, samples }: OperationDetail): ReplaySpan {
  const newest = samples.at(-1)?.atMs ?? startedAtMs;
  return { startMs: startedAtMs, endMs: Math.max(endedAtMs ?? newest, startedAtMs + 1000) };
}

export const replaySpeeds = [1, 10, 60, 300, 1800] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** The one by which the whole is seen in about a quarter of a minute. */
export function fittingSpeed({ startMs, endMs }: ReplaySpan): ReplaySpeed {
  const wanted = (endMs - startMs) / 15_000;
  return replaySpeeds.find((speed) => speed >= wanted) ?? 1800;
}
