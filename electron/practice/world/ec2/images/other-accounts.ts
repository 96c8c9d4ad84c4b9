/** The other accounts' parts of the same region, from which images and snapshots may be shared. */
import type { World } from "../../kernel/world.ts";

export function* otherAccounts(world: World): Iterable<World> {
  const { neighbours, region } = world;
  for (const accountId of neighbours?.accounts() ?? []) {
    if (accountId === world.accountId) continue;
    const other = neighbours?.find({ accountId, region });
    if (other) yield other;
  }
}
