/** What a scaling policy holds, as PutScalingPolicy was told. */
import type { ScalingPolicyState } from "../../kernel/state/autoscaling.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { AdjustmentTypeName, StepState } from "./adjustment.ts";

export interface MetricWish {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name?: string; readonly Value?: string }[];
}

export interface TrackingDetail {
  readonly TargetValue: number;
  readonly DisableScaleIn?: boolean;
  readonly PredefinedMetricSpecification?: {
    readonly PredefinedMetricType: string;
    readonly ResourceLabel?: string;
  };
  readonly CustomizedMetricSpecification?: MetricWish & {
    readonly Statistic?: string;
    readonly Period?: number;
    readonly Unit?: string;
    readonly Metrics?: readonly {
      readonly Expression?: string;
      readonly MetricStat?: {
        readonly Metric?: MetricWish;
        readonly Stat?: string;
        readonly Unit?: string;
        readonly Period?: number;
      };
    }[];
  };
}

export interface PolicyDetail {
  readonly AdjustmentType?: AdjustmentTypeName;
  readonly MinAdjustmentMagnitude?: number;
  readonly MinAdjustmentStep?: number;
  readonly ScalingAdjustment?: number;
  readonly Cooldown?: number;
  readonly StepAdjustments?: readonly StepState[];
  readonly EstimatedInstanceWarmup?: number;
  readonly TargetTrackingConfiguration?: TrackingDetail;
  readonly Enabled?: boolean;
}

export const detailOf = (policy: ScalingPolicyState): PolicyDetail =>
  policy.detail as unknown as PolicyDetail;

export const isEnabled = (policy: ScalingPolicyState) => detailOf(policy).Enabled ?? true;

/** The policy's own, the group's default, or the group's cooldown. */
export const warmupSeconds = (group: GroupState, policy: ScalingPolicyState): number =>
  detailOf(policy).EstimatedInstanceWarmup ??
  group.defaultInstanceWarmupSeconds ??
  group.defaultCooldownSeconds;

export const isTracking = ({ type }: ScalingPolicyState) => type === "TargetTrackingScaling";
