/** Reading groups, members and activities. */
import type {
  Activity,
  ActivitiesType,
  AutoScalingGroupNamesType,
  AutoScalingGroupsType,
  AutoScalingInstanceDetails,
  AutoScalingInstancesType,
  DescribeAutoScalingInstancesType,
  DescribeScalingActivitiesType,
  Filter,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import type {
  ActivityState,
  GroupState,
  MemberState,
} from "../../../world/kernel/state-autoscaling.ts";
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
  const ids = input.InstanceIds?.length ? new Set(input.InstanceIds) : null;
  const all = [...world.state.groups.values()].flatMap((group) =>
    group.members
      .filter((member) => !ids || ids.has(member.instanceId))
      .map((member) => ({ group, member })),
  );
  const page = pageOf(all, ({ member }) => member.instanceId, {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 50,
    maxSize: 50,
  });
  const details = page.items.map(({ group, member }) => toDetails(world, group, member));
  return { AutoScalingInstances: details, NextToken: page.nextToken };
}

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

export function describeActivities(
  input: DescribeScalingActivitiesType,
  { world }: CallContext,
): ActivitiesType {
  const wanted = [...world.state.activities.values()]
    .filter(activityFilter(world, input))
    .toReversed();
  const page = pageOf(wanted, (activity) => activity.id, {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 100,
    maxSize: 100,
  });
  return {
    Activities: page.items.map((activity) => toActivity(world, activity)),
    NextToken: page.nextToken,
  };
}

function activityFilter(world: World, input: DescribeScalingActivitiesType) {
  const {
    AutoScalingGroupName: name,
    ActivityIds: ids,
    IncludeDeletedGroups: deletedToo = false,
  } = input;
  const tests = (input.Filters ?? []).map(activityTest);
  return (activity: ActivityState): boolean => {
    if (name !== undefined && activity.groupName !== name && activity.groupArn !== name)
      return false;
    if (ids?.length && !ids.includes(activity.id)) return false;
    if (!deletedToo && !isOfLivingGroup(world, activity)) return false;
    return tests.every((test) => test(activity));
  };
}

/** A later group of the same name has another ARN. */
const isOfLivingGroup = (world: World, activity: ActivityState) =>
  world.state.groups.get(activity.groupName)?.arn === activity.groupArn;

function activityTest({
  Name: name = "",
  Values: values = [],
}: Filter): (activity: ActivityState) => boolean {
  const boundMs = Date.parse(values[0] ?? "");
  if (name === "Status") return ({ statusCode }) => values.includes(statusCode);
  if (name === "StartTimeLowerBound") return ({ startedAtMs }) => startedAtMs >= boundMs;
  if (name === "StartTimeUpperBound") return ({ startedAtMs }) => startedAtMs <= boundMs;
  throw validationError(`Filter name ${name} is not valid.`);
}

export function toActivity(world: World, activity: ActivityState): Activity {
  const ended = activity.endedAtMs;
  return {
    ActivityId: activity.id,
    AutoScalingGroupName: activity.groupName,
    AutoScalingGroupARN: activity.groupArn,
    AutoScalingGroupState: isOfLivingGroup(world, activity) ? undefined : "Deleted",
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.startedAtMs),
    EndTime: ended === null ? undefined : new Date(ended),
    StatusCode: activity.statusCode as NonNullable<Activity["StatusCode"]>,
    StatusMessage: activity.statusMessage ?? undefined,
    Progress: activity.progressPercent,
    Details: activity.details,
  };
}
