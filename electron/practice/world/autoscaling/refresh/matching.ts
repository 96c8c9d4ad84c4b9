/** Whether a member is what the refresh wants it to be. */
import { findTemplate, findVersion } from "../../ec2/launch-templates/templates.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { imageOverride, namedTemplate, sourceOf } from "../group-template.ts";
import { overridesOf } from "../sources/mixed-policy.ts";

/** When the member became what it is: by its launch, or by a new root volume. */
export const changedAtMs = ({ joinedAtMs, rootVolume }: MemberState) =>
  Math.max(joinedAtMs, rootVolume?.beganAtMs ?? 0);

/** What members are brought to. On the way back it is the group's own, which has not changed. */
export const wantedConfiguration = (group: GroupState, refresh: RefreshState) =>
  (refresh.rollback ? null : refresh.desired) ?? group;

/** With its version as a number; null where nothing can be compared. */
export function wantedTemplate(
  world: World,
  group: GroupState,
  refresh: RefreshState,
): GroupTemplate | null {
  return ifThere(() => {
    const source = sourceOf(world, wantedConfiguration(group, refresh));
    return source && numbered(world, source);
  });
}

/** Null: a template or version has been deleted. */
function ifThere<T>(find: () => T): T | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof PracticeError) return null;
    throw error;
  }
}

function numbered(world: World, source: GroupTemplate): GroupTemplate {
  const { version } = findVersion(findTemplate(world, { id: source.id }), source.version);
  return { ...source, version: String(version) };
}

export interface Compared {
  readonly refresh: RefreshState;
  readonly member: MemberState;
  readonly template: GroupTemplate | null;
}

export function isAsWanted(
  world: World,
  group: GroupState,
  { refresh, member, template }: Compared,
): boolean {
  const wanted = ownTemplate(world, wantedConfiguration(group, refresh), member) ?? template;
  if (!wanted) return isOfConfiguration(group, refresh, member);
  const from = member.rootVolume?.template ?? member.template;
  const isSame = from?.id === wanted.id && from.version === wanted.version;
  return isSame && isOfWantedKind(world, group, { refresh, member });
}

/** Of a group with a launch configuration its name is all that can be compared. */
function isOfConfiguration(group: GroupState, refresh: RefreshState, member: MemberState): boolean {
  const name = group.launchConfigurationName;
  if (name === null || refresh.desired) return true;
  return member.launchConfigurationName === name;
}

/** The template that an override names for the member's type. */
function ownTemplate(
  world: World,
  { mixedInstancesPolicy }: Pick<GroupState, "mixedInstancesPolicy">,
  { instanceType }: MemberState,
): GroupTemplate | null {
  const own = overridesOf(mixedInstancesPolicy).find((each) => each.InstanceType === instanceType);
  const named = own?.LaunchTemplateSpecification;
  return named ? ifThere(() => numbered(world, namedTemplate(world, named))) : null;
}

/** Type and image, where a mixed instances policy names them. */
function isOfWantedKind(
  world: World,
  group: GroupState,
  { refresh, member }: Omit<Compared, "template">,
): boolean {
  const policy = wantedConfiguration(group, refresh).mixedInstancesPolicy;
  const types = overridesOf(policy).flatMap((override) => override.InstanceType ?? []);
  if (types.length > 0 && !types.includes(member.instanceType)) return false;
  const image = imageOverride(policy, member.instanceType);
  const present =
    member.rootVolume?.imageId ?? world.state.instances.get(member.instanceId)?.imageId;
  return image === null || image === present;
}
