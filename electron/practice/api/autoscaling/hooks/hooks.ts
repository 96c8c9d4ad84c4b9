/** Lifecycle hooks: made, changed, deleted, listed. */
import type {
  DeleteLifecycleHookType,
  DescribeLifecycleHooksAnswer,
  DescribeLifecycleHooksType,
  PutLifecycleHookType,
} from "@aws-sdk/client-auto-scaling";
import { findGroup, findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { releaseHook } from "../../../world/autoscaling/members/settle-hooks.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";
import { checkHook, fromHook, toHook } from "./hook-shape.ts";

const MAX_HOOKS = 50;

export function putLifecycleHook(input: PutLifecycleHookType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const known = group.hooks.find((hook) => hook.name === input.LifecycleHookName);
  const transition = input.LifecycleTransition ?? known?.transition;
  if (transition === undefined)
    throw validationError("LifecycleTransition is required for a new lifecycle hook.");
  if (!known && group.hooks.length >= MAX_HOOKS) throw tooMany();
  const wish = { ...given(input), LifecycleTransition: transition };
  const hook = toHook({ ...(known ? fromHook(group, known) : {}), ...wish });
  checkHook(hook);
  group.hooks = [...group.hooks.filter((each) => each !== known), hook];
  return {};
}

const tooMany = () =>
  new PracticeError(
    "LimitExceeded",
    `You have reached the limit of ${MAX_HOOKS} lifecycle hooks for this Auto Scaling group.`,
  );

const given = (input: PutLifecycleHookType): Partial<PutLifecycleHookType> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** What waits for it goes on: launching members as abandoned, all others as continued. */
export function deleteLifecycleHook(
  input: DeleteLifecycleHookType,
  { world }: CallContext,
): object {
  const group = findLivingGroup(world, groupNameOf(input));
  const name = input.LifecycleHookName ?? "";
  group.hooks = group.hooks.filter((hook) => hook.name !== name);
  releaseHook(world, group, name);
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
