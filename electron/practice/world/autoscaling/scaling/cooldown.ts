/** What holds a policy back: the cooldown after a simple one, and servers that are still warming up. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isActive, isLeaving } from "../groups.ts";

const KEY = "cooldown";

type Cooldown = { readonly sinceMs: number; readonly seconds: number };

export function beginCooldown(world: World, group: GroupState, seconds: number): void {
  group.engine[KEY] = { sinceMs: world.nowMs, seconds } satisfies Cooldown;
}

/** It counts from the moment at which what was launched is in service. */
export function isCoolingDown(world: World, group: GroupState): boolean {
  const cooldown = group.engine[KEY] as Cooldown | undefined;
  if (!cooldown) return false;
  const arrivals = group.members
    .filter(({ joinedAtMs }) => joinedAtMs >= cooldown.sinceMs)
    .map((member) => member.inServiceAtMs ?? world.nowMs);
  const fromMs = Math.max(cooldown.sinceMs, ...arrivals);
  return world.nowMs < fromMs + cooldown.seconds * 1000;
}

/** A launch or a termination is under way. */
export const isScaling = (group: GroupState): boolean =>
  group.members.some((member) => isLeaving(member) || member.lifecycleState.startsWith("Pending"));

/** Servers that count towards the capacity but can't be felt in the metric yet. */
export const warmingMembers = (
  world: World,
  group: GroupState,
  seconds: number,
): readonly MemberState[] =>
  group.members.filter(
    (member) =>
      isActive(member) && (member.inServiceAtMs ?? world.nowMs) + seconds * 1000 > world.nowMs,
  );
