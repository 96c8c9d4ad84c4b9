/** Alarms as CloudWatch shows them. */
import type { AlarmHistoryItem, CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type {
  AlarmHistoryState,
  AlarmState,
  CompositeAlarmState,
} from "../../world/kernel/state/cloudwatch.ts";
import { fromDimensions } from "./input.ts";

type Loose<Name extends keyof MetricAlarm> = NonNullable<MetricAlarm[Name]>;

const common = (alarm: AlarmState | CompositeAlarmState) => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description ?? undefined,
  AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAtMs),
  ActionsEnabled: alarm.actionsEnabled,
  OKActions: [...alarm.okActions],
  AlarmActions: [...alarm.alarmActions],
  InsufficientDataActions: [...alarm.insufficientDataActions],
  StateValue: alarm.state,
  StateReason: alarm.reason,
  StateReasonData: alarm.reasonData ?? undefined,
  StateUpdatedTimestamp: new Date(alarm.updatedAtMs),
  StateTransitionedTimestamp: new Date(alarm.transitionedAtMs),
});

export const toAlarm = (alarm: AlarmState): MetricAlarm => ({
  ...common(alarm),
  ...measured(alarm),
  EvaluationPeriods: alarm.evaluationPeriods,
  DatapointsToAlarm: alarm.datapointsToAlarm ?? undefined,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.treatMissing ?? undefined,
});

export const toComposite = (alarm: CompositeAlarmState): CompositeAlarm => ({
  ...common(alarm),
  AlarmRule: alarm.rule,
});

function measured({ stat, queries }: AlarmState): Partial<MetricAlarm> {
  if (queries) return { Dimensions: [], Metrics: queries as unknown as Loose<"Metrics"> };
  if (!stat) return {};
  return {
    MetricName: stat.name,
    Namespace: stat.namespace,
    Dimensions: fromDimensions(stat.dimensions),
    Statistic: stat.statistic as Loose<"Statistic">,
    Period: stat.periodSeconds,
    Unit: (stat.unit ?? undefined) as MetricAlarm["Unit"],
  };
}

export const toHistoryItem = (item: AlarmHistoryState, isComposite: boolean): AlarmHistoryItem => ({
  AlarmName: item.alarmName,
  AlarmType: isComposite ? "CompositeAlarm" : "MetricAlarm",
  Timestamp: new Date(item.atMs),
  HistoryItemType: item.kind,
  HistorySummary: item.summary,
  HistoryData: item.data,
});
