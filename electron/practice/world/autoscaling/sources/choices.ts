/**
 * What the next member of a group may be launched as, the best first: one way with a launch template or a launch
 * configuration, one for each type with a mixed instances policy. If the first can't be had, the next is tried.
 */
import { findTemplate, findVersion } from "../../ec2/launch-templates/templates.ts";
import type { GroupState, GroupTemplate, MemberState } from "../../kernel/state/autoscaling.ts";
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import { activeUnits, isActive, unitsOf } from "../groups.ts";
import { configurationOf, namedTemplate, sourceOf } from "../group-template.ts";
import { dataOf, findLaunchConfiguration } from "./launch-configurations.ts";
import { distributionOf, onDemandUnits, overridesOf } from "./mixed-policy.ts";
import type { Distribution, MixedPolicy, OverrideWish } from "./mixed-policy.ts";
import { priceOfType, typesThatFit, unitsOfType } from "./requirements.ts";

export interface LaunchChoice {
  readonly template: GroupTemplate | null;
  readonly launchConfigurationName: string | null;
  /** In the place of what the template says. */
  readonly data: TemplateData;
  /** Null: it counts for one. */
  readonly weight: number | null;
  readonly isSpot: boolean;
}

/** Empty: the group has nothing to launch from. Throws AWS's refusal where what it names is gone. */
export function launchChoices(world: World, group: GroupState): readonly LaunchChoice[] {
  const { launchConfigurationName, mixedInstancesPolicy } = configurationOf(world, group);
  if (launchConfigurationName !== null) return [configured(world, launchConfigurationName)];
  const template = sourceOf(world, configurationOf(world, group));
  if (!template) return [];
  if (mixedInstancesPolicy) return mixed(world, group, template, mixedInstancesPolicy);
  return [{ ...ORDINARY, template }];
}

const ORDINARY = { launchConfigurationName: null, data: {}, weight: null, isSpot: false } as const;

function configured(world: World, name: string): LaunchChoice {
  const data = dataOf(findLaunchConfiguration(world, name).detail);
  const isSpot = data.InstanceMarketOptions?.MarketType === "spot";
  return { ...ORDINARY, template: null, launchConfigurationName: name, data, isSpot };
}

function mixed(
  world: World,
  group: GroupState,
  template: GroupTemplate,
  policy: MixedPolicy,
): readonly LaunchChoice[] {
  const distribution = distributionOf(policy);
  const isSpot = nextIsSpot(group, distribution);
  const overrides = overridesOf(policy);
  const all = overrides.length === 0 ? [{}] : overrides;
  const choices = all.flatMap((override) =>
    ofOverride(world, group, { override, template, isSpot }),
  );
  return inOrder(choices, group, distribution, isSpot);
}

/** The base first, then so that the share of on demand is never too small. */
function nextIsSpot(group: GroupState, distribution: Distribution): boolean {
  const active = group.members.filter(isActive);
  const onDemand = active.filter((member) => !member.isSpot);
  const units = onDemand.reduce((sum, member) => sum + unitsOf(member), 0);
  return units >= onDemandUnits(activeUnits(group) + 1, distribution);
}

interface Offer {
  readonly override: OverrideWish;
  readonly template: GroupTemplate;
  readonly isSpot: boolean;
}

function ofOverride(world: World, group: GroupState, offer: Offer): readonly LaunchChoice[] {
  const { override, isSpot } = offer;
  const own = override.LaunchTemplateSpecification;
  const template = own ? namedTemplate(world, own) : offer.template;
  return typesOf(world, override, template).map((type) => ({
    ...ORDINARY,
    template,
    isSpot,
    weight: weightOf(group, override, type),
    data: {
      ...(type === null ? {} : { InstanceType: type }),
      ...(override.ImageId === undefined ? {} : { ImageId: override.ImageId }),
      ...(isSpot ? { InstanceMarketOptions: { MarketType: "spot" } } : {}),
    },
  }));
}

function typesOf(
  world: World,
  { InstanceType: type, InstanceRequirements: wish, ImageId: image }: OverrideWish,
  template: GroupTemplate,
): readonly (string | null)[] {
  if (!wish) return [type ?? null];
  const { data } = findVersion(findTemplate(world, { id: template.id }), template.version);
  const facts = world.state.images.get(image ?? data.ImageId ?? "");
  return typesThatFit(wish, facts?.architecture ?? null);
}

function weightOf(
  group: GroupState,
  { WeightedCapacity: weight }: OverrideWish,
  type: string | null,
): number | null {
  if (weight !== undefined) return Number(weight);
  return type === null ? null : unitsOfType(type, group.desiredCapacityType);
}

/** `lowest-price` of Spot spreads over so many of the cheapest; all other ways keep the order that was given. */
function inOrder(
  choices: readonly LaunchChoice[],
  group: GroupState,
  { onDemandStrategy, spotStrategy, spotPools }: Distribution,
  isSpot: boolean,
): readonly LaunchChoice[] {
  const isCheapest = (isSpot ? spotStrategy : onDemandStrategy) === "lowest-price";
  if (!isCheapest) return choices;
  const byPrice = choices.toSorted((a, b) => unitPrice(a) - unitPrice(b));
  if (!isSpot) return byPrice;
  const held = (choice: LaunchChoice) => group.members.filter(isSpotOf(choice)).length;
  const pools = byPrice.slice(0, spotPools).toSorted((a, b) => held(a) - held(b));
  return [...pools, ...byPrice.slice(spotPools)];
}

const unitPrice = ({ data, weight }: LaunchChoice) =>
  priceOfType(data.InstanceType ?? "") / (weight ?? 1);

const isSpotOf =
  ({ data }: LaunchChoice) =>
  (member: MemberState) =>
    isActive(member) && member.isSpot === true && member.instanceType === data.InstanceType;
