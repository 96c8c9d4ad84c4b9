/** Scaling policies with the alarms that drive them, each as the input of the Put call that would make it again. */
import {
  DescribePoliciesCommand,
  type PoliciesType,
  type ScalingPolicy,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch";
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { GroupExtra, ScalingPolicyExtra } from "../../../../shared/model/facts.ts";
import type { GroupName } from "../../../../shared/model/ids.ts";
import { awsFields } from "../../mapping/aws-fields.ts";
import { allOf, inBatches, pagesOf } from "../paged.ts";
import { reads, type ReadingContext } from "../reading-context.ts";

const PAGE = 100;
const ALARMS_A_CALL = 100;

export async function readPolicies(
  context: ReadingContext,
  name: GroupName,
): Promise<readonly ScalingPolicyExtra[]> {
  const policies = await allOf(policyPages(context, name));
  const alarms = new Map<string, GroupExtra>();
  for (const alarm of await readAlarms(context, policies.flatMap(alarmNames)))
    alarms.set(alarm.name, alarm);
  return policies.map((policy) => ({
    name: policy.PolicyName ?? "",
    arn: policy.PolicyARN ?? "",
    definition: definitionOf(policy),
    alarms: alarmNames(policy).flatMap((alarm) => alarms.get(alarm) ?? []),
  }));
}

async function* policyPages(context: ReadingContext, name: GroupName) {
  const read = reads(context, "autoscaling", 0);
  const readPage = (token: string | undefined): Promise<PoliciesType> => {
    const command = new DescribePoliciesCommand({
      AutoScalingGroupName: name,
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribePolicies", () => context.clients.autoScaling.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    yield page.ScalingPolicies ?? [];
}

const definitionOf = (policy: ScalingPolicy) => {
  const { StepAdjustments: steps = [], ...rest } = policy;
  const fields = awsFields(rest, ["AutoScalingGroupName", "PolicyARN", "Alarms"]);
  return steps.length === 0 ? fields : { ...fields, ...awsFields({ StepAdjustments: steps }) };
};

/** AWS makes, keeps and deletes the alarms of target tracking itself. */
const alarmNames = ({ PolicyType, Alarms = [] }: ScalingPolicy): string[] =>
  PolicyType === "TargetTrackingScaling" ? [] : Alarms.map(({ AlarmName }) => AlarmName ?? "");

/** Alarms by name; those that aren't there are left out. */
export async function readAlarms(
  context: ReadingContext,
  names: readonly string[],
): Promise<readonly GroupExtra[]> {
  const found = await inBatches(names, ALARMS_A_CALL, (batch) => allOf(alarmPages(context, batch)));
  return Promise.all(
    found.map(async (alarm) => ({
      name: alarm.AlarmName ?? "",
      definition: { ...alarmDefinition(alarm), ...(await readTags(context, alarm)) },
    })),
  );
}

async function* alarmPages(context: ReadingContext, names: readonly string[]) {
  const read = reads(context, "cloudwatch", 0);
  const readPage = (token: string | undefined) => {
    const command = new DescribeAlarmsCommand({
      AlarmNames: [...names],
      AlarmTypes: ["MetricAlarm"],
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribeAlarms", () => context.clients.cloudWatch.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    yield page.MetricAlarms ?? [];
}

/** What it is now, and when it became so: nothing of it is put. */
const ALARM_STATE: readonly string[] = [
  "AlarmArn",
  "AlarmConfigurationUpdatedTimestamp",
  "StateValue",
  "StateReason",
  "StateReasonData",
  "StateUpdatedTimestamp",
  "StateTransitionedTimestamp",
  "EvaluationState",
];

/** Empty lists are left out: AWS shows them where nothing was given, and refuses some of them as input. */
function alarmDefinition(alarm: MetricAlarm) {
  const fields = awsFields(alarm, ALARM_STATE);
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

async function readTags(context: ReadingContext, { AlarmArn }: MetricAlarm) {
  const read = reads(context, "cloudwatch", 0);
  const command = new ListTagsForResourceCommand({ ResourceARN: AlarmArn });
  const { Tags = [] } = await read("ListTagsForResource", () =>
    context.clients.cloudWatch.send(command),
  );
  const own = Tags.filter(({ Key = "" }) => !Key.startsWith("aws:"));
  return own.length === 0 ? {} : { Tags: own.map((tag) => awsFields(tag)) };
}
