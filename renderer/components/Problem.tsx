/** An error as people read it: what happened, what it means, what to do; AWS's own words folded below. */
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { BennuErrorData } from "../../shared/errors.ts";
import "./problem.css";

interface ProblemProps {
  readonly error: BennuErrorData;
  readonly onRetry?: () => void;
}

export function Problem({ error, onRetry }: ProblemProps) {
  const details = Object.entries(error.details);
  return (
    <div className="problem" role="alert">
      <p>{error.message}</p>
      {onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
      {details.length > 0 && (
        <ExpandableSection headerText="Details" variant="inline">
          <dl className="mono">
            {details.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        </ExpandableSection>
      )}
    </div>
  );
}
