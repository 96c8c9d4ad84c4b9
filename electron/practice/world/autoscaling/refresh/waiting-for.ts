/** What a refresh waits for after a step: its StatusReason. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { takeCensus } from "./census.ts";
import { REASONS, remaining, secondsLeft, terminating, warmingUp } from "./wordings.ts";

/** At the way back's first step it is still why it was turned, at the second the interval. */
export function reasonFor(world: World, group: GroupState, refresh: RefreshState): string | null {
  const steps = refresh.rollback?.steps ?? Infinity;
  if (refresh.rollback && steps <= 1) return refresh.rollback.reason;
  if (steps === 2) return REASONS.rollbackInterval;
  const { complaints, obstacles, leaving, outdated } = takeCensus(world, group, refresh);
  const notAvailable = complaints.find((complaint) => !complaint.isWarming);
  if (notAvailable) return remaining(notAvailable.words);
  const warming = complaints[0];
  if (warming) return warmingUp(warming.instanceId);
  const [ending] = leaving;
  if (ending) return terminating(ending.instanceId);
  const [obstacle] = obstacles;
  return obstacle === undefined || outdated.length > obstacles.length ? null : remaining(obstacle);
}

/** As it is told when asked: times that run out are counted at that moment. */
export function tellReason(world: World, refresh: RefreshState): string | null {
  const { bakeEndsAtMs, checkpointEndsAtMs } = refresh;
  if (refresh.status === "Baking" && bakeEndsAtMs !== null)
    return secondsLeft("bake time", bakeEndsAtMs - world.nowMs);
  if (refresh.status === "InProgress" && checkpointEndsAtMs !== null)
    return secondsLeft("checkpoint delay", checkpointEndsAtMs - world.nowMs);
  return refresh.reason;
}
