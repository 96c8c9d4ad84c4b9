/** What AWS refuses of a scheduled action. */
import type { ScheduledUpdateGroupActionRequest } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { parseCron } from "../../../world/autoscaling/scaling/schedules/cron.ts";
import { isTimeZone } from "../../../world/autoscaling/scaling/schedules/local-time.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";

type Input = Omit<ScheduledUpdateGroupActionRequest, "ScheduledActionName"> & {
  readonly ScheduledActionName?: string | undefined;
  readonly Time?: Date | undefined;
};

const MOST_ACTIONS = 125;

export function checkSchedule(group: GroupState, input: Input, nowMs: number): void {
  checkCount(group, input);
  checkSizes(input);
  checkRecurrence(input);
  checkTimes(input, nowMs);
  checkUnique(group, input);
}

function checkCount({ schedules }: GroupState, { ScheduledActionName: name }: Input): void {
  if (schedules.length < MOST_ACTIONS || schedules.some((each) => each.name === name)) return;
  throw new PracticeError(
    "LimitExceeded",
    `A group can have at most ${MOST_ACTIONS} scheduled actions.`,
  );
}

function checkSizes({ MinSize: min, MaxSize: max, DesiredCapacity: desired }: Input): void {
  if (min === undefined && max === undefined && desired === undefined)
    throw validationError("At least one of MinSize, MaxSize or DesiredCapacity must be specified.");
  if ([min, max, desired].some((size) => size !== undefined && size < 0))
    throw validationError("Sizes must not be negative.");
  if (min !== undefined && max !== undefined && min > max)
    throw validationError(`Min size ${min} must be less than or equal to max size ${max}.`);
  const isOutside = desired !== undefined && (desired < (min ?? 0) || desired > (max ?? Infinity));
  if (isOutside)
    throw validationError(`Desired capacity ${desired} must be between the min and the max size.`);
}

function checkRecurrence({ Recurrence, TimeZone }: Input): void {
  if (Recurrence !== undefined && !parseCron(Recurrence))
    throw validationError(`Given recurrence string: ${Recurrence} is invalid.`);
  if (TimeZone === undefined) return;
  if (!isTimeZone(TimeZone)) throw validationError(`Time zone ${TimeZone} is invalid.`);
  if (Recurrence === undefined)
    throw validationError("A time zone can only be specified together with a recurrence.");
}

function checkTimes(input: Input, nowMs: number): void {
  const startMs = (input.StartTime ?? input.Time)?.getTime();
  const endMs = input.EndTime?.getTime();
  if (startMs === undefined && input.Recurrence === undefined)
    throw validationError("Either StartTime or Recurrence must be specified.");
  if (startMs !== undefined && startMs <= nowMs)
    throw validationError("Given start time is in the past");
  if (endMs !== undefined && endMs <= nowMs) throw validationError("Given end time is in the past");
  if (startMs !== undefined && endMs !== undefined && endMs <= startMs)
    throw validationError("End time must be after start time.");
}

/** No two of a group at the same moment. */
function checkUnique(group: GroupState, input: Input): void {
  const startMs = (input.StartTime ?? input.Time)?.getTime() ?? null;
  const recurrence = input.Recurrence ?? null;
  const twin = group.schedules.find(
    (each) =>
      each.name !== input.ScheduledActionName &&
      each.recurrence === recurrence &&
      (each.timeZone ?? null) === (input.TimeZone ?? null) &&
      (each.startsAtMs ?? null) === startMs,
  );
  if (!twin) return;
  const words = `An action (${twin.name}) is already scheduled for this group at the same time.`;
  throw new PracticeError("AlreadyExists", words);
}
