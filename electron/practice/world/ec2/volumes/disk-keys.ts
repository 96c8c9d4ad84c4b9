/** Whether the key of a disk turns out to be useless, which AWS sees only after it has accepted the order. */
import type { DiskKeyUse } from "../../kernel/mishaps.ts";
import type { World } from "../../kernel/world.ts";
import { canUseKey } from "./keys.ts";

export function diskKeyFails(world: World, use: DiskKeyUse): boolean {
  if (world.mishaps?.keyFails?.(use)) return true;
  return !canUseKey(world, { kmsKeyId: use.keyId, purpose: "launch" });
}
