/** PutScalingPolicy and DeletePolicy: every kind, checked as AWS checks it. */
import type {
  Alarm,
  DeletePolicyType,
  PolicyARNType,
  PutScalingPolicyType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { noteTracked } from "../../../world/autoscaling/scaling/keep-scaling.ts";
import { isTracking } from "../../../world/autoscaling/scaling/policy-detail.ts";
import {
  putTrackingAlarms,
  removeTrackingAlarms,
  trackingAlarms,
} from "../../../world/autoscaling/scaling/tracking-alarms.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState, ScalingPolicyState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf, keep } from "../input.ts";
import { checkPolicy } from "./check-policy.ts";

const MOST_POLICIES = 50;

export function putScalingPolicy(
  input: PutScalingPolicyType,
  { world }: CallContext,
): PolicyARNType {
  const group = findLivingGroup(world, groupNameOf(input));
  const type = input.PolicyType ?? "SimpleScaling";
  checkPolicy(input, type);
  const known = group.policies.find((policy) => policy.name === input.PolicyName);
  if (!known && group.policies.length >= MOST_POLICIES)
    throw new PracticeError("LimitExceeded", `A group can have at most ${MOST_POLICIES} policies.`);
  const policy = policyOf(world, group, input, { type, known });
  if (known) removeTrackingAlarms(world, group, known);
  group.policies = [...group.policies.filter((each) => each !== known), policy];
  if (isTracking(policy)) putTrackingAlarms(world, group, policy);
  noteTracked(group, policy.arn);
  return { PolicyARN: policy.arn, Alarms: alarmsOf(world, group, policy) };
}

interface Kind {
  readonly type: string;
  readonly known: ScalingPolicyState | undefined;
}

function policyOf(
  world: World,
  group: GroupState,
  input: PutScalingPolicyType,
  { type, known }: Kind,
): ScalingPolicyState {
  const { AutoScalingGroupName: _group, PolicyName: name = "", PolicyType: _type, ...rest } = input;
  const arn = known?.arn ?? newArn(world, group, name);
  return { name, arn, type, detail: keep({ ...defaults(type), ...given(rest) }) ?? {} };
}

const newArn = (world: World, { name: groupName }: GroupState, name: string) =>
  world.arn(
    "autoscaling",
    `scalingPolicy:${world.chance.uuid()}:autoScalingGroupName/${groupName}:policyName/${name}`,
  );

const given = (input: object): object =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as object;

const defaults = (type: string) =>
  type === "StepScaling" ? { MetricAggregationType: "Average" } : {};

const alarmsOf = (world: World, group: GroupState, policy: ScalingPolicyState): Alarm[] =>
  trackingAlarms(world, group, policy).map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn }));

/** By name or by ARN; with the ARN the group need not be named. */
export function deletePolicy(input: DeletePolicyType, { world }: CallContext): void {
  const { group, policy } = findPolicy(world, input.AutoScalingGroupName, input.PolicyName ?? "");
  group.policies = group.policies.filter((each) => each !== policy);
  delete group.engine[`tracked|${policy.arn}`];
  removeTrackingAlarms(world, group, policy);
}

export function findPolicy(world: World, groupName: string | undefined, name: string) {
  const groups =
    groupName === undefined
      ? [...world.state.groups.values()]
      : [findLivingGroup(world, groupName)];
  for (const group of groups) {
    const policy = group.policies.find((each) => each.name === name || each.arn === name);
    if (policy) return { group, policy };
  }
  throw validationError(`Scaling policy name not found: ${name}`);
}
