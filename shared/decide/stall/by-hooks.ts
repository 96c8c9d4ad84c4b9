/**
 * Servers that a lifecycle hook holds. A hook that answers within a few minutes is how it should be. AWS doesn't tell
 * which of several hooks of one transition has not been answered yet.
 */
import type { Call } from "../../model/call.ts";
import type { MemberFact } from "../../model/facts.ts";
import type { ServerId } from "../../model/ids.ts";
import type { HookFact } from "../../model/facts/signs.ts";
import { listWords } from "../../words/counts.ts";
import { servers, span } from "../words.ts";
import { clearing, type Stall, type StallCase } from "./stall-case.ts";

const ANSWERED_WITHIN_MS = 3 * 60_000;
const MOST_AT_ONCE = 20;

export function waitingHook(about: StallCase): Stall | null {
  return (
    heldBy(about, /^(Pending|Warmed:Pending):Wait$/, "autoscaling:EC2_INSTANCE_LAUNCHING") ??
    heldBy(about, /^(Terminating|Warmed:Terminating):Wait$/, "autoscaling:EC2_INSTANCE_TERMINATING")
  );
}

function heldBy(about: StallCase, state: RegExp, transition: string): Stall | null {
  const held = about.group.members.filter((member) => state.test(member.lifecycleState));
  const [first] = held;
  if (!first) return null;
  const sinceMs = earliest(about, held);
  const forMs = sinceMs === null ? null : about.nowMs - sinceMs;
  // However late the rest is: this one has not had its time yet, and is not what holds it.
  if (forMs === null ? !about.late : forMs < ANSWERED_WITHIN_MS) return null;
  const hooks = (about.seen.hooks ?? []).filter((hook) => hook.transition === transition);
  return named(about, held, hooks, sinceMs);
}

/** Its launch, or end, began then; the hook came into it a moment later. */
function earliest({ seen }: StallCase, held: readonly MemberFact[]): number | null {
  const times = seen.activities
    .filter((activity) => activity.endedAtMs === null)
    .filter((activity) => held.some(({ serverId }) => activity.description.includes(serverId)))
    .map((activity) => activity.startedAtMs);
  return times.length === 0 ? null : Math.min(...times);
}

function named(
  { group }: StallCase,
  held: readonly MemberFact[],
  hooks: readonly HookFact[],
  sinceMs: number | null,
): Stall {
  const names = hooks.length === 0 ? "a lifecycle hook" : `the lifecycle hook ${listed(hooks)}`;
  const since = sinceMs === null ? "" : ` since ${timeOfDay(sinceMs)}`;
  const stall = {
    kind: "launch",
    cause: `${servers(held.length)} of ${group.name} held by ${names}${since}, e.g. ${held[0]?.serverId ?? ""}.${otherwise(hooks)}`,
    cure:
      "Look at what should answer the hook. Continuing in its place lets the servers go on without what it does for them; " +
      "then it goes on by itself.",
  } as const;
  if (hooks.length === 0) return stall;
  const ids = held.slice(0, MOST_AT_ONCE).map(({ serverId }) => serverId);
  return { ...stall, ...clearing(`Continue ${servers(ids.length)}`, ...answers(hooks, ids)) };
}

/** A time that stays the same: a cause that changes each minute would be told anew each minute. */
const timeOfDay = (ms: number) => `${new Date(ms).toISOString().slice(11, 16)} UTC`;

const listed = (hooks: readonly HookFact[]) =>
  listWords(
    hooks.map(({ name }) => name),
    3,
  );

function otherwise(hooks: readonly HookFact[]): string {
  const [hook] = hooks;
  if (!hook || hook.heartbeatSeconds === null) return "";
  const then = hook.defaultResult === "CONTINUE" ? "lets them go on" : "gives them up";
  return ` Without an answer AWS ${then} after ${span(hook.heartbeatSeconds * 1000)}.`;
}

function answers(hooks: readonly HookFact[], ids: readonly ServerId[]): Call[] {
  return hooks.flatMap(({ name: hook, groupName }) =>
    ids.map((serverId) => ({
      call: "CompleteLifecycleAction" as const,
      groupName,
      hook,
      serverId,
      result: "CONTINUE" as const,
    })),
  );
}
