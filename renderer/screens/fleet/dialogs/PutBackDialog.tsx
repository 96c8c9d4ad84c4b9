import type { Finding, FleetView } from "../../../../shared/model/fleet.ts";
import { PlanDialog } from "./PlanDialog.tsx";
import { remedyWords } from "./remedy-words.ts";

interface PutBackDialogProps {
  readonly fleet: FleetView;
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** What somebody left, and the plan that undoes it and nothing else. */
export function PutBackDialog({ fleet, finding, onClose }: PutBackDialogProps) {
  const words = remedyWords(finding) ?? "Put back";
  return (
    <PlanDialog
      fleet={fleet}
      request="plan:put-back"
      payload={{ fleetId: fleet.id, finding: finding.kind, subject: finding.subject }}
      title={`${words}: ${finding.subject}`}
      action={words}
      onClose={onClose}
    >
      <p>{finding.evidence}</p>
    </PlanDialog>
  );
}
