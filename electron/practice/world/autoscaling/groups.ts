/** Finding groups and members, and the questions that every rule asks of them. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { GroupState, MemberState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";

export const validationError = (message: string) => new PracticeError("ValidationError", message);

/** Also one that is being deleted. */
export function findGroup(world: World, name: string): GroupState {
  const group = world.state.groups.get(name);
  if (group) return group;
  throw validationError(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
}

/** For calls that change it: AWS refuses them once a group is being deleted. */
export function findLivingGroup(world: World, name: string): GroupState {
  const group = findGroup(world, name);
  if (group.status === null) return group;
  throw validationError(`AutoScalingGroup '${name}' is pending delete`);
}

export function memberOf(group: GroupState, instanceId: string): MemberState | undefined {
  return group.members.find((member) => member.instanceId === instanceId);
}

/** The member and its group, for calls that name an instance alone. */
export function findMember(
  world: World,
  instanceId: string,
): { group: GroupState; member: MemberState } {
  for (const group of groupsToSearch(world, instanceId)) {
    const member = memberOf(group, instanceId);
    if (member) return { group, member };
  }
  throw validationError(
    `Instance Id not found - No managed instance found for instance ID: ${instanceId}`,
  );
}

function groupsToSearch(world: World, instanceId: string): Iterable<GroupState> {
  const name = world.state.instances.get(instanceId)?.groupName;
  const group = name ? world.state.groups.get(name) : undefined;
  return group ? [group] : world.state.groups.values();
}

/** What counts towards the desired capacity. */
export const isActive = (member: MemberState) =>
  member.lifecycleState === "InService" ||
  member.lifecycleState.startsWith("Pending") ||
  isChangingRoot(member);

/** What a member counts for in a group whose capacity has weights. */
export const unitsOf = ({ weight }: MemberState): number => weight ?? 1;

export const sumOfUnits = (members: readonly MemberState[]): number =>
  members.reduce((sum, member) => sum + unitsOf(member), 0);

export const activeUnits = ({ members }: GroupState): number =>
  sumOfUnits(members.filter(isActive));

export const isChangingRoot = ({ lifecycleState }: MemberState) =>
  lifecycleState.startsWith("ReplacingRootVolume") || lifecycleState === "RootVolumeReplaced";

/** A retained member stays where it is. */
export const isLeaving = ({ lifecycleState }: MemberState) =>
  lifecycleState.startsWith("Terminating") && lifecycleState !== "Terminating:Retained";

export const isSuspended = (group: GroupState, process: string) =>
  group.suspended.some((entry) => entry.process === process);

/** The group of an instance, if the instance is a member of it still. */
export function membershipOf(world: World, instanceId: string, groupName: string | null) {
  const group = groupName === null ? undefined : world.state.groups.get(groupName);
  const member = group && memberOf(group, instanceId);
  return group && member ? { group, member } : null;
}
