/** Lifecycle hooks and their answers. */
import type {
  CompleteLifecycleActionType,
  DeleteLifecycleHookType,
  DescribeLifecycleHooksAnswer,
  DescribeLifecycleHooksType,
  PutLifecycleHookType,
} from "@aws-sdk/client-auto-scaling";
import { settleHook } from "../../world/autoscaling/autoscaling-part.ts";
import {
  findGroup,
  findLivingGroup,
  memberOf,
  validationError,
} from "../../world/autoscaling/groups.ts";
import { waitingHooks } from "../../world/autoscaling/members/hooks.ts";
import type { CallContext } from "../call-context.ts";
import { fromHook, toHook } from "./hook-shape.ts";
import { groupNameOf } from "./input.ts";

export function putLifecycleHook(input: PutLifecycleHookType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const known = group.hooks.find((hook) => hook.name === input.LifecycleHookName);
  const transition = input.LifecycleTransition ?? known?.transition;
  if (transition === undefined)
    throw validationError("LifecycleTransition is required for a new lifecycle hook.");
  const hook = toHook({
    ...(known ? fromHook(group, known) : {}),
    ...given(input),
    LifecycleTransition: transition,
  });
  group.hooks = [...group.hooks.filter((each) => each !== known), hook];
  return {};
}

const given = (input: PutLifecycleHookType): Partial<PutLifecycleHookType> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** Members that wait for it go on waiting until their time is up, as on AWS. */
export function deleteLifecycleHook(
  input: DeleteLifecycleHookType,
  { world }: CallContext,
): object {
  const group = findLivingGroup(world, groupNameOf(input));
  group.hooks = group.hooks.filter((hook) => hook.name !== input.LifecycleHookName);
  return {};
}

export function describeLifecycleHooks(
  input: DescribeLifecycleHooksType,
  { world }: CallContext,
): DescribeLifecycleHooksAnswer {
  const group = findGroup(world, groupNameOf(input));
  const names = input.LifecycleHookNames;
  const wanted = group.hooks.filter((hook) => !names?.length || names.includes(hook.name));
  return { LifecycleHooks: wanted.map((hook) => fromHook(group, hook)) };
}

export function completeLifecycleAction(
  input: CompleteLifecycleActionType,
  { world }: CallContext,
): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const member = memberOf(group, input.InstanceId ?? "");
  const hook = input.LifecycleHookName ?? "";
  if (!member || !waitingHooks(group, member)?.hooks.includes(hook)) {
    const words = `No active Lifecycle Action found with instance ID ${input.InstanceId}`;
    throw validationError(words);
  }
  const result = input.LifecycleActionResult === "CONTINUE" ? "CONTINUE" : "ABANDON";
  settleHook(world, group, member, { hook, result });
  return {};
}
