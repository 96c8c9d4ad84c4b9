/** DescribeScheduledActions. */
import type {
  DescribeScheduledActionsType,
  ScheduledActionsType,
  ScheduledUpdateGroupAction,
} from "@aws-sdk/client-auto-scaling";
import { nextTime } from "../../../world/autoscaling/scaling/schedules/next-time.ts";
import type { GroupState, ScheduledActionState } from "../../../world/kernel/state/autoscaling.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { chosenGroups } from "../policies/describe-policies.ts";

/** Actions that are named are shown whenever they act. */
export function describeScheduledActions(
  input: DescribeScheduledActionsType,
  { world }: CallContext,
): ScheduledActionsType {
  const names = input.ScheduledActionNames;
  const all = chosenGroups(world, input.AutoScalingGroupName).flatMap((group) =>
    group.schedules
      .filter((action) => (names?.length ? names.includes(action.name) : isWithin(input, action)))
      .map((action) => toAction(group, action, world.nowMs)),
  );
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(all, (action) => action.ScheduledActionARN ?? "", limits);
  return { ScheduledUpdateGroupActions: [...page.items], NextToken: page.nextToken };
}

function isWithin(input: DescribeScheduledActionsType, { startsAtMs }: ScheduledActionState) {
  const [fromMs, toMs] = [input.StartTime?.getTime(), input.EndTime?.getTime()];
  if (fromMs === undefined && toMs === undefined) return true;
  const startMs = startsAtMs ?? 0;
  return startMs >= (fromMs ?? -Infinity) && startMs <= (toMs ?? Infinity);
}

const timeOf = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? undefined : new Date(ms);

/** The start of an action that recurs is the next time at which it acts. */
function toAction(
  group: GroupState,
  action: ScheduledActionState,
  nowMs: number,
): ScheduledUpdateGroupAction {
  const start = timeOf(action.recurrence === null ? action.startsAtMs : nextTime(action, nowMs));
  return {
    AutoScalingGroupName: group.name,
    ScheduledActionName: action.name,
    ScheduledActionARN: action.arn,
    Recurrence: action.recurrence ?? undefined,
    MinSize: action.minSize ?? undefined,
    MaxSize: action.maxSize ?? undefined,
    DesiredCapacity: action.desiredCapacity ?? undefined,
    Time: start,
    StartTime: start,
    EndTime: timeOf(action.endsAtMs),
    TimeZone: action.timeZone ?? undefined,
  };
}
