/** How many servers a warm pool shall hold. */
import type { GroupState } from "../../kernel/state/autoscaling.ts";

/** What the group shall not go beyond with its pool: the maximum size, unless the pool says otherwise. */
export const warmTarget = (group: GroupState): number => {
  const pool = group.warmPool;
  if (!pool || pool.status !== null) return 0;
  const prepared = pool.maxPrepared ?? group.maxSize;
  return Math.max(pool.minSize, prepared - group.desiredCapacity, 0);
};
