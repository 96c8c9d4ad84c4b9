/** All simulated actions of Elastic Load Balancing, version 2. */
import {
  createLoadBalancer,
  deleteLoadBalancer,
  describeLoadBalancerAttributes,
  modifyLoadBalancerAttributes,
  setSecurityGroups,
  setSubnets,
} from "./balancers/change-balancers.ts";
import { describeLoadBalancers } from "./balancers/describe-balancers.ts";
import {
  createListener,
  deleteListener,
  describeListeners,
  modifyListener,
} from "./routing/listeners.ts";
import {
  createRule,
  deleteRule,
  describeRules,
  modifyRule,
  setRulePriorities,
} from "./routing/rules.ts";
import { addTags, describeAccountLimits, describeTags, removeTags } from "./tags.ts";
import {
  describeTargetGroupAttributes,
  modifyTargetGroupAttributes,
} from "./target-groups/attributes.ts";
import {
  createTargetGroup,
  deleteTargetGroup,
  modifyTargetGroup,
} from "./target-groups/change-target-groups.ts";
import { describeTargetGroups } from "./target-groups/describe-target-groups.ts";
import {
  deregisterTargets,
  describeTargetHealth,
  registerTargets,
} from "./target-groups/targets.ts";

export const elbOperations = {
  CreateLoadBalancer: createLoadBalancer,
  DeleteLoadBalancer: deleteLoadBalancer,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  SetSecurityGroups: setSecurityGroups,
  SetSubnets: setSubnets,
  DescribeLoadBalancers: describeLoadBalancers,
  CreateListener: createListener,
  DeleteListener: deleteListener,
  DescribeListeners: describeListeners,
  ModifyListener: modifyListener,
  CreateRule: createRule,
  DeleteRule: deleteRule,
  DescribeRules: describeRules,
  ModifyRule: modifyRule,
  SetRulePriorities: setRulePriorities,
  AddTags: addTags,
  DescribeAccountLimits: describeAccountLimits,
  DescribeTags: describeTags,
  RemoveTags: removeTags,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
  CreateTargetGroup: createTargetGroup,
  DeleteTargetGroup: deleteTargetGroup,
  ModifyTargetGroup: modifyTargetGroup,
  DescribeTargetGroups: describeTargetGroups,
  DeregisterTargets: deregisterTargets,
  DescribeTargetHealth: describeTargetHealth,
  RegisterTargets: registerTargets,
};
