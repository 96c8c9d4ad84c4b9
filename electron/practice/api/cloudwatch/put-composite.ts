/** PutCompositeAlarm. An alarm that suppresses the actions of another is not simulated. */
import type { PutCompositeAlarmInput } from "@aws-sdk/client-cloudwatch";
import { performAlarmAction } from "../../world/autoscaling/scaling/alarm-actions.ts";
import { writeAlarmState } from "../../world/autoscaling/refresh/alarms.ts";
import { alarmsIn, parseRule } from "../../world/cloudwatch/alarms/alarm-rule.ts";
import type { AlarmRule } from "../../world/cloudwatch/alarms/alarm-rule.ts";
import { anyAlarm, writeHistory } from "../../world/cloudwatch/alarms/alarms.ts";
import { evaluateComposites, leadsTo } from "../../world/cloudwatch/alarms/composite-alarms.ts";
import type { CompositeAlarmState } from "../../world/kernel/state/cloudwatch.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { validation } from "./input.ts";

type Input = PutCompositeAlarmInput;

export function putCompositeAlarm(input: Input, { world }: CallContext): void {
  const name = input.AlarmName ?? "";
  check(world, input, name);
  const known = world.state.compositeAlarms.get(name);
  const alarm: CompositeAlarmState = {
    ...beginning(world, input),
    ...known,
    ...configuration(world, input, name),
  };
  world.state.compositeAlarms.set(name, alarm);
  writeHistory(world, name, {
    kind: "ConfigurationUpdate",
    summary: `Alarm "${name}" ${known ? "updated" : "created"}`,
    data: JSON.stringify({ version: "1.0", type: known ? "Update" : "Create" }),
  });
  if (!known) writeAlarmState(world, name, alarm.state);
  evaluateComposites(world, performAlarmAction);
}

function check(world: World, input: Input, name: string): void {
  const rule = parseRule(input.AlarmRule ?? "");
  if (!rule) throw validation(`AlarmRule must not contain syntax errors: ${input.AlarmRule}`);
  if (world.state.alarms.has(name))
    throw validation(`An alarm of another type with the name ${name} exists already.`);
  if (input.ActionsSuppressor !== undefined)
    throw validation("The practice cloud does not simulate suppressors of actions.");
  checkAlarms(world, rule, name);
  if (leadsTo(world, input.AlarmRule ?? "", name))
    throw validation(`The rule of ${name} leads back to itself.`);
}

function checkAlarms(world: World, rule: AlarmRule, name: string): void {
  const unknown = alarmsIn(rule).find((each) => each !== name && !anyAlarm(world, each));
  if (unknown !== undefined)
    throw validation(`The following alarms in the rule do not exist: ${unknown}`);
}

const configuration = (world: World, input: Input, name: string) => ({
  name,
  arn: world.arn("cloudwatch", `alarm:${name}`),
  description: input.AlarmDescription ?? null,
  actionsEnabled: input.ActionsEnabled ?? true,
  okActions: input.OKActions ?? [],
  alarmActions: input.AlarmActions ?? [],
  insufficientDataActions: input.InsufficientDataActions ?? [],
  rule: input.AlarmRule ?? "",
  configuredAtMs: world.nowMs,
});

const beginning = (
  { nowMs }: World,
  { Tags = [] }: Input,
): Pick<
  CompositeAlarmState,
  "state" | "reason" | "reasonData" | "updatedAtMs" | "transitionedAtMs" | "tags"
> => ({
  state: "INSUFFICIENT_DATA",
  reason: "Unchecked: Initial alarm creation",
  reasonData: null,
  updatedAtMs: nowMs,
  transitionedAtMs: nowMs,
  tags: Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])),
});
