/** All simulated actions of Elastic Load Balancing, version 2. */
import {
  describeListeners,
  describeLoadBalancers,
  describeRules,
  describeTags,
} from "./load-balancers.ts";
import {
  deregisterTargets,
  describeTargetGroupAttributes,
  describeTargetGroups,
  describeTargetHealth,
  registerTargets,
} from "./target-groups.ts";

export const elbOperations = {
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeListeners: describeListeners,
  DescribeRules: describeRules,
  DescribeTags: describeTags,
  RegisterTargets: registerTargets,
  DeregisterTargets: deregisterTargets,
};
