import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { releasedTogether } from "../../../shared/rules/released-together.ts";
import { useTopic } from "../../client/topic-store.ts";
import { TogetherDialog } from "./dialogs/TogetherDialog.tsx";

/** Offered where other fleets were released with this one. */
export function TogetherButton({ fleet }: { readonly fleet: FleetView }) {
  const fleets = useTopic("fleets").rows;
  const operations = useTopic("operations").rows;
  const [isOpen, setOpen] = useState(false);
  const together = useMemo(
    () => releasedTogether(fleet, fleets.values(), operations.values()),
    [fleet, fleets, operations],
  );
  if (together.length < 2 && !isOpen) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Roll back together… ({together.length})</Button>
      {isOpen ? <TogetherDialog together={together} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
