/** The accounts of a practice cloud, and the world that keeps what holds in all regions of one. */
import type { World } from "../kernel/world.ts";

/** A world without neighbours is an account of its own. */
export const accountsOf = (world: World): readonly string[] =>
  world.neighbours?.accounts() ?? [world.accountId];

export function identityOf(world: World, accountId: string): World | null {
  if (world.neighbours) return world.neighbours.identityOf(accountId);
  return accountId === world.accountId ? world : null;
}
