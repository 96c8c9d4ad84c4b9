/** Answers to lifecycle actions, and heartbeats that keep them waiting. */
import type {
  CompleteLifecycleActionType,
  RecordLifecycleActionHeartbeatType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { findAction, recordHeartbeat } from "../../../world/autoscaling/members/hooks.ts";
import type { LifecycleAction } from "../../../world/autoscaling/members/hooks.ts";
import { settleHook } from "../../../world/autoscaling/members/settle-hooks.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";

type Named = Pick<
  CompleteLifecycleActionType,
  "LifecycleHookName" | "LifecycleActionToken" | "InstanceId"
>;

function actionOf(group: GroupState, input: Named): LifecycleAction {
  const { LifecycleActionToken: token, InstanceId: instanceId } = input;
  const found = findAction(group, input.LifecycleHookName ?? "", { instanceId, token });
  if (found) return found;
  const which = instanceId === undefined ? `token ${token}` : `instance ID ${instanceId}`;
  throw validationError(`No active Lifecycle Action found with ${which}`);
}

export function completeLifecycleAction(
  input: CompleteLifecycleActionType,
  { world }: CallContext,
): object {
  const result = input.LifecycleActionResult;
  if (result !== "CONTINUE" && result !== "ABANDON")
    throw validationError("Lifecycle Action Result must be CONTINUE or ABANDON.");
  const group = findLivingGroup(world, groupNameOf(input));
  const { member, hook } = actionOf(group, input);
  const place = { groupName: group.name, hook, instanceId: member.instanceId };
  if (!world.mishaps?.losesHookAnswer?.(place)) settleHook(world, group, member, { hook, result });
  return {};
}

export function recordLifecycleActionHeartbeat(
  input: RecordLifecycleActionHeartbeatType,
  { world }: CallContext,
): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const { member, hook } = actionOf(group, input);
  const definition = group.hooks.find(({ name }) => name === hook);
  if (definition) recordHeartbeat(world, group, member, definition);
  return {};
}
