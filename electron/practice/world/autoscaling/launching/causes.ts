/** Why a member is launched. A reason that was owed is spent by a launch that succeeds, not by one that is refused. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { owesLaunch, takeLaunchDebt } from "../refresh/refreshes.ts";
import { stamp } from "../stamps.ts";
import { balanceWords, isBalancing } from "../zones/balancing-state.ts";
import { reasonOf } from "../wake.ts";

export type LaunchReason = "unhealthy" | "refresh" | "balance" | "difference";

const owedReplacements = (group: GroupState) => Number(group.engine["replacements"] ?? 0);

export function oweReplacements(group: GroupState, count: number): void {
  group.engine["replacements"] = owedReplacements(group) + count;
}

export function launchReason(world: World, group: GroupState): LaunchReason {
  if (owedReplacements(group) > 0) return "unhealthy";
  if (owesLaunch(world, group)) return "refresh";
  return isBalancing(group) ? "balance" : "difference";
}

export function spendReason(world: World, group: GroupState, reason: LaunchReason): void {
  if (reason === "unhealthy") group.engine["replacements"] = owedReplacements(group) - 1;
  if (reason === "refresh") takeLaunchDebt(world, group);
}

/** What the launches of one moment do to the group together: each of them tells of all. */
export interface Growth {
  readonly from: number;
  readonly to: number;
}

export function causeOf(
  world: World,
  group: GroupState,
  reason: LaunchReason,
  { from, to }: Growth,
): string {
  const at = `At ${stamp(world.nowMs)}`;
  if (reason === "unhealthy")
    return `${at} an instance was launched in response to an unhealthy instance needing to be replaced.`;
  if (reason === "refresh")
    return `${at} an instance was launched in response to an instance refresh.`;
  if (reason === "balance") return `${at} ${balanceWords(group)}`;
  const difference =
    `${at} an instance was started in response to a difference between desired and actual capacity, ` +
    `increasing the capacity from ${from} to ${to}.`;
  return [reasonOf(group), difference].filter(Boolean).join("  ");
}
