/** Instance refreshes as the world keeps them. Plain data: everything here survives JSON. Times are virtual epoch ms. */
import type { Json } from "../json.ts";
import type { GroupTemplate } from "./autoscaling.ts";

export type RefreshStatusName =
  | "Pending"
  | "InProgress"
  | "Baking"
  | "Cancelling"
  | "RollbackInProgress"
  | "Successful"
  | "Failed"
  | "Cancelled"
  | "RollbackSuccessful"
  | "RollbackFailed";

export type RefreshStrategyName = "Rolling" | "ReplaceRootVolume";

/** Null where AWS shows nothing because nothing was said. */
export interface RefreshPreferencesState {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number | null;
  readonly instanceWarmupSeconds: number;
  readonly checkpointPercentages: readonly number[] | null;
  readonly checkpointDelaySeconds: number | null;
  readonly bakeSeconds: number | null;
  readonly skipMatching: boolean;
  readonly autoRollback: boolean;
  readonly protectedMembers: "Refresh" | "Ignore" | "Wait" | null;
  readonly standbyMembers: "Terminate" | "Ignore" | "Wait" | null;
  readonly alarms: readonly string[];
}

/** One of the two; the group gets it when the refresh has succeeded. */
export interface DesiredConfigurationState {
  readonly template: GroupTemplate | null;
  readonly mixedInstancesPolicy: Readonly<Record<string, Json>> | null;
}

export interface RefreshRollbackState {
  readonly reason: string;
  readonly sinceMs: number;
  readonly percentBefore: number;
  readonly toUpdateBefore: number;
  readonly poolsBefore?: { readonly live: PoolProgress; readonly warm: PoolProgress };
  /** Members that the refresh had launched by then. */
  membersToUndo: number;
  /** AWS shows the details a few seconds after the status, that is from the first step on. */
  steps: number;
}

export interface PoolProgress {
  readonly percent: number;
  readonly toUpdate: number;
}

export interface RefreshState {
  readonly id: string;
  readonly groupName: string;
  readonly groupArn: string;
  readonly strategy: RefreshStrategyName;
  readonly createdAtMs: number;
  readonly preferences: RefreshPreferencesState;
  readonly desired: DesiredConfigurationState | null;
  status: RefreshStatusName;
  reason: string | null;
  /** These three are absent on AWS while it is pending. */
  startedAtMs: number | null;
  percentComplete: number | null;
  toUpdate: number | null;
  endedAtMs: number | null;
  rollback: RefreshRollbackState | null;
  /** The greatest checkpoint that was waited for. */
  passedCheckpoint: number;
  /** While it waits at a checkpoint. */
  checkpointEndsAtMs: number | null;
  bakeEndsAtMs: number | null;
  isCancelledAtOnce: boolean;
  /** Members above the desired capacity that the group holds for it now. */
  surge: number;
  /** Launches to come that are its own. */
  launchDebt: number;
  /** How many updated members there were, and for how long nothing has moved since. */
  availableBefore: number;
  blockedMs: number;
  steppedAtMs: number;
  timer: number | null;
  /** Of a group with a warm pool: how far each of the two is. */
  pools?: { readonly live: PoolProgress; readonly warm: PoolProgress };
  /** Servers of the pool that were ready at the step before. */
  warmBefore?: number;
}
