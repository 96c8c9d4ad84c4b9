/**
 * Lifecycle hooks: a member waits until every hook of its transition was answered, or their time is up and the
 * default result counts. What happens then is the transition's own business. Heartbeats put the time off, up to
 * the global limit.
 */
import type { GroupState, HookState, MemberState } from "../../kernel/state/autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { markActivity } from "../activities.ts";
import { poolMembers } from "../warm-pool/pool-members.ts";
import { actionToken } from "./hook-token.ts";

export type HookResult = "CONTINUE" | "ABANDON";
type HookDue = {
  readonly name: string;
  readonly id: string;
  readonly hook: string;
  readonly sinceMs: number;
  /** Heartbeats that were recorded when the timer was set. */
  readonly beat?: number;
};
export const hookTimedOut = timerKind<HookDue>("as.hook-timed-out");

interface Waiting {
  readonly sinceMs: number;
  readonly hooks: readonly string[];
  /** Heartbeats recorded, by hook. */
  readonly beats?: Readonly<Record<string, number>>;
}

const LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
const TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
export const TRANSITIONS: readonly string[] = [LAUNCHING, TERMINATING];

const MAX_GLOBAL_SECONDS = 172_800;

/** The longest that heartbeats can keep a member waiting. */
export const globalTimeoutSeconds = ({ heartbeatTimeoutSeconds: seconds }: HookState): number =>
  Math.min(MAX_GLOBAL_SECONDS, 100 * seconds);

const keyOf = (member: MemberState) => `hooks|${member.instanceId}`;

export function waitingHooks(group: GroupState, member: MemberState): Waiting | null {
  return (group.engine[keyOf(member)] as Waiting | undefined) ?? null;
}

/** True if it has to wait. */
export function beginHooks(world: World, group: GroupState, member: MemberState): boolean {
  const isLaunch = /^(Warmed:)?Pending/.test(member.lifecycleState);
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
  if (lifecycleState.startsWith("Warmed:Pending")) return "Warmed:Pending:Wait";
  if (lifecycleState.startsWith("Warmed:")) return "Warmed:Terminating:Wait";
  if (lifecycleState.startsWith("Pending")) return "Pending:Wait";
  if (lifecycleState.startsWith("ReplacingRootVolume")) return "ReplacingRootVolume:Wait";
  return "Terminating:Wait";
}

function setHeartbeat(world: World, group: GroupState, member: MemberState, hook: HookState): void {
  const waiting = waitingHooks(group, member);
  const sinceMs = waiting?.sinceMs ?? world.nowMs;
  const due: HookDue = {
    name: group.name,
    id: member.instanceId,
    hook: hook.name,
    sinceMs,
    beat: waiting?.beats?.[hook.name] ?? 0,
  };
  const latestMs = sinceMs + globalTimeoutSeconds(hook) * 1000;
  const atMs = Math.min(latestMs, world.nowMs + hook.heartbeatTimeoutSeconds * 1000);
  world.schedule(hookTimedOut, atMs, due);
}

/** The time-out counts from now again. */
export function recordHeartbeat(
  world: World,
  group: GroupState,
  member: MemberState,
  hook: HookState,
): void {
  const waiting = waitingHooks(group, member);
  if (!waiting?.hooks.includes(hook.name)) return;
  const beats = { ...waiting.beats, [hook.name]: (waiting.beats?.[hook.name] ?? 0) + 1 };
  group.engine[keyOf(member)] = { ...waiting, beats };
  setHeartbeat(world, group, member, hook);
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

/** Null: the timer's wait is over, or has been put off. */
export function defaultResult(
  group: GroupState,
  due: HookDue,
  member: MemberState,
): HookResult | null {
  const waiting = waitingHooks(group, member);
  if (waiting?.sinceMs !== due.sinceMs || !waiting.hooks.includes(due.hook)) return null;
  if ((waiting.beats?.[due.hook] ?? 0) !== (due.beat ?? 0)) return null;
  return group.hooks.find((hook) => hook.name === due.hook)?.defaultResult ?? "ABANDON";
}

export interface LifecycleAction {
  readonly member: MemberState;
  readonly hook: string;
  readonly token: string;
}

/** What a group waits for now: for those who are told of it, or who answer with its token. */
export function lifecycleActions(group: GroupState): readonly LifecycleAction[] {
  return [...group.members, ...poolMembers(group)].flatMap((member) => {
    const waiting = waitingHooks(group, member);
    return (waiting?.hooks ?? []).map((hook) => ({
      member,
      hook,
      token: actionToken(group, member, { hook, sinceMs: waiting?.sinceMs ?? 0 }),
    }));
  });
}

/** By the instance, by the token, or by both; null: nothing waits so. */
export function findAction(
  group: GroupState,
  hook: string,
  {
    instanceId,
    token,
  }: { readonly instanceId?: string | undefined; readonly token?: string | undefined },
): LifecycleAction | null {
  if (instanceId === undefined && token === undefined) return null;
  const found = lifecycleActions(group).find(
    (action) =>
      action.hook === hook &&
      (instanceId === undefined || action.member.instanceId === instanceId) &&
      (token === undefined || action.token === token),
  );
  return found ?? null;
}
