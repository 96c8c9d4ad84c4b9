/** Which servers really serve, read off the world's own state: what no reader, cache or late answer can colour. */
import { restorePracticeWorld } from "../../../electron/practice/practice-world.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import { pictureOf } from "../../../electron/practice/world/kernel/picture.ts";
import type { World, WorldJson } from "../../../electron/practice/world/kernel/world.ts";

export function servingOf(world: World, group: GroupState): string[] {
  const members = group.members.filter(
    ({ lifecycleState, healthStatus }) =>
      lifecycleState === "InService" && healthStatus === "Healthy",
  );
  const targetGroups = [...world.state.targetGroups.values()];
  return members
    .map(({ instanceId }) => instanceId)
    .filter((id) => targetGroups.every(({ targets }) => targets[id]?.state === "healthy"));
}

export const servingIds = (world: World): ReadonlySet<string> =>
  new Set([...world.state.groups.values()].flatMap((group) => servingOf(world, group)));

export const servingCount = (world: World): number =>
  [...world.state.groups.values()].reduce((sum, group) => sum + servingOf(world, group).length, 0);

const STEP_MS = 5000;

/** The fewest that serve while the world is left to itself for so long; it isn't touched by the question. */
export function fewestServing(world: WorldJson, forMs: number): number {
  const copy = restorePracticeWorld(world);
  forgetUnseenIlls(copy);
  holdRebalancing(copy);
  let fewest = servingCount(copy);
  for (let passedMs = 0; passedMs < forMs; passedMs += STEP_MS) {
    copy.advanceTo(copy.nowMs + STEP_MS);
    fewest = Math.min(fewest, servingCount(copy));
  }
  return fewest;
}

/** A server that fails, and that no health check has found yet: nobody could know. */
function forgetUnseenIlls(copy: World): void {
  const serving = [...copy.state.groups.values()].flatMap((group) => servingOf(copy, group));
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
