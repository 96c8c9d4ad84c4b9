/** Which servers really serve, read off the world's own state: what no reader, cache or late answer can colour. */
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { TargetGroupState } from "../../../electron/practice/world/kernel/state/elb.ts";
import { pictureOf } from "../../../electron/practice/world/kernel/picture.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";

/** A part of the region that serves by itself: a fleet among others. */
export interface Part {
  readonly owns: (groupName: string) => boolean;
  /** In all of these a server must be healthy. */
  readonly targetGroups: (world: World) => readonly TargetGroupState[];
}

/** A region with one fleet. */
export const WHOLE: Part = {
  owns: () => true,
  targetGroups: ({ state }) => [...state.targetGroups.values()],
};

/** By the names that the practice cloud gives a fleet's groups and target groups. */
export const fleetPart = (name: string): Part => ({
  owns: (groupName) => groupName.replace(/-v\d+$/, "") === name,
  targetGroups: ({ state }) =>
    [...state.targetGroups.values()].filter(
      (one) => one.name.replace(/(-internal)?-tg$/, "") === name,
    ),
});

export function servingOf(world: World, group: GroupState, part: Part = WHOLE): string[] {
  const members = group.members.filter(
    ({ lifecycleState, healthStatus }) =>
      lifecycleState === "InService" && healthStatus === "Healthy",
  );
  const targetGroups = part.targetGroups(world);
  return members
    .map(({ instanceId }) => instanceId)
    .filter((id) => targetGroups.every(({ targets }) => targets[id]?.state === "healthy"));
}

export const servingIds = (world: World, part: Part = WHOLE): ReadonlySet<string> =>
  new Set(groupsOf(world, part).flatMap((group) => servingOf(world, group, part)));

export const servingCount = (world: World, part: Part = WHOLE): number =>
  groupsOf(world, part).reduce((sum, group) => sum + servingOf(world, group, part).length, 0);

const groupsOf = ({ state }: World, part: Part) =>
  [...state.groups.values()].filter(({ name }) => part.owns(name));

const STEP_MS = 5000;

/** The fewest that serve of each part while the world is left to itself for so long; the question doesn't touch it. */
export function fewestServing(
  world: WorldJson,
  forMs: number,
  parts: readonly Part[] = [WHOLE],
): readonly number[] {
  const copy = restorePracticeWorld(world);
  for (const part of parts) forgetUnseenIlls(copy, part);
  holdRebalancing(copy);
  const fewest = parts.map((part) => servingCount(copy, part));
  for (let passedMs = 0; passedMs < forMs; passedMs += STEP_MS) {
    copy.advanceTo(copy.nowMs + STEP_MS);
    for (const [at, part] of parts.entries())
      fewest[at] = Math.min(fewest[at] ?? 0, servingCount(copy, part));
  }
  return fewest;
}

/** A server that fails, and that no health check has found yet: nobody could know. */
function forgetUnseenIlls(copy: World, part: Part): void {
  const serving = groupsOf(copy, part).flatMap((group) => servingOf(copy, group, part));
  for (const id of serving) {
    const server = copy.state.instances.get(id);
    if (server?.health === "unhealthy") server.health = "healthy";
  }
}

/** Servers that AWS moves between zones come and go by its own doing, one before the other has its traffic. */
function holdRebalancing(copy: World): void {
  for (const { suspended } of copy.state.groups.values())
    if (suspended.every(({ process }) => process !== "AZRebalance"))
      suspended.push({ process: "AZRebalance", reason: "" });
}

/** Without what a colleague is about to do, and servers that are about to fail: nobody can foresee that. */
export function foreseen(world: World): WorldJson {
  const picture = pictureOf(world);
  const timers = picture.timers.timers.filter(({ kind, payload }) => {
    const dies = kind === "guest.health" && !(payload as { readonly ok: boolean }).ok;
    return kind !== "faults.act" && !dies;
  });
  return { ...picture, timers: { ...picture.timers, timers } };
}
