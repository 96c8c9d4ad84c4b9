/** Finding instance refreshes. A group has one active one at most; it is remembered with the group. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { DesiredConfigurationState, RefreshState } from "../../kernel/state/refresh.ts";
import type { World } from "../../kernel/world.ts";
import { refreshSettings } from "./settings.ts";

const KEY = "refreshId";

export function activeRefresh(world: World, group: GroupState): RefreshState | null {
  const id = group.engine[KEY];
  return typeof id === "string" ? (world.state.refreshes.get(id) ?? null) : null;
}

export function rememberActive(group: GroupState, refresh: RefreshState): void {
  group.engine[KEY] = refresh.id;
}

export function forgetActive(group: GroupState, refresh: RefreshState): void {
  if (group.engine[KEY] === refresh.id) delete group.engine[KEY];
}

/** The group of a refresh; null if it is gone, or if another one has taken its name. */
export function groupOfRefresh(world: World, refresh: RefreshState): GroupState | null {
  const group = world.state.groups.get(refresh.groupName);
  return group?.arn === refresh.groupArn ? group : null;
}

/** Newest first, which puts the active one first too. */
export function refreshesOf(world: World, group: GroupState): readonly RefreshState[] {
  forgetOld(world);
  const all = [...world.state.refreshes.values()];
  return all.filter(({ groupArn }) => groupArn === group.arn).toReversed();
}

export function forgetOld(world: World): void {
  const oldestMs = world.nowMs - refreshSettings(world).keptMs;
  for (const refresh of world.state.refreshes.values()) {
    if (refresh.endedAtMs !== null && refresh.endedAtMs < oldestMs)
      world.state.refreshes.delete(refresh.id);
  }
}

/** What the group launches from in the place of its own configuration, which it keeps until the refresh succeeds. */
export function refreshConfiguration(
  world: World,
  group: GroupState,
): DesiredConfigurationState | null {
  const refresh = activeRefresh(world, group);
  const isForward = refresh?.status === "InProgress" || refresh?.status === "Baking";
  return isForward ? refresh.desired : null;
}

/** Members that the group holds above its desired capacity. */
export const surgeOf = (world: World, group: GroupState): number =>
  activeRefresh(world, group)?.surge ?? 0;

/** True while there are launches to come that a refresh asked for. */
export const owesLaunch = (world: World, group: GroupState): boolean =>
  (activeRefresh(world, group)?.launchDebt ?? 0) > 0;

export function takeLaunchDebt(world: World, group: GroupState): void {
  const refresh = activeRefresh(world, group);
  if (refresh && refresh.launchDebt > 0) refresh.launchDebt -= 1;
}
