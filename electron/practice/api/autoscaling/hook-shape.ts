/** Lifecycle hooks, to and from the wire. */
import type { LifecycleHook } from "@aws-sdk/client-auto-scaling";
import type { GroupState, HookState } from "../../world/kernel/state-autoscaling.ts";

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
const MAX_GLOBAL_SECONDS = 172_800;

export const toHook = (input: HookInput): HookState => ({
  name: input.LifecycleHookName ?? "",
  transition: input.LifecycleTransition ?? "",
  heartbeatTimeoutSeconds: input.HeartbeatTimeout ?? DEFAULT_SECONDS,
  defaultResult: input.DefaultResult === "CONTINUE" ? "CONTINUE" : "ABANDON",
  notificationTargetArn: input.NotificationTargetARN ?? null,
  roleArn: input.RoleARN ?? null,
  notificationMetadata: input.NotificationMetadata ?? null,
});

export const fromHook = (group: GroupState, hook: HookState): LifecycleHook => ({
  LifecycleHookName: hook.name,
  AutoScalingGroupName: group.name,
  LifecycleTransition: hook.transition,
  HeartbeatTimeout: hook.heartbeatTimeoutSeconds,
  GlobalTimeout: Math.min(MAX_GLOBAL_SECONDS, 100 * hook.heartbeatTimeoutSeconds),
  DefaultResult: hook.defaultResult,
  NotificationTargetARN: hook.notificationTargetArn ?? undefined,
  RoleARN: hook.roleArn ?? undefined,
  NotificationMetadata: hook.notificationMetadata ?? undefined,
});
