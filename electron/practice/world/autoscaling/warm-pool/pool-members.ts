/** Finding servers in warm pools. They belong to the group, but are no members of it until they are taken. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { sumOfUnits } from "../groups.ts";

export const poolMembers = (group: GroupState): readonly MemberState[] =>
  group.warmPool?.members ?? [];

export const isWarm = ({ lifecycleState }: MemberState) => lifecycleState.startsWith("Warmed:");

export const isReady = ({ lifecycleState, healthStatus }: MemberState) =>
  healthStatus === "Healthy" && /^Warmed:(Stopped|Running|Hibernated)$/.test(lifecycleState);

export const isEnding = ({ lifecycleState }: MemberState) =>
  lifecycleState.startsWith("Warmed:Terminat");

export function warmMembershipOf(world: World, instanceId: string, groupName: string | null) {
  const group = groupName === null ? undefined : world.state.groups.get(groupName);
  if (!group?.warmPool) return null;
  const member = group.warmPool.members.find((each) => each.instanceId === instanceId);
  return member ? { group, member } : null;
}

export function leavePool(group: GroupState, member: MemberState): void {
  if (!group.warmPool) return;
  group.warmPool.members = group.warmPool.members.filter((each) => each !== member);
}

/** Members that are leaving the group for its pool hold a place in it. */
const returning = (member: MemberState) => `returns|${member.instanceId}`;

export const willReturn = (group: GroupState, member: MemberState): boolean =>
  group.engine[returning(member)] === true;

export function markReturning(group: GroupState, member: MemberState): void {
  group.engine[returning(member)] = true;
}

export function forgetReturning(group: GroupState, member: MemberState): void {
  delete group.engine[returning(member)];
}

/** Units of the pool that are taken, or spoken for. */
export const placesTaken = (group: GroupState): number =>
  sumOfUnits(poolMembers(group).filter((member) => !isEnding(member))) +
  sumOfUnits(group.members.filter((member) => willReturn(group, member)));
