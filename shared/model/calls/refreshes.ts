/** AWS's instance refresh of a group. */
import type { GroupName, TemplateId } from "../ids.ts";
import type { AwsFields } from "./aws-fields.ts";

export type RefreshCall =
  | {
      readonly call: "StartInstanceRefresh";
      readonly groupName: GroupName;
      readonly strategy: "Rolling" | "ReplaceRootVolume";
      readonly templateId: TemplateId;
      readonly templateVersion: number;
      /** The group's mixed instances policy, to be launched from that version; left out: it has none. */
      readonly mixedInstances?: AwsFields;
      readonly preferences: RefreshPreferences;
    }
  | {
      readonly call: "CancelInstanceRefresh";
      readonly groupName: GroupName;
      readonly waitForTransitioning: boolean;
    }
  | {
      /** The percentages are those that the refresh was started with: AWS isn't told them, the guard is. */
      readonly call: "RollbackInstanceRefresh";
      readonly groupName: GroupName;
      readonly minHealthyPercentage: number;
      readonly maxHealthyPercentage: number;
    };

/** AWS's preferences of an instance refresh. Null: left to AWS. */
export interface RefreshPreferences {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
  readonly instanceWarmupSeconds: number | null;
  readonly skipMatching: boolean;
  readonly autoRollback: boolean;
  /** Rising, the last one 100; empty: no checkpoints. */
  readonly checkpointPercentages: readonly number[];
  readonly checkpointDelaySeconds: number | null;
  readonly bakeTimeSeconds: number | null;
  readonly scaleInProtectedInstances: "Refresh" | "Ignore" | "Wait";
  readonly standbyInstances: "Terminate" | "Ignore" | "Wait";
  readonly alarms: readonly string[];
}
