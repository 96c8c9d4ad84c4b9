/** What planners are given, and the few words that all of them use. A planner calls nothing and never throws. */
import type { Facts, GroupExtras, GroupFact } from "../model/facts.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { GroupName, OperationId, PlanId, StepId, TargetGroupArn } from "../model/ids.ts";
import type { RefreshFact } from "../model/facts/signs.ts";
import type { Refusal } from "../model/plan.ts";
import type { Sizes } from "../model/steps/generation.ts";
import type { Strategy } from "../model/intent.ts";
import type { RuleFact } from "../model/facts/rule-facts.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";

export interface PlanIds {
  readonly planId: PlanId;
  /** By the step's place, from 1. */
  stepId(place: number): StepId;
}

export interface PlanInput {
  readonly facts: Facts;
  readonly fleet: FleetView;
  /** Of the live group, read a moment ago. */
  readonly extras: GroupExtras;
  readonly policy: FleetPolicy;
  readonly nowMs: number;
  readonly ids: PlanIds;
  /** The newest refresh of the live group, where one is active. */
  readonly refresh?: RefreshFact | null;
  /** By which strategy this console last replaced the fleet; null or left out: it knows of none. */
  readonly lastStrategy?: Strategy | null;
  /** The running operation that this plan takes over: its claim and its rising group are no obstacle. */
  readonly superseding?: OperationId | null;
  /** All rules that forward to the live group's target groups; left out or null: they were not read. */
  readonly rules?: readonly RuleFact[] | null;
  /** By this console's journal: what was last taken from the live group and not given back; null: it knows of none. */
  readonly trafficTaken?: readonly TargetGroupArn[] | null;
  /** Of the operation that this plan takes over, where it changes its group in place; null: it doesn't. */
  readonly takenOver?: TakenOver | null;
  /** What the operation that this plan takes over changed for a time and gives back when it ends; left out: nothing. */
  readonly ownSizes?: ReadonlyMap<GroupName, Sizes>;
}

export interface TakenOver {
  /** The fleet's own, while the group is bigger or smaller for a time; null: it changed none yet. */
  readonly sizes: Sizes | null;
  /** It exchanges root volumes, and ends no servers. */
  readonly swapsRoots: boolean;
  /** The processes that it suspended for its own time: whoever takes over lets them go, if it couldn't. */
  readonly held: readonly string[];
}

export interface Live {
  readonly group: GroupFact;
  readonly generation: GenerationView;
}

export const refuse = (reason: string, cure: string): Refusal => ({ refused: true, reason, cure });

export function liveOf(input: PlanInput): Live | null {
  const generation = input.fleet.generations.find((one) => one.id === input.fleet.liveId);
  const group = generation?.groupName ? input.facts.groups.get(generation.groupName) : undefined;
  return generation === undefined || group === undefined ? null : { group, generation };
}

export function noLive(fleet: FleetView): Refusal {
  return refuse(
    `${fleet.name} has no live generation that Bennu can see.`,
    "Look at its groups in AWS: one of them must have servers in service.",
  );
}

export function noGeneration(fleet: FleetView): Refusal {
  return refuse(
    `${fleet.name} has no such generation any more.`,
    "Look at the fleet again and choose anew.",
  );
}

/** The group with the limits that are its own, where they are others for the time of the operation that is taken over. */
export function withOwnLimits({ ownSizes }: PlanInput, group: GroupFact): GroupFact {
  const { minSize, maxSize } = ownSizes?.get(group.name) ?? group;
  return { ...group, minSize, maxSize };
}

export const groupOf = (generation: GenerationView, facts: Facts): GroupFact | null =>
  generation.groupName === null ? null : (facts.groups.get(generation.groupName) ?? null);
