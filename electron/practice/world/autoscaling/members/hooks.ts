/**
 * Lifecycle hooks: a member waits until every hook of its transition was answered, or their time is up and the
 * default result counts. What happens then is the transition's own business.
 */
import type { GroupState, HookState, MemberState } from "../../kernel/state-autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { markActivity } from "../activities.ts";

export type HookResult = "CONTINUE" | "ABANDON";
type HookDue = {
  readonly name: string;
  readonly id: string;
  readonly hook: string;
  readonly sinceMs: number;
};
export const hookTimedOut = timerKind<HookDue>("as.hook-timed-out");

interface Waiting {
  readonly sinceMs: number;
  readonly hooks: readonly string[];
}

const LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
const TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

const keyOf = (member: MemberState) => `hooks|${member.instanceId}`;

export function waitingHooks(group: GroupState, member: MemberState): Waiting | null {
  return (group.engine[keyOf(member)] as Waiting | undefined) ?? null;
}

/** True if it has to wait. */
export function beginHooks(world: World, group: GroupState, member: MemberState): boolean {
  const isLaunch = member.lifecycleState.startsWith("Pending");
  const hooks = group.hooks.filter(
    (hook) => hook.transition === (isLaunch ? LAUNCHING : TERMINATING),
  );
  if (hooks.length === 0) return false;
  member.lifecycleState = waitingState(member);
  markActivity(world, member.activityId, "MidLifecycleAction", 40);
  group.engine[keyOf(member)] = { sinceMs: world.nowMs, hooks: hooks.map((hook) => hook.name) };
  for (const hook of hooks) setHeartbeat(world, group, member, hook);
  return true;
}

/** A root volume waits for the hooks of a termination, before it is replaced. */
function waitingState({ lifecycleState }: MemberState): MemberState["lifecycleState"] {
  if (lifecycleState.startsWith("Pending")) return "Pending:Wait";
  if (lifecycleState.startsWith("ReplacingRootVolume")) return "ReplacingRootVolume:Wait";
  return "Terminating:Wait";
}

function setHeartbeat(world: World, group: GroupState, member: MemberState, hook: HookState): void {
  const due: HookDue = {
    name: group.name,
    id: member.instanceId,
    hook: hook.name,
    sinceMs: world.nowMs,
  };
  world.after(hookTimedOut, hook.heartbeatTimeoutSeconds * 1000, due);
}

export type HooksEnded = (group: GroupState, member: MemberState, result: HookResult) => void;

/** One hook was answered. The last answer, or the first that abandons, ends the wait. */
export function answerHook(
  group: GroupState,
  member: MemberState,
  answer: { readonly hook: string; readonly result: HookResult },
  ended: HooksEnded,
): void {
  const waiting = waitingHooks(group, member);
  if (!waiting?.hooks.includes(answer.hook)) return;
  const left = waiting.hooks.filter((name) => name !== answer.hook);
  if (answer.result === "CONTINUE" && left.length > 0) {
    group.engine[keyOf(member)] = { ...waiting, hooks: left };
    return;
  }
  endWait(group, member);
  ended(group, member, answer.result);
}

export function endWait(group: GroupState, member: MemberState): void {
  delete group.engine[keyOf(member)];
}

export function defaultResult(
  group: GroupState,
  due: HookDue,
  member: MemberState,
): HookResult | null {
  if (waitingHooks(group, member)?.sinceMs !== due.sinceMs) return null;
  return group.hooks.find((hook) => hook.name === due.hook)?.defaultResult ?? "ABANDON";
}
