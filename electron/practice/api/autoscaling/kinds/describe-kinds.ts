/** The small calls that list what AWS knows: processes, policies, metrics, hooks, adjustments; and the account's limits. */
import type {
  DescribeAccountLimitsAnswer,
  DescribeAdjustmentTypesAnswer,
  DescribeLifecycleHookTypesAnswer,
  DescribeMetricCollectionTypesAnswer,
  DescribeTerminationPolicyTypesAnswer,
  ProcessesType,
} from "@aws-sdk/client-auto-scaling";
import { TRANSITIONS } from "../../../world/autoscaling/members/hooks.ts";
import { TERMINATION_POLICIES } from "../../../world/autoscaling/members/termination-policies.ts";
import { MAX_LAUNCH_CONFIGURATIONS } from "../../../world/autoscaling/sources/launch-configurations.ts";
import type { CallContext } from "../../call-context.ts";
import { MAX_GROUPS } from "../groups/limits.ts";
import { METRICS } from "./metrics-collection.ts";
import { PROCESSES } from "./processes.ts";

export const describeProcessTypes = (): ProcessesType => ({
  Processes: PROCESSES.map((ProcessName) => ({ ProcessName })),
});

export const describeTerminationPolicyTypes = (): DescribeTerminationPolicyTypesAnswer => ({
  TerminationPolicyTypes: [...TERMINATION_POLICIES],
});

export const describeLifecycleHookTypes = (): DescribeLifecycleHookTypesAnswer => ({
  LifecycleHookTypes: [...TRANSITIONS],
});

export const describeMetricCollectionTypes = (): DescribeMetricCollectionTypesAnswer => ({
  Metrics: METRICS.map((Metric) => ({ Metric })),
  Granularities: [{ Granularity: "1Minute" }],
});

export const describeAdjustmentTypes = (): DescribeAdjustmentTypesAnswer => ({
  AdjustmentTypes: ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"].map(
    (AdjustmentType) => ({ AdjustmentType }),
  ),
});

export const describeAccountLimits = (
  _input: object,
  { world }: CallContext,
): DescribeAccountLimitsAnswer => ({
  MaxNumberOfAutoScalingGroups: MAX_GROUPS,
  MaxNumberOfLaunchConfigurations: MAX_LAUNCH_CONFIGURATIONS,
  NumberOfAutoScalingGroups: world.state.groups.size,
  NumberOfLaunchConfigurations: world.state.launchConfigurations.size,
});
