/** A second generation beside the first: made, raised, given the traffic; the old one kept warm, then removed. */
import type { GroupSettings, GroupTag } from "../facts.ts";
import type { GroupName, TargetGroupArn, TemplateId } from "../ids.ts";

export type GenerationWork =
  | {
      readonly kind: "create-group";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      readonly settings: GroupSettings;
      readonly tags: readonly GroupTag[];
      readonly maxSize: number;
    }
  | {
      /** Raise to an absolute size, and wait until that many are in service at the traffic source. */
      readonly kind: "raise";
      readonly group: GroupName;
      /** `live`: the other group's desired capacity, read afresh when the step begins. */
      readonly size: number | "live";
      readonly liveGroup: GroupName;
      readonly targetGroupArns: readonly TargetGroupArn[];
      /** Fresh consecutive observations of full health that count as proof. */
      readonly observations: number;
    }
  | {
      readonly kind: "soak";
      readonly group: GroupName;
      readonly size: number | "live";
      readonly liveGroup: GroupName;
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly durationMs: number;
    }
  | {
      /** Wake a warm group: resume what was suspended at retirement, attach its traffic, wait for health. */
      readonly kind: "wake";
      readonly group: GroupName;
      readonly processes: readonly string[];
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly observations: number;
    }
  | {
      /** Suspend the group's processes, so that nothing scales it in, then detach it from its traffic. */
      readonly kind: "shift-away";
      readonly group: GroupName;
      readonly toGroup: GroupName;
      readonly processes: readonly string[];
      readonly targetGroupArns: readonly TargetGroupArn[];
      readonly warmForMs: number;
    }
  | {
      /** Give the group that serves now its permanent sizes: the originals of the one before it. */
      readonly kind: "settle";
      readonly group: GroupName;
      readonly sizes: Sizes;
      readonly fromGroup: GroupName;
      /** For the time of the operation: the sizes that it had are still put back. Left out: they are its own from now on. */
      readonly isForNow?: true;
    }
  | {
      /** Share the requests of these rules between the target groups of two generations. */
      readonly kind: "weigh";
      /** The group that served before: its claim stands for the fleet's traffic. */
      readonly group: GroupName;
      readonly toGroup: GroupName;
      readonly rules: readonly SharedRule[];
      /** Parts of the requests, as of servers: of the group before, and of the new one. */
      readonly fromWeight: number;
      readonly toWeight: number;
      /** The new one has it all, for good: the weights of before are not put back any more. */
      readonly isFinal: boolean;
    }
  | {
      /** Keep a group from being scaled in for the time of the operation: its minimum is as high as its size. */
      readonly kind: "pin";
      readonly group: GroupName;
      /** What it had when the plan was made; the limits are put back. */
      readonly minSize: number;
      readonly maxSize: number;
      readonly desiredCapacity: number;
    }
  | {
      /** Keep a generation that was taken out of traffic, for an instant roll back, until its time is over. */
      readonly kind: "keep-warm";
      readonly group: GroupName;
      readonly servingGroup: GroupName;
      readonly durationMs: number;
    }
  | {
      /** End a group and its servers. */
      readonly kind: "remove-group";
      readonly group: GroupName;
      /** Must be in service while this goes on. */
      readonly servingGroup: GroupName;
      readonly reason: string;
    };

/** A size triple of a group. */
export interface Sizes {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
}

/** A rule of a load balancer that forwards to a target group of either generation, as it was when it was read. */
export interface SharedRule {
  readonly ruleArn: string;
  readonly listenerArn: string;
  /** The listener's own action, which takes another call. */
  readonly isDefault: boolean;
  readonly from: TargetGroupArn;
  readonly to: TargetGroupArn;
  readonly fromWeight: number;
  readonly toWeight: number;
}
