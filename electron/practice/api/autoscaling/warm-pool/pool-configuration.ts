/** A warm pool as AWS shows it, of its own and with its group. */
import type { WarmPoolConfiguration } from "@aws-sdk/client-auto-scaling";
import type { WarmPoolState } from "../../../world/kernel/state/autoscaling.ts";

export const toConfiguration = (pool: WarmPoolState): WarmPoolConfiguration => ({
  MaxGroupPreparedCapacity: pool.maxPrepared ?? undefined,
  MinSize: pool.minSize,
  PoolState: pool.poolState,
  Status: pool.status ?? undefined,
  InstanceReusePolicy:
    pool.reuseOnScaleIn === null ? undefined : { ReuseOnScaleIn: pool.reuseOnScaleIn },
});
