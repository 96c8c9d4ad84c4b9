/** The metric of a target tracking policy, as its alarms read it. */
import { sorted } from "../../cloudwatch/metrics/samples.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { AlarmState, MetricStatState } from "../../kernel/state/cloudwatch.ts";
import type { MetricWish, TrackingDetail } from "./policy-detail.ts";

const MINUTE_SECONDS = 60;

/** Null: metric math, or a metric that this region does not have. */
export function statOf(group: GroupState, tracking: TrackingDetail): MetricStatState | null {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: custom } =
    tracking;
  if (predefined)
    return predefinedStat(group, predefined.PredefinedMetricType, predefined.ResourceLabel ?? "");
  if (!custom) return null;
  const [only] = custom.Metrics?.length === 1 ? custom.Metrics : [];
  if (custom.Metrics && !only?.MetricStat) return null;
  const { Metric = {}, Stat, Unit, Period } = only?.MetricStat ?? {};
  const wish = only ? Metric : custom;
  return {
    ...identityOf(wish),
    statistic: Stat ?? custom.Statistic ?? "Average",
    periodSeconds: Period ?? custom.Period ?? MINUTE_SECONDS,
    unit: Unit ?? custom.Unit ?? null,
  };
}

const identityOf = ({ Namespace = "", MetricName = "", Dimensions = [] }: MetricWish) => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: sorted(Dimensions.map(({ Name = "", Value = "" }) => ({ name: Name, value: Value }))),
});

const OF_SERVERS: Readonly<Record<string, string>> = {
  ASGAverageCPUUtilization: "CPUUtilization",
  ASGAverageNetworkIn: "NetworkIn",
  ASGAverageNetworkOut: "NetworkOut",
};

function predefinedStat(group: GroupState, type: string, label: string): MetricStatState | null {
  const name = OF_SERVERS[type];
  const common = { periodSeconds: MINUTE_SECONDS, unit: null };
  if (name !== undefined) {
    const dimensions = [{ name: "AutoScalingGroupName", value: group.name }];
    return { namespace: "AWS/EC2", name, dimensions, statistic: "Average", ...common };
  }
  const at = label.indexOf("/targetgroup/");
  if (type !== "ALBRequestCountPerTarget" || at === -1) return null;
  const dimensions = [
    { name: "LoadBalancer", value: label.slice(0, at) },
    { name: "TargetGroup", value: label.slice(at + 1) },
  ];
  const metric = { namespace: "AWS/ApplicationELB", name: "RequestCountPerTarget", dimensions };
  return { ...metric, statistic: "Sum", ...common };
}

/** Shown again where the policy's metric was given as a list. */
export function queriesOf({ CustomizedMetricSpecification: custom }: TrackingDetail) {
  return custom?.Metrics
    ? (JSON.parse(JSON.stringify(custom.Metrics)) as NonNullable<AlarmState["queries"]>)
    : null;
}
