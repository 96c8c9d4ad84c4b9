/** The plan that takes a failed replacement back: to the generation that it was to replace. */
import type { FleetView } from "../../shared/model/fleet.ts";
import type { FleetId, OperationId } from "../../shared/model/ids.ts";
import type { Plan, Planned } from "../../shared/model/plan.ts";
import { refuse } from "../../shared/plan/plan-input.ts";
import type { PlanBook } from "./plan-book.ts";

export interface WayBackParts {
  readonly book: Pick<PlanBook, "make">;
  /** As last known; null while it isn't. */
  readonly fleet: (id: FleetId) => FleetView | null;
}

/** `failed` has ended: its own claim, where it couldn't be taken off yet, is no obstacle. */
export async function planWayBack(
  { book, fleet }: WayBackParts,
  { fleetId, fleetName, groups }: Plan,
  failed: OperationId,
): Promise<Planned> {
  const known = fleetId === null ? null : fleet(fleetId);
  const to = known?.generations.find(({ label }) => label === groups?.fromLabel);
  if (fleetId !== null && to) return book.make({ kind: "rollback", fleetId, to: to.id }, failed);
  return refuse(
    `${groups?.fromLabel ?? "The generation before"} of ${fleetName ?? "the fleet"} isn't known now.`,
    "Look at the fleet, and choose a generation to return to.",
  );
}
