import type { RefreshPreferences } from "../../model/calls/refreshes.ts";

/** Getting back comes first: a quarter of the fleet at a time, nothing taken away before its replacement serves. */
export const wayBack: RefreshPreferences = {
  minHealthyPercentage: 100,
  maxHealthyPercentage: 125,
  instanceWarmupSeconds: null,
  skipMatching: true,
  autoRollback: false,
  checkpointPercentages: [],
  checkpointDelaySeconds: null,
  bakeTimeSeconds: null,
  scaleInProtectedInstances: "Wait",
  standbyInstances: "Wait",
  alarms: [],
};
