/** Parts of Auto Scaling that no practice group has: warm pools, notifications. */
import type {
  DescribeNotificationConfigurationsAnswer,
  DescribeNotificationConfigurationsType,
  DescribeWarmPoolAnswer,
  DescribeWarmPoolType,
} from "@aws-sdk/client-auto-scaling";
import { findGroup } from "../../world/autoscaling/groups.ts";
import type { CallContext } from "../call-context.ts";
import { groupNameOf } from "./input.ts";

export function describeWarmPool(
  input: DescribeWarmPoolType,
  { world }: CallContext,
): DescribeWarmPoolAnswer {
  findGroup(world, groupNameOf(input));
  return { Instances: [] };
}

export function describeNotifications(
  _input: DescribeNotificationConfigurationsType,
): DescribeNotificationConfigurationsAnswer {
  return { NotificationConfigurations: [] };
}
