import type { FleetView, GenerationView } from "../../../../shared/model/fleet.ts";
import { useAction } from "../../../client/requests.ts";
import { ReasonDialog } from "../../../components/operations/ReasonDialog.tsx";

interface MarkDialogProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
  readonly onClose: () => void;
}

/** Marks a generation's image bad, or takes the mark back: one tag, with the reason. */
export function MarkDialog({ fleet, generation, onClose }: MarkDialogProps) {
  const { bad, label } = generation;
  const mark = useAction(bad === null ? "generation:mark-bad" : "generation:unmark-bad");
  const confirm = (reason: string) =>
    mark.mutate({ fleetId: fleet.id, generationId: generation.id, reason }, { onSuccess: onClose });
  return (
    <ReasonDialog
      title={bad === null ? `Mark ${label} bad` : `Take the mark of ${label} back`}
      action={bad === null ? `Mark ${label} bad` : "Take it back"}
      leastReason={3}
      typedName={null}
      isPending={mark.isPending}
      error={mark.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {bad === null ? (
        <p>
          Its image {generation.imageName ?? generation.imageId} gets a tag with your name and the
          reason. Every console then refuses to put it into service or to return to it, and nobody
          is advised to. What runs goes on running.
        </p>
      ) : (
        <p>
          Marked by {bad.by}: {bad.reason} With the mark taken back it may be put into service
          again. That it was there stays to be seen on the image.
        </p>
      )}
    </ReasonDialog>
  );
}
