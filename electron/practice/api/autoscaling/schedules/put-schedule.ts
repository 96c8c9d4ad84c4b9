/** Putting and deleting scheduled actions, one by one and in batches. */
import type {
  BatchDeleteScheduledActionAnswer,
  BatchDeleteScheduledActionType,
  BatchPutScheduledUpdateGroupActionAnswer,
  BatchPutScheduledUpdateGroupActionType,
  DeleteScheduledActionType,
  FailedScheduledUpdateGroupActionRequest,
  PutScheduledUpdateGroupActionType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import {
  armSchedule,
  disarmSchedule,
} from "../../../world/autoscaling/scaling/schedules/schedules.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState, ScheduledActionState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";
import { checkSchedule } from "./check-schedule.ts";

type Put = Omit<PutScheduledUpdateGroupActionType, "AutoScalingGroupName">;

export function putScheduledAction(
  input: PutScheduledUpdateGroupActionType,
  { world }: CallContext,
): void {
  put(world, findLivingGroup(world, groupNameOf(input)), input);
}

function put(world: World, group: GroupState, input: Put): void {
  checkSchedule(group, input, world.nowMs);
  const name = input.ScheduledActionName ?? "";
  const known = group.schedules.find((action) => action.name === name);
  const action: ScheduledActionState = {
    name,
    arn: known?.arn ?? newArn(world, group, name),
    recurrence: input.Recurrence ?? null,
    minSize: input.MinSize ?? null,
    maxSize: input.MaxSize ?? null,
    desiredCapacity: input.DesiredCapacity ?? null,
    startsAtMs: (input.StartTime ?? input.Time)?.getTime() ?? null,
    endsAtMs: input.EndTime?.getTime() ?? null,
    timeZone: input.TimeZone ?? null,
  };
  group.schedules = [...group.schedules.filter((each) => each !== known), action];
  armSchedule(world, group, action);
}

const newArn = (world: World, { name: groupName }: GroupState, name: string) =>
  world.arn(
    "autoscaling",
    `scheduledUpdateGroupAction:${world.chance.uuid()}:autoScalingGroupName/${groupName}:scheduledActionName/${name}`,
  );

export function deleteScheduledAction(
  input: DeleteScheduledActionType,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  remove(world, group, input.ScheduledActionName ?? "");
}

function remove(world: World, group: GroupState, name: string): void {
  const action = group.schedules.find((each) => each.name === name);
  if (!action) throw validationError(`Scheduled action name not found: ${name}`);
  disarmSchedule(world, group, action);
  group.schedules = group.schedules.filter((each) => each !== action);
}

const MOST_IN_A_BATCH = 50;

/** Each on its own: what is refused is told, the others are done. */
export function batchPutScheduledActions(
  input: BatchPutScheduledUpdateGroupActionType,
  { world }: CallContext,
): BatchPutScheduledUpdateGroupActionAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const orders = input.ScheduledUpdateGroupActions ?? [];
  const failed = inBatch(
    orders,
    ({ ScheduledActionName }) => ScheduledActionName ?? "",
    (order) => put(world, group, order),
  );
  return { FailedScheduledUpdateGroupActions: failed };
}

export function batchDeleteScheduledActions(
  input: BatchDeleteScheduledActionType,
  { world }: CallContext,
): BatchDeleteScheduledActionAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const names = input.ScheduledActionNames ?? [];
  const failed = inBatch(
    names,
    (name) => name,
    (name) => remove(world, group, name),
  );
  return { FailedScheduledActions: failed };
}

function inBatch<T>(
  orders: readonly T[],
  nameOf: (order: T) => string,
  act: (order: T) => void,
): FailedScheduledUpdateGroupActionRequest[] {
  if (orders.length > MOST_IN_A_BATCH)
    throw validationError(`At most ${MOST_IN_A_BATCH} scheduled actions can be given at once.`);
  return orders.flatMap((order) => {
    try {
      act(order);
      return [];
    } catch (error) {
      if (!(error instanceof PracticeError)) throw error;
      const { code: ErrorCode, message: ErrorMessage } = error;
      return [{ ScheduledActionName: nameOf(order), ErrorCode, ErrorMessage }];
    }
  });
}
