/** What a region was made from, kept in its own state. */
import type { PracticeOrigin } from "../../../shared/model/practice/practice.ts";
import type { Json } from "../world/kernel/json.ts";
import type { World } from "../world/kernel/world.ts";

const KEY = "practice.origin";

export interface AboutRegion {
  readonly origin: PracticeOrigin;
  /** In sentences. */
  readonly notes: readonly string[];
}

export function setOrigin(
  world: World,
  origin: PracticeOrigin,
  notes: readonly string[] = [],
): void {
  world.state.loose.set(KEY, { origin, notes } as unknown as Json);
}

/** A region that says nothing was made from a scenario. */
export function originOf(world: World, scenario: string): AboutRegion {
  const kept = world.state.loose.get(KEY) as unknown as AboutRegion | undefined;
  const { seed } = world.options;
  return kept ?? { origin: { kind: "scenario", name: scenario, seed }, notes: [] };
}
