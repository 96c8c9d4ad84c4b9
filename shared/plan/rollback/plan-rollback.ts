/** Roll back: which way depends on what is left of the generation, and on whether its successor is still rising. */
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { GenerationView } from "../../model/fleet.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import type { RollbackIntent } from "../../model/intent.ts";
import { isBackInPlace, rollbackInPlace } from "../in-place/rollback-in-place.ts";
import { revoked } from "../obstacles/image-obstacles.ts";
import {
  groupOf,
  liveOf,
  noGeneration,
  noLive,
  refuse,
  type Live,
  type PlanInput,
} from "../plan-input.ts";
import { rollbackByRefresh } from "../refresh/rollback-refresh.ts";
import { rollbackCold } from "./rollback-cold.ts";
import { rollbackInFlight } from "./rollback-in-flight.ts";
import { wakesWhole } from "../../fleet/generations/wakes-whole.ts";
import { rollbackWarm } from "./rollback-warm.ts";
import { isOutOfTraffic } from "../traffic.ts";

export interface RollbackInput extends PlanInput {
  readonly intent: RollbackIntent;
  /** Of the warm group, if one is returned to. */
  readonly extrasWarm?: GroupExtras | null;
}

export function planRollback(input: RollbackInput): Planned {
  const target = input.fleet.generations.find((one) => one.id === input.intent.to);
  if (target === undefined) return noGeneration(input.fleet);
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const byRefresh = rollbackByRefresh(input, live, target);
  if (byRefresh !== null) return byRefresh;
  if (isBackInPlace(input, live, target)) return rollbackInPlace(input, live, target);
  if (target.id === live.generation.id) return toLive(input, live);
  return toOther(input, live, target);
}

/** The live generation is returned to by taking away whatever rises beside it. */
function toLive(input: RollbackInput, live: Live): Planned {
  const [first, ...others] = risingGroups(input, live);
  if (first === undefined) return nothingRises(input, live);
  return rollbackInFlight(input, live, [first, ...others]);
}

function nothingRises(input: RollbackInput, live: Live): Refusal {
  const { generation, group } = live;
  if (isOutOfTraffic(input, live))
    return refuse(
      `${generation.label} was taken out of traffic, and no group of ${input.fleet.name} is in any: nobody is served.`,
      `Attach its target groups to ${group.name} in AWS and resume its processes, or roll back to an earlier generation: its new group gets the traffic.`,
    );
  return servesAlone(input, live);
}

function servesAlone({ superseding }: RollbackInput, { generation }: Live): Refusal {
  const cure =
    (superseding ?? null) === null
      ? "Choose an earlier generation."
      : "Stop the operation: it has started no group yet, so there is nothing to take back.";
  return refuse(
    `${generation.label} is live and serves alone: there is nothing to roll back.`,
    cure,
  );
}

export interface Rising {
  readonly generation: GenerationView;
  readonly group: GroupFact;
}

function risingGroups(input: RollbackInput, live: Live): Rising[] {
  return input.fleet.generations.flatMap((generation) => {
    const group = groupOf(generation, input.facts);
    const beside = generation.state === "rising" || generation.state === "live";
    if (!beside || group === null || group.name === live.group.name) return [];
    return [{ generation, group }];
  });
}

function toOther(input: RollbackInput, live: Live, target: GenerationView): Planned {
  const group = groupOf(target, input.facts);
  const image = target.imageId === null ? undefined : input.facts.images.get(target.imageId);
  const obstacle = image === undefined ? null : revoked(image, input);
  if (obstacle !== null) return obstacle;
  switch (target.state) {
    case "warm":
      if (group === null) return noGeneration(input.fleet);
      return hasServers(group) && wakesWhole(target.servers, group.members.length)
        ? rollbackWarm(input, live, { generation: target, group })
        : rollbackCold(input, live, target);
    case "cold":
    case "gone":
      return rollbackCold(input, live, target);
    case "rising":
      return refuse(
        `${target.label} is still rising: it is not an earlier generation.`,
        "Let it rise, or roll back to the live one.",
      );
    case "live":
      // Both serve, e.g. after a roll back that failed half-way: the newer one is taken away.
      if (group !== null && group.name !== live.group.name)
        return rollbackWarm(input, live, { generation: target, group });
      return refuse(
        `${target.label} serves already, beside ${live.generation.label}.`,
        `Retire ${live.generation.label} if ${target.label} alone shall serve and has all the servers it needs.`,
      );
  }
}

const hasServers = (group: GroupFact) =>
  group.desiredCapacity > 0 &&
  group.members.some(
    (one) => one.lifecycleState === "InService" && one.healthStatus.toLowerCase() === "healthy",
  );
