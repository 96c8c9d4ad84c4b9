/** What stands against any change of a fleet, with its cure: someone else at work, or nothing there to work on. */
import { CLAIM_LASTS_MS, claimOf } from "../../decide/release/claim-tag.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { Refusal } from "../../model/plan.ts";
import { refuse, type PlanInput } from "../plan-input.ts";

export function fleetObstacle(input: PlanInput, groups: readonly GroupFact[]): Refusal | null {
  for (const group of groups) {
    const found = beingDeleted(group) ?? claimed(group, input);
    if (found !== null) return found;
  }
  return held(input) ?? refreshing(input);
}

function beingDeleted(group: GroupFact): Refusal | null {
  if (group.status === null) return null;
  return refuse(
    `The group ${group.name} is being deleted (AWS: "${group.status}").`,
    "Wait until it is gone, then look at the fleet again.",
  );
}

function claimed(group: GroupFact, input: PlanInput): Refusal | null {
  const claim = claimOf(group);
  if (claim === null || claim.operationId === input.superseding) return null;
  if (input.nowMs - claim.atMs >= CLAIM_LASTS_MS) return null;
  return refuse(
    `${group.name} is held by ${claim.holder} for the operation ${claim.operationId}.`,
    "Wait until it ends, or settle with them; one operation at a time works on a fleet.",
  );
}

function held({ fleet, superseding }: PlanInput): Refusal | null {
  if (fleet.heldBy === null || (superseding ?? null) !== null) return null;
  return refuse(
    `${fleet.name} is held by ${fleet.heldBy}.`,
    "Wait until it ends, stop it, or roll it back; one operation at a time works on a fleet.",
  );
}

function refreshing({ extras, fleet }: PlanInput): Refusal | null {
  if (extras.activeRefresh === null) return null;
  return refuse(
    `AWS is refreshing the servers of ${fleet.name} (instance refresh ${extras.activeRefresh}).`,
    "Wait until the refresh has ended, or cancel it in AWS.",
  );
}
