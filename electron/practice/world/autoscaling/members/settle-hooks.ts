/** What becomes of a member whose hooks have been answered, by a call, by their time-out, or by their deletion. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity } from "../activities.ts";
import { membershipOf } from "../groups.ts";
import { proceedWithRoot } from "../refresh/root-volumes.ts";
import { stamp } from "../stamps.ts";
import { settleWarmHooks } from "../warm-pool/pool-life.ts";
import { isWarm, warmMembershipOf } from "../warm-pool/pool-members.ts";
import { beginTermination, leave, retain } from "./end-members.ts";
import { actionToken } from "./hook-token.ts";
import { answerHook, defaultResult, lifecycleActions, waitingHooks } from "./hooks.ts";
import type { hookTimedOut, HookResult } from "./hooks.ts";
import { beginService } from "./join-service.ts";

export interface HookAnswer {
  readonly hook: string;
  readonly result: HookResult;
  /** How AWS words an abandonment in the activity. */
  readonly why?: string;
}

const ANSWERED = "Lifecycle Action Completed with ABANDON Result";
const TIMED_OUT = "Heartbeat Timeout";

export function settleHook(
  world: World,
  group: GroupState,
  member: MemberState,
  answer: HookAnswer,
): void {
  const sinceMs = waitingHooks(group, member)?.sinceMs ?? world.nowMs;
  answerHook(group, member, answer, (_group, _member, result) => {
    const isAbandoned = result === "ABANDON";
    const token = actionToken(group, member, { hook: answer.hook, sinceMs });
    const message = abandonment(token, answer.why ?? ANSWERED);
    if (isWarm(member)) return settleWarmHooks(world, group, member, { result, message });
    if (member.lifecycleState === "Terminating:Wait")
      return isAbandoned && retains(group)
        ? retain(world, member, message)
        : proceedToEnd(world, group, member);
    if (member.lifecycleState === "ReplacingRootVolume:Wait")
      return proceedWithRoot(world, group, member);
    if (isAbandoned) return abandonLaunch(world, group, member, message);
    member.lifecycleState = "Pending:Proceed";
    beginService(world, group, member);
  });
}

type HookDue = NonNullable<(typeof hookTimedOut)["payload"]>;

export function hookIsDue(world: World, due: HookDue): void {
  const found = membershipOf(world, due.id, due.name) ?? warmMembershipOf(world, due.id, due.name);
  const result = found && defaultResult(found.group, due, found.member);
  if (!found || !result) return;
  settleHook(world, found.group, found.member, { hook: due.hook, result, why: TIMED_OUT });
}

/** A hook that is deleted lets go of the launching as abandoned, of all others as continued. */
export function releaseHook(world: World, group: GroupState, hook: string): void {
  for (const { member } of lifecycleActions(group).filter((action) => action.hook === hook)) {
    const result = member.lifecycleState.endsWith("Pending:Wait") ? "ABANDON" : "CONTINUE";
    settleHook(world, group, member, { hook, result });
  }
}

const retains = ({ lifecyclePolicy }: GroupState) =>
  (lifecyclePolicy?.["RetentionTriggers"] as { TerminateHookAbandon?: string } | undefined)
    ?.TerminateHookAbandon === "retain";

/** A termination goes on whatever the answer was. */
function proceedToEnd(world: World, group: GroupState, member: MemberState): void {
  member.lifecycleState = "Terminating:Proceed";
  leave(world, group, member);
}

function abandonLaunch(
  world: World,
  group: GroupState,
  member: MemberState,
  message: string,
): void {
  closeActivity(world, member.activityId, "Cancelled", message);
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to a launch failure.`;
  beginTermination(world, group, member, { cause, hooks: false });
}

const abandonment = (token: string, why: string) =>
  `Instance failed to complete user's Lifecycle Action: Lifecycle Action with token ${token} was abandoned: ${why}`;
