/** Reading groups and members. */
import type {
  AutoScalingGroupNamesType,
  AutoScalingGroupsType,
  AutoScalingInstanceDetails,
  AutoScalingInstancesType,
  DescribeAutoScalingInstancesType,
  Filter,
} from "@aws-sdk/client-auto-scaling";
import { membershipOf, validationError } from "../../../world/autoscaling/groups.ts";
import {
  poolMembers,
  warmMembershipOf,
} from "../../../world/autoscaling/warm-pool/pool-members.ts";
import type { GroupState, MemberState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { toGroup, toInstance } from "./group-shape.ts";

export function describeGroups(
  input: AutoScalingGroupNamesType,
  { world }: CallContext,
): AutoScalingGroupsType {
  const wanted = chosenGroups(world, input.AutoScalingGroupNames).filter(
    groupFilter(input.Filters ?? []),
  );
  const page = pageOf(wanted, (group) => group.name, {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 50,
    maxSize: 100,
  });
  const groups = page.items.map((group) => toGroup(world, group, input.IncludeInstances ?? true));
  return { AutoScalingGroups: groups, NextToken: page.nextToken };
}

/** An unknown name is no error: the list is shorter. */
function chosenGroups(world: World, names: readonly string[] | undefined): readonly GroupState[] {
  if (!names?.length) return [...world.state.groups.values()];
  return names.map((name) => world.state.groups.get(name)).filter((group) => group !== undefined);
}

function groupFilter(filters: readonly Filter[]): (group: GroupState) => boolean {
  return (group) => filters.every((filter) => matchesTag(group, filter));
}

function matchesTag(group: GroupState, { Name: name = "", Values: values = [] }: Filter): boolean {
  if (name === "tag-key") return group.tags.some((tag) => values.includes(tag.key));
  if (name === "tag-value") return group.tags.some((tag) => values.includes(tag.value));
  if (!name.startsWith("tag:")) throw validationError(`Filter name ${name} is not valid.`);
  return group.tags.some((tag) => tag.key === name.slice(4) && values.includes(tag.value));
}

export function describeInstances(
  input: DescribeAutoScalingInstancesType,
  { world }: CallContext,
): AutoScalingInstancesType {
  if ((input.InstanceIds?.length ?? 0) > MAX_IDS)
    throw validationError(`You can specify at most ${MAX_IDS} instances in one request.`);
  const all = input.InstanceIds?.length ? named(world, input.InstanceIds) : everyMember(world);
  const page = pageOf(all, ({ member }) => member.instanceId, {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 50,
    maxSize: 50,
  });
  const details = page.items.map(({ group, member }) => toDetails(world, group, member));
  return { AutoScalingInstances: details, NextToken: page.nextToken };
}

interface Found {
  readonly group: GroupState;
  readonly member: MemberState;
}

const MAX_IDS = 50;

/** One that is no member is left out. */
const named = (world: World, ids: readonly string[]): readonly Found[] =>
  [...new Set(ids)].flatMap(
    (id) => placeOf(world, id, world.state.instances.get(id)?.groupName ?? null) ?? [],
  );

/** Servers of a warm pool are listed too. */
const placeOf = (world: World, id: string, groupName: string | null) =>
  membershipOf(world, id, groupName) ?? warmMembershipOf(world, id, groupName);

const everyMember = (world: World): readonly Found[] =>
  [...world.state.groups.values()].flatMap((group) =>
    [...group.members, ...poolMembers(group)].map((member) => ({ group, member })),
  );

/** This call alone writes the health in capitals. */
function toDetails(
  world: World,
  group: GroupState,
  member: MemberState,
): AutoScalingInstanceDetails {
  const instance = toInstance(world, member);
  return {
    ...instance,
    AutoScalingGroupName: group.name,
    HealthStatus: member.healthStatus.toUpperCase(),
  };
}
