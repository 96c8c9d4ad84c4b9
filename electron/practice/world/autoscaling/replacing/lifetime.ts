/** Members that have been in service for as long as the group allows: they are replaced like the unhealthy. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended } from "../groups.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";

const isSound = ({ lifecycleState, healthStatus }: MemberState) =>
  lifecycleState === "InService" && healthStatus === "Healthy";

const endMs = ({ maxInstanceLifetimeSeconds: seconds }: GroupState, member: MemberState): number =>
  (member.inServiceAtMs ?? Infinity) + (seconds ?? Infinity) * 1000;

const hasOutlived = (world: World, group: GroupState, member: MemberState): boolean =>
  isSound(member) && endMs(group, member) <= world.nowMs;

/** The oldest first. Protection from scale in keeps a member beyond its time. */
export function outlivedMembers(world: World, group: GroupState): readonly MemberState[] {
  if (group.maxInstanceLifetimeSeconds === null || isSuspended(group, "Terminate")) return [];
  return group.members
    .filter((member) => !member.protectedFromScaleIn && hasOutlived(world, group, member))
    .toSorted((a, b) => endMs(group, a) - endMs(group, b));
}

/** The group looks at itself when the next member's time is up. */
export function wakeForLifetime(world: World, group: GroupState): void {
  if (group.maxInstanceLifetimeSeconds === null) return;
  const ends = group.members.filter(isSound).map((member) => endMs(group, member));
  const nextMs = Math.min(...ends.filter((ms) => ms > world.nowMs));
  if (Number.isFinite(nextMs)) wake(world, group, nextMs - world.nowMs);
}

export const lifetimeCause = ({ nowMs }: World): string =>
  `At ${stamp(nowMs)} an instance was taken out of service in response to a maximum instance lifetime being reached.`;
