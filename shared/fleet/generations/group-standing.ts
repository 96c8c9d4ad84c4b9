/**
 * How one group stands, from facts alone: what serves, what is parked, what is only rising. The traffic source has
 * the last word on a server; where its health was not read, the group's own health check counts.
 */
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { isInService } from "../../guard/serving.ts";
import { groupTag, type FactIndex } from "../fact-index.ts";

export interface GroupStanding {
  readonly group: GroupFact;
  /** In service by lifecycle and health, and healthy at every attached target group whose health is known. */
  readonly inService: number;
  readonly hasTraffic: boolean;
  /** Started by an operation and not yet given the fleet's traffic for good. */
  readonly rising: boolean;
  /** Launch is suspended and it gets no new traffic: the convention of a retired ("disabled") group. */
  readonly parked: boolean;
  readonly deleting: boolean;
}

export function standingOf(group: GroupFact, index: FactIndex): GroupStanding {
  const { settings } = group;
  const hasTraffic =
    settings.targetGroupArns.length > 0 || settings.classicLoadBalancers.length > 0;
  const launchHeld = isHeld(group, "Launch");
  return {
    group,
    inService: group.members.filter((member) => servesFrom(group, member, index)).length,
    hasTraffic,
    rising: groupTag(group, TAG.operation) !== null && !served(group),
    parked: launchHeld && (!hasTraffic || isHeld(group, "AddToLoadBalancer")),
    deleting: group.status !== null,
  };
}

const served = (group: GroupFact) =>
  groupTag(group, TAG.servedFrom) !== null || groupTag(group, TAG.servedUntil) !== null;

export const isHeld = (group: GroupFact, process: string) =>
  group.suspended.some((held) => held.process === process);

export function servesFrom(group: GroupFact, member: MemberFact, index: FactIndex): boolean {
  return isInService(member) && healthyAtTraffic(group, member, index) !== false;
}

/** Null: the group has no target group, or the health of none of them was read. */
export function healthyAtTraffic(
  group: GroupFact,
  member: MemberFact,
  index: FactIndex,
): boolean | null {
  let answer: boolean | null = null;
  for (const arn of group.settings.targetGroupArns) {
    const healthy = index.healthyAt.get(arn);
    if (healthy === undefined) continue;
    if (!healthy.has(member.serverId)) return false;
    answer = true;
  }
  return answer;
}

/** Whether the group gives its fleet capacity now. `trafficFleet`: some group of the fleet has traffic attached. */
export function serves(standing: GroupStanding, trafficFleet: boolean): boolean {
  if (standing.deleting || standing.inService === 0) return false;
  if (trafficFleet && !standing.hasTraffic) return false;
  if (!standing.parked) return true;
  return standing.hasTraffic && groupTag(standing.group, TAG.servedUntil) === null;
}
