/** A mixed instances policy as it was sent: checked, completed, and put together with the one that the group has. */
import type { MixedInstancesPolicy } from "@aws-sdk/client-auto-scaling";
import { checkedTemplate } from "../../../world/autoscaling/group-template.ts";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { withDefaults } from "../../../world/autoscaling/sources/mixed-policy.ts";
import type {
  MixedPolicy,
  OverrideWish,
  TemplateWish,
} from "../../../world/autoscaling/sources/mixed-policy.ts";
import type { World } from "../../../world/kernel/world.ts";
import { keep } from "../input.ts";
import { checkRange, checkTemplateName, constraint } from "./limits.ts";

const MAX_OVERRIDES = 40;
const MAX_REQUIREMENTS = 4;

type Input = MixedInstancesPolicy;

/** What an update leaves out stays as it was. */
export function checkedMixed(
  world: World,
  input: Input,
  before: MixedPolicy | null = null,
): MixedPolicy {
  checkTemplateName(input.LaunchTemplate?.LaunchTemplateSpecification);
  for (const override of input.LaunchTemplate?.Overrides ?? [])
    checkTemplateName(override.LaunchTemplateSpecification);
  const merged = mergedInput(input, (before ?? {}) as Input);
  const { LaunchTemplate: template, InstancesDistribution: distribution } = merged;
  if (!template?.LaunchTemplateSpecification)
    throw validationError("A mixed instances policy must have a launch template.");
  const overrides = template.Overrides ?? [];
  checkOverrides(overrides as readonly OverrideWish[]);
  checkDistribution(distribution ?? {});
  const completed = {
    ...merged,
    LaunchTemplate: {
      LaunchTemplateSpecification: named(world, template.LaunchTemplateSpecification, overrides),
      Overrides: overrides.map((override) => completeOverride(world, override)),
    },
  };
  return withDefaults(keep(completed) ?? {});
}

const mergedInput = (input: Input, before: Input): Input => ({
  ...before,
  ...input,
  LaunchTemplate: { ...before.LaunchTemplate, ...said(input.LaunchTemplate) },
  InstancesDistribution: mergedDistribution(input, before),
});

/** The number of pools belongs to its strategy: another strategy drops it. */
function mergedDistribution({ InstancesDistribution: now }: Input, before: Input) {
  const { SpotInstancePools: _pools, ...others } = before.InstancesDistribution ?? {};
  const kept = now?.SpotAllocationStrategy === undefined ? before.InstancesDistribution : others;
  return { ...kept, ...said(now) };
}

const said = <T extends object>(value: T | undefined): Partial<T> =>
  Object.fromEntries(
    Object.entries(value ?? {}).filter(([, each]) => each !== undefined),
  ) as Partial<T>;

function checkOverrides(overrides: readonly OverrideWish[]): void {
  if (overrides.length > MAX_OVERRIDES)
    throw validationError(`You can specify at most ${MAX_OVERRIDES} overrides.`);
  const byRequirements = overrides.filter((each) => each.InstanceRequirements !== undefined);
  if (byRequirements.length > MAX_REQUIREMENTS)
    throw validationError(
      `You can specify at most ${MAX_REQUIREMENTS} sets of InstanceRequirements.`,
    );
  if (byRequirements.some(({ InstanceType: type }) => type !== undefined))
    throw validationError("You can't specify InstanceType together with InstanceRequirements.");
  const types = overrides.flatMap(({ InstanceType: type }) => type ?? []);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice !== undefined) throw validationError(`Duplicate instance type ${twice} in overrides.`);
  checkWeights(overrides);
}

function checkWeights(overrides: readonly OverrideWish[]): void {
  const weights = overrides.flatMap(({ WeightedCapacity: weight }) => weight ?? []);
  if (weights.length > 0 && weights.length < overrides.length)
    throw validationError("All overrides must have WeightedCapacity if one of them has.");
  for (const weight of weights) {
    if (/^[1-9]\d{0,2}$/.test(weight)) continue;
    throw validationError(`WeightedCapacity ${weight} must be a whole number from 1 to 999.`);
  }
}

const ON_DEMAND = ["lowest-price", "prioritized"];
const SPOT = [
  "lowest-price",
  "capacity-optimized",
  "capacity-optimized-prioritized",
  "price-capacity-optimized",
];

function checkDistribution(distribution: NonNullable<Input["InstancesDistribution"]>): void {
  const { OnDemandAllocationStrategy: onDemand, SpotAllocationStrategy: spot } = distribution;
  const { OnDemandPercentageAboveBaseCapacity: percent, SpotInstancePools: pools } = distribution;
  oneOf("onDemandAllocationStrategy", onDemand, ON_DEMAND);
  oneOf("spotAllocationStrategy", spot, SPOT);
  checkRange("onDemandBaseCapacity", distribution.OnDemandBaseCapacity, [0, Infinity]);
  checkRange("onDemandPercentageAboveBaseCapacity", percent, [0, 100]);
  checkRange("spotInstancePools", pools, [1, 20]);
  if (pools !== undefined && spot !== undefined && spot !== "lowest-price")
    throw validationError("SpotInstancePools is only valid with the lowest-price strategy.");
}

function oneOf(member: string, value: string | undefined, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  throw constraint(member, value, `Member must satisfy enum value set: [${words.join(", ")}]`);
}

/** With the first override's type and image in the place of the template's, which may have none. */
function named(
  world: World,
  wish: TemplateWish,
  overrides: readonly { InstanceType?: string | undefined; ImageId?: string | undefined }[],
) {
  const [first] = overrides;
  const { id, name, version } = checkedTemplate(world, wish, {
    ...(first?.InstanceType === undefined ? {} : { InstanceType: first.InstanceType }),
    ...(first?.ImageId === undefined ? {} : { ImageId: first.ImageId }),
  });
  return { LaunchTemplateId: id, LaunchTemplateName: name, Version: version };
}

function completeOverride<T extends OverrideWish>(world: World, override: T): T {
  const own = override.LaunchTemplateSpecification;
  if (!own) return override;
  return { ...override, LaunchTemplateSpecification: named(world, own, [override]) };
}
