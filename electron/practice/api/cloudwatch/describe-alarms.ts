/** Describing alarms, and what became of them. */
import type {
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
} from "@aws-sdk/client-cloudwatch";
import type { AnyAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import { isSameMetric } from "../../world/cloudwatch/metrics/samples.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { toAlarm, toComposite, toHistoryItem } from "./alarm-shape.ts";
import { invalidCombination, toMetric } from "./input.ts";

export function describeAlarms(
  input: DescribeAlarmsInput,
  { world }: CallContext,
): DescribeAlarmsOutput {
  if (input.AlarmNames?.length && input.AlarmNamePrefix !== undefined)
    throw invalidCombination("AlarmNames and AlarmNamePrefix cannot both be specified.");
  const wanted = alarmsOfTypes(world, input.AlarmTypes)
    .filter((alarm) => isWanted(input, alarm))
    .toSorted(byName);
  const { items, nextToken } = pageOf(wanted, ({ name }) => name, pageWish(input));
  return {
    MetricAlarms: items.flatMap((alarm) => ("rule" in alarm ? [] : [toAlarm(alarm)])),
    CompositeAlarms: items.flatMap((alarm) => ("rule" in alarm ? [toComposite(alarm)] : [])),
    NextToken: nextToken,
  };
}

/** Metric alarms alone, unless others are asked for. */
function alarmsOfTypes({ state }: World, types: readonly string[] = []): readonly AnyAlarm[] {
  const isAsked = (type: string) => types.includes(type);
  const metric = types.length === 0 || isAsked("MetricAlarm") ? [...state.alarms.values()] : [];
  return isAsked("CompositeAlarm") ? [...metric, ...state.compositeAlarms.values()] : metric;
}

const byName = (a: AnyAlarm, b: AnyAlarm) => (a.name < b.name ? -1 : 1);

function isWanted(input: DescribeAlarmsInput, alarm: AnyAlarm): boolean {
  const { AlarmNames: names, AlarmNamePrefix: prefix = "", ActionPrefix: action } = input;
  if (names?.length && !names.includes(alarm.name)) return false;
  if (!alarm.name.startsWith(prefix)) return false;
  if (input.StateValue !== undefined && input.StateValue !== alarm.state) return false;
  if (action === undefined) return true;
  return actionsOf(alarm).some((arn) => arn.startsWith(action));
}

const actionsOf = ({ okActions, alarmActions, insufficientDataActions }: AnyAlarm) => [
  ...okActions,
  ...alarmActions,
  ...insufficientDataActions,
];

const pageWish = (input: {
  readonly NextToken?: string | undefined;
  readonly MaxRecords?: number | undefined;
}) => ({ token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 });

export function describeAlarmsForMetric(
  input: DescribeAlarmsForMetricInput,
  { world }: CallContext,
): DescribeAlarmsForMetricOutput {
  const metric = toMetric(input);
  const wanted = [...world.state.alarms.values()].filter(({ stat, queries }) => {
    if (!stat || queries || !isSameMetric(stat, metric)) return false;
    const { Statistic: statistic, Period: period, Unit: unit } = input;
    if (statistic !== undefined && statistic !== stat.statistic) return false;
    if (period !== undefined && period !== stat.periodSeconds) return false;
    return unit === undefined || unit === stat.unit;
  });
  return { MetricAlarms: wanted.toSorted(byName).map(toAlarm) };
}

export function describeAlarmHistory(
  input: DescribeAlarmHistoryInput,
  { world }: CallContext,
): DescribeAlarmHistoryOutput {
  const [fromMs, toMs] = [input.StartDate?.getTime() ?? 0, input.EndDate?.getTime() ?? Infinity];
  const keys = [...world.state.alarmHistory.keys()];
  const all = keys.flatMap((key) => {
    const item = world.state.alarmHistory.get(key);
    if (!item || item.atMs < fromMs || item.atMs > toMs) return [];
    if (input.AlarmName !== undefined && input.AlarmName !== item.alarmName) return [];
    const type = input.HistoryItemType;
    return type === undefined || type === item.kind ? [{ key, item }] : [];
  });
  const ordered = input.ScanBy === "TimestampAscending" ? all : all.toReversed();
  const { items, nextToken } = pageOf(ordered, ({ key }) => key, {
    ...pageWish(input),
    defaultSize: 100,
  });
  const { compositeAlarms } = world.state;
  const AlarmHistoryItems = items.map(({ item }) =>
    toHistoryItem(item, compositeAlarms.has(item.alarmName)),
  );
  return { AlarmHistoryItems, NextToken: nextToken };
}
