/** When each generation served, as spans of one line. Pure. */
import type { FleetView, GenerationState } from "../../../shared/model/fleet.ts";

export interface ServedSpan {
  readonly key: string;
  readonly label: string;
  readonly state: GenerationState;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Of the whole line. */
  readonly startPercent: number;
  readonly widthPercent: number;
}

const leastPercent = 1.5;

export function servedSpans(fleet: FleetView, nowMs: number): readonly ServedSpan[] {
  const known = fleet.generations.flatMap((generation) =>
    generation.servedFromMs === null
      ? []
      : [
          {
            generation,
            fromMs: generation.servedFromMs,
            untilMs: generation.servedUntilMs ?? nowMs,
          },
        ],
  );
  const startMs = Math.min(...known.map(({ fromMs }) => fromMs));
  const wholeMs = Math.max(1, nowMs - startMs);
  return known
    .map(({ generation, fromMs, untilMs }) => ({
      key: generation.id,
      label: generation.label,
      state: generation.state,
      fromMs,
      untilMs,
      startPercent: ((fromMs - startMs) / wholeMs) * 100,
      widthPercent: Math.max(leastPercent, ((untilMs - fromMs) / wholeMs) * 100),
    }))
    .toSorted((left, right) => left.fromMs - right.fromMs);
}
