/** The settings of a group that AWS refuses, of a new group and of a change alike. */
import type {
  CreateAutoScalingGroupType,
  UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { TERMINATION_POLICIES } from "../../../world/autoscaling/members/termination-policies.ts";
import { checkRange, constraint } from "./limits.ts";

type Input = Partial<CreateAutoScalingGroupType> & Partial<UpdateAutoScalingGroupType>;

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;
const HEALTH_CHECKS = ["EC2", "EBS", "ELB", "VPC_LATTICE"];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  deletionProtection: ["none", "prevent-force-deletion", "prevent-all-deletion"],
  capacityDistributionStrategy: [
    "balanced-only",
    "balanced-best-effort",
    "reservations-then-balanced",
  ],
  desiredCapacityType: ["units", "vcpu", "memory-mib"],
  terminateHookAbandon: ["retain", "terminate"],
};

export function checkSettings(input: Input): void {
  checkRange("minSize", input.MinSize, [0, Infinity]);
  checkRange("maxSize", input.MaxSize, [0, Infinity]);
  checkRange("desiredCapacity", input.DesiredCapacity, [0, Infinity]);
  checkRange("healthCheckGracePeriod", input.HealthCheckGracePeriod, [0, Infinity]);
  checkRange("defaultCooldown", input.DefaultCooldown, [0, Infinity]);
  checkRange("defaultInstanceWarmup", input.DefaultInstanceWarmup, [-1, Infinity]);
  checkHealthCheck(input.HealthCheckType);
  checkLifetime(input.MaxInstanceLifetime);
  checkPolicies(input.TerminationPolicies);
  checkMaintenance(input.InstanceMaintenancePolicy);
  checkWords(input);
}

function checkWords(input: Input): void {
  const strategy = input.AvailabilityZoneDistribution?.CapacityDistributionStrategy;
  const abandon = input.InstanceLifecyclePolicy?.RetentionTriggers?.TerminateHookAbandon;
  oneOf("deletionProtection", input.DeletionProtection);
  oneOf("capacityDistributionStrategy", strategy);
  oneOf("desiredCapacityType", input.DesiredCapacityType);
  oneOf("terminateHookAbandon", abandon);
}

function oneOf(member: string, value: string | undefined): void {
  const words = WORDS[member] ?? [];
  if (value === undefined || words.includes(value)) return;
  throw constraint(member, value, `Member must satisfy enum value set: [${words.join(", ")}]`);
}

/** Several with commas between them. */
function checkHealthCheck(types: string | undefined): void {
  const unknown = types?.split(",").find((type) => !HEALTH_CHECKS.includes(type.trim()));
  if (unknown === undefined) return;
  throw validationError(`Invalid HealthCheckType. Valid values: ${HEALTH_CHECKS.join(", ")}`);
}

/** 0 takes it away. */
function checkLifetime(seconds: number | undefined): void {
  if (!seconds || (seconds >= DAY_SECONDS && seconds <= YEAR_SECONDS)) return;
  throw validationError(
    `Maximum instance lifetime must be equal to 0, or between ${DAY_SECONDS} and ${YEAR_SECONDS} seconds.`,
  );
}

function checkPolicies(policies: readonly string[] | undefined): void {
  const known: readonly string[] = TERMINATION_POLICIES;
  for (const policy of policies ?? []) {
    if (known.includes(policy) || policy.startsWith("arn:aws:lambda:")) continue;
    throw validationError(`Invalid termination policy: ${policy}`);
  }
}

/** -1 for both takes it away. */
function checkMaintenance(policy: Input["InstanceMaintenancePolicy"]): void {
  if (!policy) return;
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = policy;
  if (min === -1 && max === -1) return;
  if (min === undefined || max === undefined || min === -1 || max === -1)
    throw validationError(
      "Both MinHealthyPercentage and MaxHealthyPercentage must be specified, or -1 for both.",
    );
  checkRange("minHealthyPercentage", min, [0, 100]);
  checkRange("maxHealthyPercentage", max, [100, 200]);
  if (max - min > 100)
    throw validationError(
      "The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than or equal to 100.",
    );
}
