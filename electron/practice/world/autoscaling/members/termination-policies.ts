/** AWS's termination policies as orders of members: the smallest rank goes first. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { sourceOf } from "../group-template.ts";
import { distributionOf, overridesOf } from "../sources/mixed-policy.ts";
import { priceOfType } from "../sources/requirements.ts";

export type Rank = (member: MemberState) => number;

const HOUR_MS = 3_600_000;

/** In the order in which AWS's reference lists them. */
export const TERMINATION_POLICIES = [
  "AllocationStrategy",
  "ClosestToNextInstanceHour",
  "Default",
  "NewestInstance",
  "OldestInstance",
  "OldestLaunchConfiguration",
  "OldestLaunchTemplate",
] as const;

/** None for a function of the user's own: it is kept, and AWS's default would follow if it fails. */
export function ranksOfPolicy(world: World, group: GroupState, policy: string): readonly Rank[] {
  const age: Rank = (member) => member.joinedAtMs;
  switch (policy) {
    case "OldestInstance":
      return [age];
    case "NewestInstance":
      return [(member) => -age(member)];
    case "OldestLaunchTemplate":
      return outdatedFirst(world, group);
    case "OldestLaunchConfiguration":
      return [isFromLaunchTemplate, configurationAge(world)];
    case "ClosestToNextInstanceHour":
      return [toNextHour(world)];
    case "AllocationStrategy":
      return [allocation(group)];
    case "Default":
      return [...outdatedFirst(world, group), allocation(group), toNextHour(world)];
    default:
      return [];
  }
}

/** Of launch configurations first, then of another template, then of the oldest version of this one. */
const outdatedFirst = (world: World, group: GroupState): readonly Rank[] => [
  isFromLaunchTemplate,
  configurationAge(world),
  otherTemplateFirst(world, group),
  templateVersion,
];

const isFromLaunchTemplate: Rank = (member) => (member.template ? 1 : 0);
const templateVersion: Rank = (member) => Number(member.template?.version ?? 0);

const configurationAge =
  (world: World): Rank =>
  ({ launchConfigurationName: name }) =>
    name === undefined ? 0 : (world.state.launchConfigurations.get(name)?.createdAtMs ?? 0);

function otherTemplateFirst(world: World, group: GroupState): Rank {
  const own = new Set(templateIds(world, group));
  return (member) => (own.has(member.template?.id ?? "") ? 1 : 0);
}

/** Also those that overrides of a mixed instances policy name; one that is gone matches nothing. */
function templateIds(world: World, group: GroupState): readonly string[] {
  const overrides = overridesOf(group.mixedInstancesPolicy);
  const named = overrides.map(({ LaunchTemplateSpecification: own }) => own?.LaunchTemplateId);
  return [templateIdOf(world, group), ...named].filter((id) => id !== undefined);
}

function templateIdOf(world: World, group: GroupState): string | undefined {
  try {
    return sourceOf(world, group)?.id;
  } catch (error) {
    if (error instanceof PracticeError) return undefined;
    throw error;
  }
}

/** What the allocation strategy would choose last goes first: the last of the list, or the dearest. */
function allocation(group: GroupState): Rank {
  const policy = group.mixedInstancesPolicy;
  const types = overridesOf(policy).map(({ InstanceType: type }) => type);
  const { onDemandStrategy, spotStrategy } = distributionOf(policy);
  return ({ instanceType, isSpot }) => {
    if (!policy) return 0;
    const byPrice = (isSpot ? spotStrategy : onDemandStrategy) === "lowest-price";
    return byPrice ? -priceOfType(instanceType) : -types.indexOf(instanceType);
  };
}

const toNextHour =
  (world: World): Rank =>
  (member) =>
    HOUR_MS - ((world.nowMs - member.joinedAtMs) % HOUR_MS);
