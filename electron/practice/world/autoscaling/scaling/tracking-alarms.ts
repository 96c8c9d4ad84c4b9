/**
 * The two alarms that a target tracking policy keeps for itself: one above the target, which adds servers after three
 * minutes, and one well below it, which takes them away after fifteen.
 */
import { fitLoad } from "../../cloudwatch/load.ts";
import { removeAlarm } from "../../cloudwatch/alarms/alarms.ts";
import { installAlarm } from "../../cloudwatch/alarms/install-alarm.ts";
import { Chance } from "../../kernel/chance.ts";
import { waver } from "../../cloudwatch/metrics/samples.ts";
import type { GroupState, ScalingPolicyState } from "../../kernel/state/autoscaling.ts";
import type { AlarmState, MetricStatState } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { detailOf, isTracking } from "./policy-detail.ts";
import type { TrackingDetail } from "./policy-detail.ts";
import { queriesOf, statOf } from "./tracking-metric.ts";

/** AWS does not say how far below the target: seen on groups' alarms, e.g. 35 for a target of 50. */
const LOW_SHARE = 0.7;
/** A group whose load nobody has set is of the right size: a little below the target. */
const FITTING_SHARE = 0.9;

const SIDES = ["AlarmHigh", "AlarmLow"] as const;
type Side = (typeof SIDES)[number];

/** Its end is made of the policy's ARN, so that putting the policy again finds the same alarms. */
export function trackingAlarmName(
  group: GroupState,
  policy: ScalingPolicyState,
  side: Side,
): string {
  const seed = Math.floor(waver(policy.arn, side) * 2 ** 32);
  return `TargetTracking-${group.name}-${side}-${Chance.seeded(seed).uuid()}`;
}

export const trackingAlarms = (
  world: World,
  group: GroupState,
  policy: ScalingPolicyState,
): readonly AlarmState[] =>
  isTracking(policy)
    ? SIDES.map((side) => world.state.alarms.get(trackingAlarmName(group, policy, side))).filter(
        (alarm) => alarm !== undefined,
      )
    : [];

export function putTrackingAlarms(
  world: World,
  group: GroupState,
  policy: ScalingPolicyState,
): void {
  const tracking = detailOf(policy).TargetTrackingConfiguration;
  if (!tracking) return;
  fitToTarget(world, group, tracking);
  const stat = statOf(group, tracking);
  installSide(world, group, policy, { side: "AlarmHigh", stat, tracking });
  if (tracking.DisableScaleIn)
    return removeAlarm(world, trackingAlarmName(group, policy, "AlarmLow"));
  installSide(world, group, policy, { side: "AlarmLow", stat, tracking });
}

function fitToTarget(world: World, group: GroupState, tracking: TrackingDetail): void {
  const isOnCpu =
    tracking.PredefinedMetricSpecification?.PredefinedMetricType === "ASGAverageCPUUtilization";
  if (isOnCpu) fitLoad(world, group, (FITTING_SHARE * tracking.TargetValue) / 100);
}

interface SideOrder {
  readonly side: Side;
  readonly stat: MetricStatState | null;
  readonly tracking: TrackingDetail;
}

function installSide(
  world: World,
  group: GroupState,
  policy: ScalingPolicyState,
  { side, stat, tracking }: SideOrder,
): void {
  const isHigh = side === "AlarmHigh";
  installAlarm(world, {
    name: trackingAlarmName(group, policy, side),
    description: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policy.arn}.`,
    actionsEnabled: true,
    okActions: [],
    alarmActions: [policy.arn],
    insufficientDataActions: [],
    stat,
    queries: queriesOf(tracking),
    evaluationPeriods: isHigh ? 3 : 15,
    datapointsToAlarm: null,
    threshold: isHigh ? tracking.TargetValue : tracking.TargetValue * LOW_SHARE,
    comparison: isHigh ? "GreaterThanThreshold" : "LessThanThreshold",
    treatMissing: null,
  });
}

export function removeTrackingAlarms(
  world: World,
  group: GroupState,
  policy: ScalingPolicyState,
): void {
  for (const { name } of trackingAlarms(world, group, policy)) removeAlarm(world, name);
}

/** Servers are taken away only when every tracking policy that takes any away would do so. */
export function othersAgreeToScaleIn(
  world: World,
  group: GroupState,
  policy: ScalingPolicyState,
): boolean {
  const others = group.policies.filter((each) => isTracking(each) && each.name !== policy.name);
  return others.every((other) => {
    const low = world.state.alarms.get(trackingAlarmName(group, other, "AlarmLow"));
    return !low || low.state === "ALARM";
  });
}
