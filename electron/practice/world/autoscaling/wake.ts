/**
 * When a group looks at itself again. Level-triggered: a wake carries no news, the group compares what is with
 * what should be. At most one wake is pending for each group, the earliest that was wished for.
 */
import type { GroupState } from "../kernel/state/autoscaling.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";

export const reconcileDue = timerKind<{ readonly name: string }>("as.reconcile");

export function wake(world: World, group: GroupState, delayMs: number): void {
  const atMs = Math.round(world.nowMs + delayMs);
  const { wakeAtMs, wakeTimer } = group.engine;
  if (typeof wakeAtMs === "number" && wakeAtMs <= atMs) return;
  if (typeof wakeTimer === "number") world.cancel(wakeTimer);
  group.engine["wakeAtMs"] = atMs;
  group.engine["wakeTimer"] = world.schedule(reconcileDue, atMs, { name: group.name });
}

export function woken(group: GroupState): void {
  delete group.engine["wakeAtMs"];
  delete group.engine["wakeTimer"];
}

/** AWS acts on a changed capacity about ten seconds after the call. */
export function wakeForChange(world: World, group: GroupState): void {
  wake(world, group, world.chance.between(9000, 11_000));
}

/** Why the capacity was changed: the first sentence of the activities that follow. Also ends a back-off. */
export function noteChange(group: GroupState, because: string): void {
  group.engine["because"] = because;
  forgetFailures(group);
}

/** Once the capacity is what was asked for: what follows has other causes. */
export function forgetReason(group: GroupState): void {
  delete group.engine["because"];
}

export function reasonOf(group: GroupState): string {
  const { because } = group.engine;
  return typeof because === "string" ? because : "";
}

export function forgetFailures(group: GroupState): void {
  delete group.engine["failures"];
  delete group.engine["notBeforeMs"];
  delete group.engine["toldProtected"];
}
