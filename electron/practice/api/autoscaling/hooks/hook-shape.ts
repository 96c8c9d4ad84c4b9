/** Lifecycle hooks, to and from the wire. */
import type { LifecycleHook } from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { globalTimeoutSeconds, TRANSITIONS } from "../../../world/autoscaling/members/hooks.ts";
import type { GroupState, HookState } from "../../../world/kernel/state/autoscaling.ts";

interface HookInput {
  readonly LifecycleHookName?: string | undefined;
  readonly LifecycleTransition?: string | undefined;
  readonly HeartbeatTimeout?: number | undefined;
  readonly DefaultResult?: string | undefined;
  readonly NotificationTargetARN?: string | undefined;
  readonly RoleARN?: string | undefined;
  readonly NotificationMetadata?: string | undefined;
}

const DEFAULT_SECONDS = 3600;
const [LEAST_SECONDS, MOST_SECONDS] = [30, 7200];
const NAME = /^[A-Za-z0-9\-_/]{1,255}$/;

export function checkHook({ name, transition, heartbeatTimeoutSeconds: seconds }: HookState): void {
  if (!NAME.test(name))
    throw validationError(
      `Lifecycle hook name '${name}' must have 1 to 255 of the characters A-Z a-z 0-9 - _ /.`,
    );
  if (!TRANSITIONS.includes(transition))
    throw validationError(`Lifecycle transition must be one of ${TRANSITIONS.join(", ")}.`);
  if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS)
    throw validationError(
      `Heartbeat timeout must be between ${LEAST_SECONDS} and ${MOST_SECONDS} seconds.`,
    );
}

/** Of a group that is made together with its hooks. */
export function checkedHook(input: HookInput): HookState {
  const hook = toHook(input);
  checkHook(hook);
  return hook;
}

export const toHook = (input: HookInput): HookState => ({
  name: input.LifecycleHookName ?? "",
  transition: input.LifecycleTransition ?? "",
  heartbeatTimeoutSeconds: input.HeartbeatTimeout ?? DEFAULT_SECONDS,
  defaultResult: resultOf(input.DefaultResult),
  // An empty text takes an earlier target away.
  notificationTargetArn: input.NotificationTargetARN || null,
  roleArn: input.RoleARN ?? null,
  notificationMetadata: input.NotificationMetadata ?? null,
});

function resultOf(result: string | undefined): HookState["defaultResult"] {
  if (result === "CONTINUE" || result === "ABANDON") return result;
  if (result === undefined) return "ABANDON";
  throw validationError("Lifecycle hook default result must be CONTINUE or ABANDON.");
}

export const fromHook = (group: GroupState, hook: HookState): LifecycleHook => ({
  LifecycleHookName: hook.name,
  AutoScalingGroupName: group.name,
  LifecycleTransition: hook.transition,
  HeartbeatTimeout: hook.heartbeatTimeoutSeconds,
  GlobalTimeout: globalTimeoutSeconds(hook),
  DefaultResult: hook.defaultResult,
  NotificationTargetARN: hook.notificationTargetArn ?? undefined,
  RoleARN: hook.roleArn ?? undefined,
  NotificationMetadata: hook.notificationMetadata ?? undefined,
});
