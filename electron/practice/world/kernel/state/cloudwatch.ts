/** CloudWatch's part of the world's state. Plain data; times are virtual epoch ms. */
import type { Json } from "../json.ts";

export interface DimensionState {
  readonly name: string;
  readonly value: string;
}

export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  /** Sorted by name. */
  readonly dimensions: readonly DimensionState[];
}

export type AlarmStateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export type ComparisonName =
  | "GreaterThanOrEqualToThreshold"
  | "GreaterThanThreshold"
  | "LessThanThreshold"
  | "LessThanOrEqualToThreshold";

export type MissingDataName = "breaching" | "notBreaching" | "ignore" | "missing";

export interface MetricStatState extends MetricIdentity {
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly unit: string | null;
}

/** What alarms of both kinds have. */
interface AnyAlarmState {
  readonly name: string;
  readonly arn: string;
  readonly description: string | null;
  actionsEnabled: boolean;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  readonly configuredAtMs: number;
  state: AlarmStateValue;
  reason: string;
  reasonData: string | null;
  updatedAtMs: number;
  transitionedAtMs: number;
  tags: Record<string, string>;
}

export interface AlarmState extends AnyAlarmState {
  /** What is evaluated; null: metric math, which is kept and shown and has no data. */
  readonly stat: MetricStatState | null;
  /** `Metrics` as given. */
  readonly queries: readonly Json[] | null;
  readonly evaluationPeriods: number;
  /** Null: as many as the evaluation periods. */
  readonly datapointsToAlarm: number | null;
  readonly threshold: number;
  readonly comparison: ComparisonName;
  /** Null: not said, which means `missing`. */
  readonly treatMissing: MissingDataName | null;
  /** End of the newest period that was evaluated. */
  evaluatedToMs: number;
}

/** An alarm on the states of other alarms. */
export interface CompositeAlarmState extends AnyAlarmState {
  readonly rule: string;
}

export interface AlarmHistoryState {
  readonly alarmName: string;
  readonly atMs: number;
  readonly kind: "ConfigurationUpdate" | "StateUpdate" | "Action";
  readonly summary: string;
  readonly data: string;
}

/** Values that were put, gathered for each step of the metric's resolution: start, count, sum, least, greatest. */
export type MetricBucket = [atMs: number, count: number, sum: number, min: number, max: number];

export interface CustomMetricState extends MetricIdentity {
  readonly resolutionSeconds: number;
  readonly unit: string | null;
  /** In the order of time. */
  buckets: MetricBucket[];
}

/** What a group was like from a moment on. */
export type CapacityRow = [
  atMs: number,
  minSize: number,
  maxSize: number,
  desired: number,
  inService: number,
  pending: number,
  standby: number,
  terminating: number,
  warmDesired: number,
  warmed: number,
  warmPending: number,
  warmTerminating: number,
];

/** Of a group that somebody watches: an alarm, or its own metrics. */
export interface CapacityLog {
  readonly groupArn: string;
  rows: CapacityRow[];
}

/** The load on a group in servers' worth of work, from a moment on. */
export interface LoadState {
  points: [fromMs: number, servers: number][];
}

/** A message that would have been sent to a topic. */
export interface NoticeState {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: { readonly [key: string]: Json };
  readonly atMs: number;
}
