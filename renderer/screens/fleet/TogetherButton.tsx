import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { releasedTogether, type Together } from "../../../shared/rules/released-together.ts";
import { useTopic } from "../../client/topic-store.ts";
import { TogetherDialog } from "./dialogs/TogetherDialog.tsx";

/** Offered where other fleets were released with this one. */
export function TogetherButton({ fleet }: { readonly fleet: FleetView }) {
  const fleets = useTopic("fleets").rows;
  const operations = useTopic("operations").rows;
  /** As it was when it was opened: what is started must not leave the list. */
  const [open, setOpen] = useState<readonly Together[] | null>(null);
  const together = useMemo(
    () => releasedTogether(fleet, fleets.values(), operations.values()),
    [fleet, fleets, operations],
  );
  if (together.length < 2 && open === null) return null;
  return (
    <>
      <Button onClick={() => setOpen(together)}>Roll back together… ({together.length})</Button>
      {open === null ? null : <TogetherDialog together={open} onClose={() => setOpen(null)} />}
    </>
  );
}
