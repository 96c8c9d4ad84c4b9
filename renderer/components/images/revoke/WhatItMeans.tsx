import type { BennuErrorData } from "../../../../shared/errors.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import { ErrorText } from "../../operations/ErrorText.tsx";
import { RefusalAlert } from "../../plans/RefusalAlert.tsx";

interface WhatItMeansProps {
  readonly planned: Planned | undefined;
  readonly error: BennuErrorData | null;
}

/** What stands on the image now, as the plan says it before anything is done. */
export function WhatItMeans({ planned, error }: WhatItMeansProps) {
  if (error !== null) return <ErrorText error={error} header="What it means can't be said" />;
  if (planned === undefined) return <p className="muted">Looking at what stands on it…</p>;
  if (planned.refused) return <RefusalAlert refusal={planned} />;
  const { warnings } = planned.plan;
  if (warnings.length === 0) return <p className="muted">Nothing runs on it.</p>;
  return (
    <ul className="revoke-meaning" aria-label="What it means">
      {warnings.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
