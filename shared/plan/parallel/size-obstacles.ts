/** Sizes that a canary and waves can't have. */
import type { GroupFact } from "../../model/facts.ts";
import type { ParallelIntent } from "../../model/intent.ts";
import type { Refusal } from "../../model/plan.ts";
import { refuse } from "../plan-input.ts";

export function sizeObstacle(live: GroupFact, intent: ParallelIntent): Refusal | null {
  if (live.desiredCapacity === 0) {
    return refuse(
      `${live.name} wants no servers: there is nothing to replace, and nothing to hold the new ones against.`,
      "Give the fleet its size back first.",
    );
  }
  return canaryObstacle(live, intent) ?? wavesObstacle(live, intent);
}

function canaryObstacle(
  { desiredCapacity }: GroupFact,
  { canary }: ParallelIntent,
): Refusal | null {
  if (canary <= desiredCapacity) return null;
  return refuse(
    `A canary of ${String(canary)} is more than the ${String(desiredCapacity)} servers of the fleet.`,
    `Choose a canary of at most ${String(desiredCapacity)}, or 0 for none.`,
  );
}

function wavesObstacle(
  { desiredCapacity }: GroupFact,
  { canary, waves }: ParallelIntent,
): Refusal | null {
  const at = waves.findIndex((size, index) => size <= (waves[index - 1] ?? canary));
  if (at >= 0) {
    return refuse(
      `A wave of ${String(waves[at])} servers after ${String(waves[at - 1] ?? canary)} adds none.`,
      "Give waves as rising sizes, each more than the canary.",
    );
  }
  const last = waves.at(-1) ?? 0;
  if (last < desiredCapacity) return null;
  return refuse(
    `A wave of ${String(last)} leaves none of the ${String(desiredCapacity)} servers for the rest.`,
    `Choose waves below ${String(desiredCapacity)}: the whole comes after them by itself.`,
  );
}
