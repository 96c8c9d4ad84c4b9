/** Scaling policies and schedules: kept and shown, not acted upon. */
import type {
  DeletePolicyType,
  DeleteScheduledActionType,
  DescribePoliciesType,
  DescribeScheduledActionsType,
  PoliciesType,
  PolicyARNType,
  PutScalingPolicyType,
  PutScheduledUpdateGroupActionType,
  ScalingPolicy,
  ScheduledActionsType,
  ScheduledUpdateGroupAction,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../world/autoscaling/groups.ts";
import type {
  GroupState,
  ScalingPolicyState,
  ScheduledActionState,
} from "../../world/kernel/state-autoscaling.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { groupNameOf, keep } from "./input.ts";

export function putScalingPolicy(
  input: PutScalingPolicyType,
  { world }: CallContext,
): PolicyARNType {
  const group = findLivingGroup(world, groupNameOf(input));
  const name = input.PolicyName ?? "";
  const {
    AutoScalingGroupName: _group,
    PolicyName: _name,
    PolicyType: type = "SimpleScaling",
    ...rest
  } = input;
  const known = group.policies.find((policy) => policy.name === name);
  const arn = known?.arn ?? arnOf(world, "scalingPolicy", `${group.name}:policyName/${name}`);
  const policy: ScalingPolicyState = { name, arn, type, detail: keep(rest) ?? {} };
  group.policies = [...group.policies.filter((each) => each !== known), policy];
  return { PolicyARN: arn, Alarms: [] };
}

const arnOf = (world: World, kind: string, rest: string) =>
  world.arn("autoscaling", `${kind}:${world.chance.uuid()}:autoScalingGroupName/${rest}`);

/** By name or by ARN; with the ARN the group need not be named. */
export function deletePolicy(input: DeletePolicyType, { world }: CallContext): void {
  const named = input.AutoScalingGroupName;
  const groups =
    named === undefined ? [...world.state.groups.values()] : [findLivingGroup(world, named)];
  const isMeant = ({ name, arn }: ScalingPolicyState) =>
    name === input.PolicyName || arn === input.PolicyName;
  const group = groups.find((each) => each.policies.some(isMeant));
  if (!group) throw validationError(`Scaling policy name not found: ${input.PolicyName}`);
  group.policies = group.policies.filter((policy) => !isMeant(policy));
}

const chosenGroups = (world: World, name: string | undefined): readonly GroupState[] =>
  [...world.state.groups.values()].filter((group) => name === undefined || group.name === name);

export function describePolicies(
  input: DescribePoliciesType,
  { world }: CallContext,
): PoliciesType {
  const { PolicyNames: names, PolicyTypes: types } = input;
  const all = chosenGroups(world, input.AutoScalingGroupName)
    .flatMap((group) => group.policies.map((policy) => toPolicy(group, policy)))
    .filter(
      ({ PolicyName = "", PolicyARN = "" }) =>
        !names?.length || names.includes(PolicyName) || names.includes(PolicyARN),
    )
    .filter(({ PolicyType = "" }) => !types?.length || types.includes(PolicyType));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(all, (policy) => policy.PolicyARN ?? "", limits);
  return { ScalingPolicies: [...page.items], NextToken: page.nextToken };
}

const toPolicy = (group: GroupState, policy: ScalingPolicyState): ScalingPolicy => ({
  Alarms: [],
  Enabled: true,
  ...(policy.detail as Partial<ScalingPolicy>),
  AutoScalingGroupName: group.name,
  PolicyName: policy.name,
  PolicyARN: policy.arn,
  PolicyType: policy.type,
});

export function putScheduledAction(
  input: PutScheduledUpdateGroupActionType,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const name = input.ScheduledActionName ?? "";
  const known = group.schedules.find((action) => action.name === name);
  const action: ScheduledActionState = {
    name,
    arn:
      known?.arn ??
      arnOf(world, "scheduledUpdateGroupAction", `${group.name}:scheduledActionName/${name}`),
    recurrence: input.Recurrence ?? null,
    minSize: input.MinSize ?? null,
    maxSize: input.MaxSize ?? null,
    desiredCapacity: input.DesiredCapacity ?? null,
    startsAtMs: (input.StartTime ?? input.Time)?.getTime() ?? null,
    endsAtMs: input.EndTime?.getTime() ?? null,
    timeZone: input.TimeZone ?? null,
  };
  group.schedules = [...group.schedules.filter((each) => each !== known), action];
}

export function deleteScheduledAction(
  input: DeleteScheduledActionType,
  { world }: CallContext,
): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const left = group.schedules.filter(({ name }) => name !== input.ScheduledActionName);
  if (left.length === group.schedules.length) {
    throw validationError(`Scheduled action name not found: ${input.ScheduledActionName}`);
  }
  group.schedules = left;
}

export function describeScheduledActions(
  input: DescribeScheduledActionsType,
  { world }: CallContext,
): ScheduledActionsType {
  const names = input.ScheduledActionNames;
  const all = chosenGroups(world, input.AutoScalingGroupName)
    .flatMap((group) => group.schedules.map((action) => toAction(group, action)))
    .filter(
      ({ ScheduledActionName = "" }) => !names?.length || names.includes(ScheduledActionName),
    );
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(all, (action) => action.ScheduledActionARN ?? "", limits);
  return { ScheduledUpdateGroupActions: [...page.items], NextToken: page.nextToken };
}

const timeOf = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? undefined : new Date(ms);

const toAction = (group: GroupState, action: ScheduledActionState): ScheduledUpdateGroupAction => ({
  AutoScalingGroupName: group.name,
  ScheduledActionName: action.name,
  ScheduledActionARN: action.arn,
  Recurrence: action.recurrence ?? undefined,
  MinSize: action.minSize ?? undefined,
  MaxSize: action.maxSize ?? undefined,
  DesiredCapacity: action.desiredCapacity ?? undefined,
  Time: timeOf(action.startsAtMs),
  StartTime: timeOf(action.startsAtMs),
  EndTime: timeOf(action.endsAtMs),
  TimeZone: action.timeZone ?? undefined,
});
