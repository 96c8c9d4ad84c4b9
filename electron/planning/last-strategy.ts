/** By which strategy a fleet was last replaced by this console: the way back that fits goes by the same. */
import type { FleetId } from "../../shared/model/ids.ts";
import type { Strategy } from "../../shared/model/intent.ts";
import type { Journal } from "../journal/journal.ts";

/** Null: this console's journal knows of no replacement that got through. */
export function lastStrategy(
  { running, evidence }: Pick<Journal, "running" | "evidence">,
  fleet: FleetId,
): Strategy | null {
  const last = running
    .operations()
    .filter(({ fleetId, kind }) => fleetId === fleet && kind === "replace")
    .filter(({ status }) => status === "succeeded")
    .toSorted((one, other) => other.startedAtMs - one.startedAtMs)[0];
  const intent = last && evidence.plan(last.planId)?.intent;
  return intent?.kind === "replace" ? intent.strategy : null;
}
