/**
 * Whom an alarm calls: a scaling policy, a server's stop, termination or reboot, or a topic. What would have been sent
 * to a topic is written down.
 */
import type { AlarmCall } from "../../cloudwatch/alarms/alarms.ts";
import { readerOf } from "../../cloudwatch/metrics/read-metric.ts";
import { dimensionOf, isStatistic, statisticOf } from "../../cloudwatch/metrics/samples.ts";
import { reboot, stop, terminate } from "../../ec2/instances/instance-life.ts";
import type { AlarmState } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";
import { recordNotice } from "../notifications/notices.ts";
import { runPolicy } from "./run-policy.ts";

export function performAlarmAction(world: World, call: AlarmCall): void {
  const { actionArn, isTransition, alarm } = call;
  if (isTransition && actionArn.includes(":sns:")) return tellTopic(world, call);
  if ("rule" in alarm) return;
  if (actionArn.includes(":scalingPolicy:")) return callPolicy(world, alarm, actionArn);
  if (!isTransition) return;
  const action =
    /^arn:aws:(?:automate:[^:]+:ec2|swf:.*action\/actions\/AWS_EC2\.InstanceId)[:.](\w+)/.exec(
      actionArn,
    )?.[1];
  if (action) actOnServer(world, alarm, action.toLowerCase());
}

function callPolicy(world: World, alarm: AlarmState, actionArn: string): void {
  const groupName = /:autoScalingGroupName\/(.+):policyName\//.exec(actionArn)?.[1] ?? "";
  const group = world.state.groups.get(groupName);
  const policy = group?.policies.find(({ arn }) => arn === actionArn);
  if (!group || !policy || group.status !== null) return;
  runPolicy(world, group, {
    policy,
    who: `a monitor alarm ${alarm.name} in state ${alarm.state} triggered policy ${policy.name}`,
    value: newestValue(world, alarm) ?? alarm.threshold,
    threshold: alarm.threshold,
    isByUser: false,
    honoursCooldown: true,
    alarm: toldOf(world, alarm),
  });
}

/** As it stands in the details of an activity. */
const toldOf = (world: World, { name, description, ...alarm }: AlarmState) => ({
  AlarmArn: alarm.arn,
  AlarmName: name,
  AlarmDescription: description,
  AWSAccountId: world.accountId,
  Region: world.region,
  NewStateValue: alarm.state,
  NewStateReason: alarm.reason,
  StateChangeTime: alarm.transitionedAtMs,
  Trigger: {
    MetricName: alarm.stat?.name ?? null,
    Namespace: alarm.stat?.namespace ?? null,
    Period: alarm.stat?.periodSeconds ?? null,
    EvaluationPeriods: alarm.evaluationPeriods,
    ComparisonOperator: alarm.comparison,
    Threshold: alarm.threshold,
  },
});

const LOOKED_BACK = 5;

/** The newest period that has a value. */
function newestValue(world: World, { stat }: AlarmState): number | null {
  if (!stat) return null;
  const read = readerOf(world, stat);
  const periodMs = stat.periodSeconds * 1000;
  const endMs = Math.floor(world.nowMs / periodMs) * periodMs;
  for (let back = 1; back <= LOOKED_BACK; back++) {
    const sample = read(endMs - back * periodMs, endMs - (back - 1) * periodMs);
    if (sample)
      return statisticOf(sample, isStatistic(stat.statistic) ? stat.statistic : "Average");
  }
  return null;
}

function actOnServer(world: World, { stat }: AlarmState, action: string): void {
  const id = stat ? (dimensionOf(stat, "InstanceId") ?? "") : "";
  const instance = world.state.instances.get(id);
  if (!instance) return;
  if (action === "terminate") terminate(world, instance, "alarm");
  if (instance.state !== "running") return;
  if (action === "stop") stop(world, instance, "alarm");
  if (action === "reboot" || action === "recover") reboot(world, instance);
}

function tellTopic(world: World, { alarm, actionArn, before }: AlarmCall): void {
  const subject = `${alarm.state}: "${alarm.name}" in ${world.region}`;
  recordNotice(world, {
    topicArn: actionArn,
    subject,
    message: {
      AlarmName: alarm.name,
      AlarmDescription: alarm.description,
      AWSAccountId: world.accountId,
      NewStateValue: alarm.state,
      NewStateReason: alarm.reason,
      StateChangeTime: new Date(alarm.transitionedAtMs).toISOString().replace("Z", "+0000"),
      OldStateValue: before,
      AlarmArn: alarm.arn,
    },
  });
}
