/** What each strategy does where nobody chose otherwise, for a fleet of this size. */
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { FleetId, ImageId } from "../../model/ids.ts";
import type { ReplaceIntent, Strategy } from "../../model/intent.ts";
import { defaultCanary, type FleetPolicy } from "../../rules/fleet-policy.ts";
import { plainParallel } from "../../rules/replace-defaults.ts";

export const strategies: readonly Strategy[] = [
  "parallel",
  "grow-shrink",
  "refresh",
  "root-volume",
];

/**
 * New servers before old ones go, a tenth of the fleet at a time; nobody's protection is overridden, and a server that
 * has the version already is not replaced again.
 */
export const refreshDefaults: RefreshPreferences = {
  minHealthyPercentage: 100,
  maxHealthyPercentage: 110,
  instanceWarmupSeconds: null,
  skipMatching: true,
  autoRollback: true,
  checkpointPercentages: [],
  checkpointDelaySeconds: null,
  bakeTimeSeconds: null,
  scaleInProtectedInstances: "Wait",
  standbyInstances: "Wait",
  alarms: [],
};

/** A tenth of the fleet, at least one server: what a batch takes. */
export const defaultBatch = (desired: number) => Math.max(1, Math.floor(desired / 10));

export interface DefaultsFor {
  readonly fleetId: FleetId;
  readonly imageId: ImageId;
  readonly desired: number;
  readonly policy: FleetPolicy;
}

export function defaultIntent(
  strategy: Strategy,
  { fleetId, imageId, desired, policy }: DefaultsFor,
): ReplaceIntent {
  const common = {
    kind: "replace",
    fleetId,
    imageId,
    soakMs: policy.soakMs,
    gates: [],
    onFailure: "hold",
  } as const;
  const batches = { batch: defaultBatch(desired), batchSoakMs: 0 };
  switch (strategy) {
    case "parallel":
      return {
        ...plainParallel,
        ...common,
        canary: defaultCanary(desired, policy),
        canarySoakMs: policy.canarySoakMs,
        warmForMs: policy.warmForMs,
      };
    case "grow-shrink":
      return { ...common, ...batches, strategy };
    case "refresh":
      return { ...common, strategy, preferences: refreshDefaults };
    case "root-volume":
      return { ...common, ...batches, strategy, keepReplaced: false };
  }
}
