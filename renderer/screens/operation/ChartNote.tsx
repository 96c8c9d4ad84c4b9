import { useMemo } from "react";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { lowestSeen } from "../../components/capacity/forecast.ts";
import { minuteWords } from "../../ui/clock-time.ts";

interface ChartNoteProps {
  readonly operation: OperationDetail;
  readonly nowMs: number;
}

/** An end that has passed is said in the header, as how much longer it takes. */
export function ChartNote({ operation, nowMs }: ChartNoteProps) {
  const { floor } = operation.plan;
  const lowest = useMemo(() => lowestSeen(operation.samples), [operation.samples]);
  const endMs = operation.expectedEndMs;
  const end = endMs === null || endMs < nowMs ? "" : `ends ≈ ${minuteWords(endMs)} · `;
  if (lowest === null) return <span>{end}nothing observed yet</span>;
  const soFar = operation.endedAtMs === null ? " so far" : "";
  if (lowest >= floor)
    return (
      <span>
        {end}never below the floor{soFar}
      </span>
    );
  return (
    <span className="tone-bad">
      {end}fell to {lowest}, below the floor of {floor}
    </span>
  );
}
