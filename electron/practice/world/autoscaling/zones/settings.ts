/** What AWS does not say of a group's own actions is a setting of the world, kept with its state. */
import type { Json } from "../../kernel/json.ts";
import type { World } from "../../kernel/world.ts";

export interface GroupSettings {
  /** For how long zones have to be out of balance, with nothing else under way, before it is acted on. */
  readonly rebalanceAfterMs: number;
  /** After an attempt that found no room; doubled with each further one, up to the longest. */
  readonly rebalanceRetryMs: readonly [first: number, longest: number];
}

const MINUTE_MS = 60_000;

export const GROUP_DEFAULTS: GroupSettings = {
  rebalanceAfterMs: 5 * MINUTE_MS,
  rebalanceRetryMs: [15 * MINUTE_MS, 4 * 60 * MINUTE_MS],
};

const KEY = "settings|groups";

export function groupSettings(world: World): GroupSettings {
  const chosen = world.state.loose.get(KEY) as Partial<GroupSettings> | undefined;
  return chosen ? { ...GROUP_DEFAULTS, ...chosen } : GROUP_DEFAULTS;
}

export function chooseGroupSettings(world: World, chosen: Partial<GroupSettings>): void {
  const { ...before } = (world.state.loose.get(KEY) ?? {}) as Record<string, Json>;
  world.state.loose.set(KEY, { ...before, ...chosen } as Record<string, Json>);
}
