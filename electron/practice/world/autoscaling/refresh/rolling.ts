/**
 * The Rolling strategy, one step of it: ends as many members as the healthy minimum allows, and says how many the
 * group shall hold above its desired capacity. The launches themselves are the group's own business.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended, unitsOf } from "../groups.ts";
import { beginTermination } from "../members/end-members.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import { capacityWindow } from "./capacity-window.ts";
import type { Census } from "./census.ts";
import { refreshSettings } from "./settings.ts";

export interface Step {
  readonly world: World;
  readonly group: GroupState;
  readonly refresh: RefreshState;
  readonly census: Census;
  /** How many more units may be begun with, before the next checkpoint. */
  readonly quota: number;
}

export function replaceMembers(step: Step): void {
  const { world, group, refresh, census } = step;
  if (isSuspended(group, "Terminate") || isSuspended(group, "Launch")) return;
  const { least, most } = windowOf(world, group, refresh);
  const ended = endOutdated(step, least);
  for (const member of census.standby) end(world, group, member);
  const surge = Math.min(most - group.desiredCapacity, Math.max(0, step.quota - ended));
  owe(step, ended, surge);
  refresh.surge = surge;
  wake(world, group, 1000);
}

export const windowOf = (world: World, group: GroupState, refresh: RefreshState) =>
  capacityWindow(group.desiredCapacity, refresh.preferences, refreshSettings(world));

/** How many units were ended. A member that doesn't serve takes nothing away. */
function endOutdated({ world, group, census, quota }: Step, least: number): number {
  let { healthy } = census.units;
  let ended = 0;
  for (const member of census.replaceable) {
    if (ended >= quota) break;
    const takes = census.serving.has(member);
    if (takes && healthy <= least) continue;
    if (takes) healthy -= unitsOf(member);
    end(world, group, member);
    ended += unitsOf(member);
  }
  return ended;
}

function end(world: World, group: GroupState, member: MemberState): void {
  const cause = `At ${stamp(world.nowMs)} an instance was taken out of service in response to an instance refresh.`;
  beginTermination(world, group, member, { cause, hooks: true });
}

/** The launches that follow from this step are the refresh's; those that were lacking before are not. */
function owe({ group, refresh, census }: Step, ended: number, surge: number): void {
  const lackedBefore = group.desiredCapacity + refresh.surge - census.units.active;
  const lacks = group.desiredCapacity + surge - (census.units.active - ended);
  const own = Math.max(0, lacks) - Math.max(0, lackedBefore);
  refresh.launchDebt = Math.min(Math.max(0, lacks), refresh.launchDebt + Math.max(0, own));
}
