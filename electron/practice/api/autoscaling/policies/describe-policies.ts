/** DescribePolicies, with the alarms that call each policy, its own ones and the user's. */
import type {
  Alarm,
  DescribePoliciesType,
  PoliciesType,
  ScalingPolicy,
} from "@aws-sdk/client-auto-scaling";
import type { GroupState, ScalingPolicyState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";

type AlarmsByPolicy = ReadonlyMap<string, readonly Alarm[]>;

export function describePolicies(
  input: DescribePoliciesType,
  { world }: CallContext,
): PoliciesType {
  const { PolicyNames: names, PolicyTypes: types } = input;
  const alarms = alarmsByPolicy(world);
  const all = chosenGroups(world, input.AutoScalingGroupName)
    .flatMap((group) => group.policies.map((policy) => toPolicy(group, policy, alarms)))
    .filter(
      ({ PolicyName = "", PolicyARN = "" }) =>
        !names?.length || names.includes(PolicyName) || names.includes(PolicyARN),
    )
    .filter(({ PolicyType = "" }) => !types?.length || types.includes(PolicyType));
  const limits = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 100 };
  const page = pageOf(all, (policy) => policy.PolicyARN ?? "", limits);
  return { ScalingPolicies: [...page.items], NextToken: page.nextToken };
}

export const chosenGroups = (world: World, name: string | undefined): readonly GroupState[] => {
  if (name === undefined) return [...world.state.groups.values()];
  const group = world.state.groups.get(name);
  return group ? [group] : [];
};

function alarmsByPolicy(world: World): AlarmsByPolicy {
  const found = new Map<string, Alarm[]>();
  for (const {
    name,
    arn,
    okActions,
    alarmActions,
    insufficientDataActions,
  } of world.state.alarms.values()) {
    for (const action of new Set([...okActions, ...alarmActions, ...insufficientDataActions]))
      found.set(action, [...(found.get(action) ?? []), { AlarmName: name, AlarmARN: arn }]);
  }
  return found;
}

const toPolicy = (
  group: GroupState,
  policy: ScalingPolicyState,
  alarms: AlarmsByPolicy,
): ScalingPolicy => ({
  Enabled: true,
  ...(policy.detail as Partial<ScalingPolicy>),
  Alarms: [...(alarms.get(policy.arn) ?? [])],
  AutoScalingGroupName: group.name,
  PolicyName: policy.name,
  PolicyARN: policy.arn,
  PolicyType: policy.type,
});
