/**
 * How many would serve right after AWS begins to roll a refresh back. It keeps the percentage of what it counts as
 * healthy, and a server that has not been in service for the warm-up doesn't count: those of the new version may all
 * end at once, though they serve. Where that would be too few, cancelling and refreshing back takes nothing away first.
 */
import { servingMembers } from "../../guard/serving.ts";
import type { ActivityFact, GroupFact, MemberFact } from "../../model/facts.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import type { RefreshSeen } from "./refresh.ts";

const LAUNCHING = "Launching a new EC2 instance: ";

export function staysTurned(
  { fleet, launches = [] }: RefreshSeen,
  { name, settings }: GroupFact,
  { desired, instanceWarmupSeconds }: RefreshFact,
  nowMs: number,
): number {
  const { defaultInstanceWarmupSeconds, healthCheckGraceSeconds } = settings;
  const warmupSeconds =
    instanceWarmupSeconds ?? defaultInstanceWarmupSeconds ?? healthCheckGraceSeconds;
  const isNew = ({ template }: MemberFact) => template?.version === desired?.version;
  const isWarm = ({ serverId }: MemberFact) =>
    upSinceMs(launches, serverId) + warmupSeconds * 1000 <= nowMs;
  return servingMembers(fleet, name).filter((one) => !isNew(one) || isWarm(one)).length;
}

/** One of which no launch is told since the refresh began was there before. */
function upSinceMs(launches: readonly ActivityFact[], id: string): number {
  const launch = launches.find(({ description }) => description === `${LAUNCHING}${id}`);
  return launch ? (launch.endedAtMs ?? Infinity) : -Infinity;
}
