/**
 * The fleet's traffic: the target groups of the group that serves; if it has none any more, those of another of its
 * groups, or what was last taken from it. A new group without them would serve nobody.
 */
import { groupTag } from "../fleet/fact-index.ts";
import { targetName } from "../fleet/settings-in-words.ts";
import type { GroupFact } from "../model/facts.ts";
import type { TargetGroupArn } from "../model/ids.ts";
import type { Refusal } from "../model/plan.ts";
import { TAG } from "../model/tags.ts";
import { listWords } from "../words/counts.ts";
import { groupOf, refuse, type Live, type PlanInput } from "./plan-input.ts";

type Arns = readonly TargetGroupArn[];

export function trafficOf(serving: GroupFact, other: GroupFact): Arns {
  const own = arnsOf(serving);
  return own.length > 0 ? own : arnsOf(other);
}

/**
 * Of whatever is to serve the fleet next; `other`: the group that takes over, if it is there. Refused where the live
 * group was taken out of a traffic that nobody knows any more.
 */
export function fleetTraffic(input: PlanInput, live: Live, other?: GroupFact): Arns | Refusal {
  const own = trafficOf(live.group, other ?? live.group);
  if (own.length > 0 || !isTaken(input, live)) return own;
  return knownTraffic(input) ?? unknownTraffic(live.group);
}

/** Said where the live group has none of it now. */
export function trafficWarnings({ group }: Live, arns: Arns): string[] {
  if (arns.length === 0 || arnsOf(group).length > 0) return [];
  const names = listWords(arns.map(targetName), 3);
  return [`${group.name} is in no traffic: the group that serves next gets ${names}.`];
}

/** Whether the live group was taken out of traffic, and nothing serves in its place. */
export const isOutOfTraffic = (input: PlanInput, live: Live): boolean =>
  arnsOf(live.group).length === 0 && isTaken(input, live);

/** Of a fleet without target groups nothing is taken but its processes. */
function isTaken({ trafficTaken = null }: PlanInput, { group }: Live): boolean {
  return trafficTaken ? trafficTaken.length > 0 : groupTag(group, TAG.servedUntil) !== null;
}

/** A group that is being deleted still tells. */
function knownTraffic({ trafficTaken, fleet, facts }: PlanInput): Arns | null {
  const groups = fleet.generations.flatMap((generation) => groupOf(generation, facts) ?? []);
  return trafficTaken ?? groups.map(arnsOf).find((arns) => arns.length > 0) ?? null;
}

const arnsOf = ({ settings }: GroupFact): Arns => settings.targetGroupArns;

const unknownTraffic = ({ name }: GroupFact): Refusal =>
  refuse(
    `${name} was taken out of traffic, no other group of its fleet is in any, and this console doesn't know what it was: a new group would serve nobody.`,
    `Attach its target groups to ${name} in AWS, or take the tag ${TAG.servedUntil} off it if the fleet has none.`,
  );
