/** What must be typed before something is started in production; null: nothing. */
import type { Connection } from "../model/connection.ts";
import type { Plan } from "../model/plan.ts";
import { needsTypedConfirmation } from "./can.ts";

/** A fleet's name; of a campaign, which has many, and where images are taken away for good, the connection's. */
export function confirmationFor(
  { kind, fleetName, steps = [] }: Pick<Plan, "kind" | "fleetName"> & Partial<Pick<Plan, "steps">>,
  connection: Connection,
): string | null {
  if (!needsTypedConfirmation(connection)) return null;
  const removes = steps.some(({ work }) => work.kind === "retire-image" && work.act === "remove");
  return kind === "campaign" || removes ? connection.name : fleetName;
}

/** A tag touches nothing; AWS's own switch keeps scaling groups from starting servers. */
export const revokeConfirmation = (
  connection: Connection,
  atAws: "disable" | "enable" | null,
  imageName: string,
): string | null => (atAws === "disable" && needsTypedConfirmation(connection) ? imageName : null);
