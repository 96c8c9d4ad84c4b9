/** Describing alarms, changing their state and their actions, and their end. */
import type {
  DeleteAlarmsInput,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  DisableAlarmActionsInput,
  SetAlarmStateInput,
} from "@aws-sdk/client-cloudwatch";
import { callActions } from "../../world/cloudwatch/alarms/call-actions.ts";
import { evaluateComposites } from "../../world/cloudwatch/alarms/composite-alarms.ts";
import { anyAlarm, enterState, removeAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import type { AnyAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import { isSameMetric } from "../../world/cloudwatch/metrics/samples.ts";
import { performAlarmAction } from "../../world/autoscaling/scaling/alarm-actions.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { AlarmStateValue } from "../../world/kernel/state-cloudwatch.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { toAlarm, toComposite, toHistoryItem } from "./alarm-shape.ts";
import { invalidCombination, toMetric, validation } from "./input.ts";

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

/** All or none: AWS deletes nothing if a name is not known. */
export function deleteAlarms(input: DeleteAlarmsInput, { world }: CallContext): void {
  for (const name of input.AlarmNames ?? []) findAlarm(world, name);
  for (const name of input.AlarmNames ?? []) removeAlarm(world, name);
  evaluateComposites(world, performAlarmAction);
}

function findAlarm(world: World, name: string): AnyAlarm {
  const alarm = anyAlarm(world, name);
  if (alarm) return alarm;
  throw new PracticeError("ResourceNotFound", `Unknown alarm: ${name}`, 404);
}

const STATES: readonly AlarmStateValue[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];

/** Until it is evaluated again, which may be a few seconds later. */
export function setAlarmState(input: SetAlarmStateInput, { world }: CallContext): void {
  const alarm = findAlarm(world, input.AlarmName ?? "");
  const state = STATES.find((each) => each === input.StateValue);
  if (!state) throw validation(`Value '${input.StateValue}' at 'stateValue' is not a state.`);
  checkJson(input.StateReasonData);
  const before = alarm.state;
  const reasonData = input.StateReasonData ?? null;
  const isTransition = enterState(world, alarm, {
    state,
    reason: input.StateReason ?? "",
    reasonData,
  });
  if (isTransition) callActions(world, alarm, { before, isTransition }, performAlarmAction);
  evaluateComposites(world, performAlarmAction);
}

function checkJson(text: string | undefined): void {
  try {
    JSON.parse(text ?? "{}");
  } catch {
    throw new PracticeError("InvalidFormat", "StateReasonData was not syntactically valid JSON");
  }
}

const switched =
  (actionsEnabled: boolean) =>
  (input: DisableAlarmActionsInput, { world }: CallContext): void => {
    for (const name of input.AlarmNames ?? []) {
      const alarm = anyAlarm(world, name);
      if (alarm) alarm.actionsEnabled = actionsEnabled;
    }
  };

export const enableAlarmActions = switched(true);
export const disableAlarmActions = switched(false);
