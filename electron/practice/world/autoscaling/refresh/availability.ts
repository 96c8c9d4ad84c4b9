/**
 * When a member counts: in service, healthy by every check that the group has, and warmed up. One that has come since
 * the refresh began is asked on the way back as on the way forward.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isChangingRoot } from "../groups.ts";
import { isAttached } from "../traffic.ts";
import { changedAtMs } from "./matching.ts";
import { noData, replacingRoot, unhealthy } from "./wordings.ts";

export interface Complaint {
  readonly instanceId: string;
  readonly words: string;
  readonly isWarming: boolean;
}

/** Null: it is available. */
export function complaintAbout(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  member: MemberState,
): Complaint | null {
  const { instanceId } = member;
  const words = healthWords(world, group, refresh, member);
  if (words !== null) return { instanceId, words, isWarming: false };
  return isWarm(world, refresh, member) ? null : { instanceId, words: "", isWarming: true };
}

function healthWords(
  world: World,
  group: GroupState,
  refresh: RefreshState,
  member: MemberState,
): string | null {
  const { instanceId } = member;
  if (isChangingRoot(member)) return replacingRoot(instanceId);
  if (member.lifecycleState !== "InService") return noData(instanceId, "Amazon EC2");
  if (member.healthStatus === "Unhealthy") return unhealthy(instanceId);
  if (!isNew(refresh, member)) return null;
  const server = world.state.instances.get(instanceId);
  if (server?.instanceCheck !== "ok" || server.systemCheck !== "ok")
    return noData(instanceId, "Amazon EC2");
  return isServing(world, group, instanceId) ? null : noData(instanceId, "Elastic Load Balancing");
}

/** Those that served before are not asked again. One out of the warm pool may have joined long before it serves. */
const isNew = ({ startedAtMs }: RefreshState, member: MemberState) =>
  Math.max(changedAtMs(member), member.inServiceAtMs ?? Infinity) >= (startedAtMs ?? 0);

function isServing(world: World, group: GroupState, instanceId: string): boolean {
  if (!group.healthCheckType.includes("ELB")) return true;
  return group.trafficSources.filter(isAttached).every(({ identifier }) => {
    const target = world.state.targetGroups.get(identifier)?.targets[instanceId];
    return !target || target.state === "healthy";
  });
}

function isWarm(world: World, refresh: RefreshState, member: MemberState): boolean {
  if (!isNew(refresh, member)) return true;
  const warmupMs = refresh.preferences.instanceWarmupSeconds * 1000;
  return world.nowMs >= (member.inServiceAtMs ?? Infinity) + warmupMs;
}
