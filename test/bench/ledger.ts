/** When each state of the practice world could first be seen: the world is stopped at each of its own timers. */
import type { GroupState } from "../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../electron/practice/world/kernel/world.ts";

interface Entry {
  readonly atMs: number;
  readonly groups: ReadonlyMap<string, { readonly serving: number; readonly served: number }>;
}

export interface Look {
  serving(group: string): number;
  /** Members that still get traffic. */
  served(group: string): number;
}

export interface Ledger {
  /** Until this was first so, from the one moment on and at most until the other. */
  waitFor(fromMs: number, toMs: number, condition: (look: Look) => boolean): number;
  servingAt(ms: number, group: string): number;
  /** The most, or the fewest, that served at one moment between the two. */
  mostServing(fromMs: number, toMs: number, group: string): number;
  fewestServing(fromMs: number, toMs: number, group: string): number;
}

export function keepLedger(world: World): Ledger {
  const entries: Entry[] = [];
  const note = () => entries.push(entryOf(world));
  const advance = world.advanceTo.bind(world);
  world.advanceTo = (ms) => {
    note();
    for (let due = world.nextTimerAtMs(); due !== null && due <= ms; due = world.nextTimerAtMs()) {
      advance(due);
      note();
    }
    advance(ms);
  };
  const counts = (fromMs: number, toMs: number, group: string) =>
    entries
      .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
      .map(({ groups }) => groups.get(group)?.serving ?? 0);
  const last = (ms: number) => entries.findLast(({ atMs }) => atMs <= ms);
  return {
    waitFor: (fromMs, toMs, condition) => {
      const since = entries.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
      const first = since.find((entry) => condition(lookAt(entry)));
      return (first?.atMs ?? toMs) - fromMs;
    },
    servingAt: (ms, group) => last(ms)?.groups.get(group)?.serving ?? 0,
    mostServing: (fromMs, toMs, group) => Math.max(0, ...counts(fromMs, toMs, group)),
    fewestServing: (fromMs, toMs, group) => Math.min(Infinity, ...counts(fromMs, toMs, group)),
  };
}

const lookAt = ({ groups }: Entry): Look => ({
  serving: (group) => groups.get(group)?.serving ?? 0,
  served: (group) => groups.get(group)?.served ?? 0,
});

function entryOf(world: World): Entry {
  const health = new Map<string, string[]>();
  for (const target of world.state.targetGroups.values()) {
    for (const { instanceId, state } of Object.values(target.targets)) {
      health.set(instanceId, [...(health.get(instanceId) ?? []), state]);
    }
  }
  const groups = [...world.state.groups.values()].map(
    (group) => [group.name, countsOf(group, health)] as const,
  );
  return { atMs: world.nowMs, groups: new Map(groups) };
}

const OUT = new Set(["draining", "unused", "unhealthy.draining"]);

function countsOf({ members }: GroupState, health: ReadonlyMap<string, readonly string[]>) {
  const inService = members.filter(
    ({ lifecycleState, healthStatus }) =>
      lifecycleState === "InService" && healthStatus === "Healthy",
  );
  const at = (id: string) => health.get(id) ?? [];
  const serving = inService.filter(
    ({ instanceId: id }) => at(id).length > 0 && at(id).every((is) => is === "healthy"),
  );
  const served = members.filter(({ instanceId: id }) => at(id).some((is) => !OUT.has(is)));
  return { serving: serving.length, served: served.length };
}
