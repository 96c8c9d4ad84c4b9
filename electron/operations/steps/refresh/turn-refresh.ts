import type { RefreshSeen } from "../../../../shared/decide/refresh/refresh.ts";
import { decideTurnRefresh } from "../../../../shared/decide/refresh/turn-refresh.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import { lookAtRefresh } from "./look-at-refresh.ts";
import type { StepContext, StepModule } from "../step.ts";

export const turnRefresh: StepModule<"turn-refresh", RefreshSeen> = {
  kind: "turn-refresh",
  look: lookAtTurn,
  decide: decideTurnRefresh,
  onWayOut: false,
  undo: "Replace again: servers that run the new version already are left as they are.",
};

/** Until it turns: also when each of its servers came into service, which tells what AWS counts of them. */
async function lookAtTurn(
  { group, refreshId }: WorkOf<"turn-refresh">,
  context: StepContext,
): Promise<RefreshSeen> {
  const seen = await lookAtRefresh(group, context);
  const refresh = seen.refreshes.find(({ id }) => id === refreshId);
  if (refresh?.status !== "InProgress" || refresh.startedAtMs === null) return seen;
  return { ...seen, launches: await context.reader.activities(group, refresh.startedAtMs) };
}
