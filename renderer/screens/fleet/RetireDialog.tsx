import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { PlanDialog } from "./dialogs/PlanDialog.tsx";

interface RetireDialogProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
  readonly onClose: () => void;
}

/** Ends the servers of a generation that doesn't serve: what dies with them is shown first. */
export function RetireDialog({ fleet, generation, onClose }: RetireDialogProps) {
  const kept = generation.promise?.isKept === true ? " It is promised: AWS keeps it." : "";
  return (
    <PlanDialog
      fleet={fleet}
      request="plan:retire"
      payload={{ fleetId: fleet.id, generationId: generation.id }}
      title={`Retire ${generation.label} of ${fleet.name}`}
      action={`Retire ${generation.label}`}
      onClose={onClose}
    >
      <p>
        Its servers end. Its image is kept, so that one can still return to it, but no longer at
        once.{kept}
      </p>
    </PlanDialog>
  );
}
