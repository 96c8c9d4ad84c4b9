/** A mixed instances policy as the group keeps it: AWS's own members, with its defaults where nothing was said. */
import type { Json } from "../../kernel/json.ts";
import type { TypeRequirements } from "./requirements.ts";

export type MixedPolicy = Readonly<Record<string, Json>>;

export interface TemplateWish {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

export interface OverrideWish {
  readonly InstanceType?: string | undefined;
  readonly ImageId?: string | undefined;
  readonly WeightedCapacity?: string | undefined;
  readonly LaunchTemplateSpecification?: TemplateWish | undefined;
  readonly InstanceRequirements?: TypeRequirements | undefined;
}

export interface Distribution {
  readonly onDemandStrategy: string;
  readonly onDemandBase: number;
  readonly onDemandPercent: number;
  readonly spotStrategy: string;
  readonly spotPools: number;
}

interface PolicyShape {
  readonly LaunchTemplate?: {
    readonly LaunchTemplateSpecification?: TemplateWish;
    readonly Overrides?: readonly OverrideWish[];
  };
  readonly InstancesDistribution?: {
    readonly OnDemandAllocationStrategy?: string;
    readonly OnDemandBaseCapacity?: number;
    readonly OnDemandPercentageAboveBaseCapacity?: number;
    readonly SpotAllocationStrategy?: string;
    readonly SpotInstancePools?: number;
  };
}

export const overridesOf = (policy: MixedPolicy | null): readonly OverrideWish[] =>
  (policy as PolicyShape | null)?.LaunchTemplate?.Overrides ?? [];

export const mixedTemplate = (policy: MixedPolicy | null): TemplateWish | null =>
  (policy as PolicyShape | null)?.LaunchTemplate?.LaunchTemplateSpecification ?? null;

export const selectsByRequirements = (policy: MixedPolicy | null): boolean =>
  overridesOf(policy).some((override) => override.InstanceRequirements !== undefined);

export function distributionOf(policy: MixedPolicy | null): Distribution {
  const said = (policy as PolicyShape | null)?.InstancesDistribution ?? {};
  const byPrice = selectsByRequirements(policy);
  return {
    onDemandStrategy: said.OnDemandAllocationStrategy ?? (byPrice ? "lowest-price" : "prioritized"),
    onDemandBase: said.OnDemandBaseCapacity ?? 0,
    onDemandPercent: said.OnDemandPercentageAboveBaseCapacity ?? 100,
    spotStrategy: said.SpotAllocationStrategy ?? "lowest-price",
    spotPools: said.SpotInstancePools ?? 2,
  };
}

/** As the describing calls show it: with every member of the distribution that AWS fills in. */
export function withDefaults(policy: MixedPolicy): MixedPolicy {
  const { InstancesDistribution: said } = policy as PolicyShape;
  const { onDemandStrategy, onDemandBase, onDemandPercent, spotStrategy, spotPools } =
    distributionOf(policy);
  const pools = spotStrategy === "lowest-price" ? { SpotInstancePools: spotPools } : {};
  return {
    ...policy,
    InstancesDistribution: {
      ...said,
      OnDemandAllocationStrategy: onDemandStrategy,
      OnDemandBaseCapacity: onDemandBase,
      OnDemandPercentageAboveBaseCapacity: onDemandPercent,
      SpotAllocationStrategy: spotStrategy,
      ...pools,
    },
  };
}

/** Of so many units in all, those that have to be on demand; a fraction is one more. */
export function onDemandUnits(units: number, distribution: Distribution): number {
  const base = Math.min(units, distribution.onDemandBase);
  return base + Math.ceil(((units - base) * distribution.onDemandPercent) / 100);
}
