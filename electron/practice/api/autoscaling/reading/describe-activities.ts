/** DescribeScalingActivities: the newest first, of six weeks; of groups that are gone only where that is asked for. */
import type {
  ActivitiesType,
  DescribeScalingActivitiesType,
  Filter,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import type { ActivityState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { isOfLivingGroup, toActivity } from "./activity-shape.ts";

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

function activityTest({
  Name: name = "",
  Values: values = [],
}: Filter): (activity: ActivityState) => boolean {
  const boundMs = Date.parse(values[0] ?? "");
  if (name.startsWith("StartTime") && Number.isNaN(boundMs))
    throw validationError(`The value of the filter ${name} is not a time: ${values[0]}`);
  if (name === "Status") return ({ statusCode }) => values.includes(statusCode);
  if (name === "StartTimeLowerBound") return ({ startedAtMs }) => startedAtMs >= boundMs;
  if (name === "StartTimeUpperBound") return ({ startedAtMs }) => startedAtMs <= boundMs;
  throw validationError(`Filter name ${name} is not valid.`);
}
