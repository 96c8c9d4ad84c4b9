/** A new group is given all that the one beside it has, and held against it. */
import type { GroupName, TargetGroupArn, TemplateId } from "../ids.ts";
import type { Sizes } from "./generation.ts";

/** What hangs on a group, by what a clone is given together. */
export type ClonePart = "hooks" | "notifications" | "warm-pool" | "policies" | "schedules";

/** Where a new group serves by another target group than the old one. */
export interface TargetGroupPair {
  readonly from: TargetGroupArn;
  readonly to: TargetGroupArn;
}

export type CloneWork =
  | {
      /** Give a new group what hangs on the one that it stands beside: these parts, as they are by then. */
      readonly kind: "carry-extras";
      readonly group: GroupName;
      readonly fromGroup: GroupName;
      readonly parts: readonly ClonePart[];
      readonly targetGroups: readonly TargetGroupPair[];
    }
  | {
      /** Hold the new group against the old one, every field, before anything is taken from the old one. */
      readonly kind: "compare-clone";
      readonly group: GroupName;
      readonly fromGroup: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      readonly targetGroupArns: readonly TargetGroupArn[];
      /** The new group may not have all of its traffic yet. */
      readonly trafficToCome: boolean;
      /** The permanent limits that it was given. */
      readonly sizes: Pick<Sizes, "minSize" | "maxSize">;
      readonly targetGroups: readonly TargetGroupPair[];
    };
