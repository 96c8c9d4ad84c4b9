/** Actions of listeners and rules: what AWS allows, and the form in which it keeps them. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ActionState, ForwardState, LoadBalancerState } from "../../kernel/state/elb.ts";
import type { World } from "../../kernel/world.ts";
import { findTargetGroup } from "../elb-lookups.ts";
import { MOST } from "../limits.ts";
import { groupsOfActions } from "../links.ts";

const LAST = ["forward", "redirect", "fixed-response"];

/** As AWS is told: the group alone, the groups with their weights, or both if they are the same. */
export interface ForwardWish {
  readonly groupArn: string | undefined;
  readonly groups: readonly { readonly arn: string; readonly weight: number | undefined }[];
  readonly sticky: boolean;
  readonly stickySeconds: number | undefined;
}

export function forwardOf(wish: ForwardWish): ForwardState {
  const { groupArn, groups, sticky, stickySeconds } = wish;
  if (groupArn !== undefined && groups.length > 0 && !isSame(groupArn, groups))
    throw invalid("You cannot specify both a target group and a different forward configuration");
  const wanted = groups.length > 0 ? groups : [{ arn: groupArn ?? "", weight: undefined }];
  if (sticky && stickySeconds === undefined)
    throw invalid("You must specify a duration when target group stickiness is enabled");
  return {
    TargetGroups: wanted.map(({ arn, weight }) => ({
      TargetGroupArn: arn,
      Weight: checkedWeight(weight ?? 1),
    })),
    TargetGroupStickinessConfig: {
      Enabled: sticky,
      ...(stickySeconds === undefined ? {} : { DurationSeconds: checkedSeconds(stickySeconds) }),
    },
  };
}

const isSame = (arn: string, groups: ForwardWish["groups"]) =>
  groups.length === 1 && groups[0]?.arn === arn;

function checkedWeight(weight: number): number {
  if (Number.isInteger(weight) && weight >= 0 && weight <= 999) return weight;
  throw invalid(`The weight '${weight}' must be between 0 and 999`);
}

function checkedSeconds(seconds: number): number {
  if (seconds >= 1 && seconds <= 604_800) return seconds;
  throw invalid(`The stickiness duration '${seconds}' must be between 1 and 604800 seconds`);
}

export function checkActions(
  world: World,
  balancer: LoadBalancerState,
  actions: readonly ActionState[],
): void {
  const final = actions.filter(({ Type }) => LAST.includes(Type));
  if (final.length !== 1 || actions.at(-1) !== final[0])
    throw new PracticeError(
      "InvalidLoadBalancerAction",
      "The actions must contain exactly one forward, redirect or fixed-response action, as the last",
    );
  const groups = groupsOfActions(actions);
  if (groups.length > MOST.groupsOfAction)
    throw new PracticeError(
      "TooManyUniqueTargetGroupsPerLoadBalancer",
      `The maximum number of target groups in an action is ${MOST.groupsOfAction}`,
    );
  if (new Set(groups).size < groups.length) throw invalid("A target group is named more than once");
  for (const arn of groups) checkGroup(world, balancer, arn);
}

function checkGroup(world: World, balancer: LoadBalancerState, arn: string): void {
  const group = findTargetGroup(world, arn);
  const isHttp = group.protocol.startsWith("HTTP");
  if (isHttp !== (balancer.type === "application"))
    throw new PracticeError(
      "IncompatibleProtocols",
      `The protocol '${group.protocol}' of the target group '${arn}' is not supported by the load balancer`,
    );
  if (group.vpcId !== balancer.vpcId)
    throw invalid(`The target group '${arn}' is not in the VPC of the load balancer`);
  if (group.loadBalancerArns.every((each) => each === balancer.arn)) return;
  throw new PracticeError(
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${arn}`,
  );
}

const invalid = (message: string) => new PracticeError("InvalidConfigurationRequest", message);
