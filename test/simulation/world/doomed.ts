/** Servers of which a fault of their boot has decided that they die some minutes after it. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";

/** Fills as servers boot, from now on. */
export function noteDoomed(world: World): ReadonlySet<string> {
  const doomed = new Set<string>();
  const { mishaps } = world;
  if (!mishaps) return doomed;
  const atBoot: typeof mishaps.atBoot = (context) => {
    let isAsked = true;
    const given = mishaps.atBoot({
      ...context,
      healthyAt: (offsetMs, ok) => {
        // Of the fault itself: the guest has not been handed the boot yet.
        if (isAsked && !ok) doomed.add(context.instance.id);
        context.healthyAt(offsetMs, ok);
      },
    });
    isAsked = false;
    return given;
  };
  world.mishaps = { ...mishaps, atBoot };
  return doomed;
}
