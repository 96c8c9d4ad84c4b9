/** The SDK's schemas of the simulated actions, by name, so that a build leaves out all others. */
import {
  DeregisterTargets$,
  DescribeListeners$,
  DescribeLoadBalancers$,
  DescribeRules$,
  DescribeTags$,
  DescribeTargetGroupAttributes$,
  DescribeTargetGroups$,
  DescribeTargetHealth$,
  RegisterTargets$,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { OperationSchemas } from "../../wire/service.ts";
import type { elbOperations } from "./operations.ts";

export const elbSchemas: OperationSchemas<typeof elbOperations> = {
  DescribeTargetGroups: DescribeTargetGroups$,
  DescribeTargetHealth: DescribeTargetHealth$,
  DescribeTargetGroupAttributes: DescribeTargetGroupAttributes$,
  DescribeLoadBalancers: DescribeLoadBalancers$,
  DescribeListeners: DescribeListeners$,
  DescribeRules: DescribeRules$,
  DescribeTags: DescribeTags$,
  RegisterTargets: RegisterTargets$,
  DeregisterTargets: DeregisterTargets$,
};
