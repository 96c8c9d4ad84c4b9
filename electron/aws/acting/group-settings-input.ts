/**
 * GroupSettings as CreateAutoScalingGroup takes them. One entry a field, held complete by the compiler: a setting
 * that is added to the model can't be forgotten in a clone.
 */
import type { CreateAutoScalingGroupType, DeletionProtection } from "@aws-sdk/client-auto-scaling";
import type { GroupSettings } from "../../../shared/model/facts.ts";

type Input = Partial<CreateAutoScalingGroupType>;
type Carriers = { readonly [Field in keyof GroupSettings]: (settings: GroupSettings) => Input };

const CARRIERS: Carriers = {
  // The subnets say the zones; AWS wants only one of both.
  zones: ({ zones, subnetIds }) =>
    subnetIds.length === 0 ? { AvailabilityZones: [...zones] } : {},
  subnetIds: ({ subnetIds }) =>
    subnetIds.length === 0 ? {} : { VPCZoneIdentifier: subnetIds.join(",") },
  targetGroupArns: ({ targetGroupArns }) =>
    targetGroupArns.length === 0 ? {} : { TargetGroupARNs: [...targetGroupArns] },
  classicLoadBalancers: ({ classicLoadBalancers }) =>
    classicLoadBalancers.length === 0 ? {} : { LoadBalancerNames: [...classicLoadBalancers] },
  healthCheckType: ({ healthCheckType }) => ({ HealthCheckType: healthCheckType }),
  healthCheckGraceSeconds: ({ healthCheckGraceSeconds }) => ({
    HealthCheckGracePeriod: healthCheckGraceSeconds,
  }),
  defaultCooldownSeconds: ({ defaultCooldownSeconds }) => ({
    DefaultCooldown: defaultCooldownSeconds,
  }),
  defaultInstanceWarmupSeconds: ({ defaultInstanceWarmupSeconds }) =>
    given(defaultInstanceWarmupSeconds, (seconds) => ({ DefaultInstanceWarmup: seconds })),
  terminationPolicies: ({ terminationPolicies }) =>
    terminationPolicies.length === 0 ? {} : { TerminationPolicies: [...terminationPolicies] },
  newInstancesProtectedFromScaleIn: ({ newInstancesProtectedFromScaleIn }) => ({
    NewInstancesProtectedFromScaleIn: newInstancesProtectedFromScaleIn,
  }),
  maxInstanceLifetimeSeconds: ({ maxInstanceLifetimeSeconds }) =>
    given(maxInstanceLifetimeSeconds, (seconds) => ({ MaxInstanceLifetime: seconds })),
  capacityRebalance: ({ capacityRebalance }) =>
    capacityRebalance ? { CapacityRebalance: true } : {},
  // AWS takes them by a call of its own: EnableMetricsCollection.
  enabledMetrics: () => ({}),
  serviceLinkedRoleArn: ({ serviceLinkedRoleArn }) =>
    given(serviceLinkedRoleArn, (arn) => ({ ServiceLinkedRoleARN: arn })),
  placementGroup: ({ placementGroup }) =>
    given(placementGroup, (name) => ({ PlacementGroup: name })),
  minHealthyPercentage: maintenancePolicy,
  maxHealthyPercentage: maintenancePolicy,
  deletionProtection: ({ deletionProtection }) =>
    given(deletionProtection, (protection) => ({
      DeletionProtection: protection as DeletionProtection,
    })),
  zoneDistribution: ({ zoneDistribution }) =>
    given(zoneDistribution, (strategy) => ({
      AvailabilityZoneDistribution: {
        CapacityDistributionStrategy: strategy as "balanced-best-effort" | "balanced-only",
      },
    })),
  // The launch template stands in it: see launchInput.
  mixedInstances: () => ({}),
  // perform.ts refuses a clone that would have them.
  launchConfiguration: () => ({}),
  otherTraffic: () => ({}),
  further: ({ further }) => further,
};

export function groupSettingsInput(settings: GroupSettings): Input {
  return Object.assign({}, ...Object.values(CARRIERS).map((carry) => carry(settings))) as Input;
}

/** AWS takes both or none. */
function maintenancePolicy({ minHealthyPercentage, maxHealthyPercentage }: GroupSettings): Input {
  if (minHealthyPercentage === null || maxHealthyPercentage === null) return {};
  return {
    InstanceMaintenancePolicy: {
      MinHealthyPercentage: minHealthyPercentage,
      MaxHealthyPercentage: maxHealthyPercentage,
    },
  };
}

function given<Value>(value: Value | null, carry: (value: Value) => Input): Input {
  return value === null ? {} : carry(value);
}
