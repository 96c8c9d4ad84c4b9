/** What a group launches from: its launch template, or that of its mixed instances policy. */
import { resolveSpec } from "../ec2/launch-spec.ts";
import { findTemplate, findVersion } from "../ec2/templates.ts";
import { PracticeError } from "../kernel/practice-error.ts";
import type { GroupState, GroupTemplate } from "../kernel/state-autoscaling.ts";
import type { Json } from "../kernel/json.ts";
import type { World } from "../kernel/world.ts";
import { validationError } from "./groups.ts";
import { refreshConfiguration } from "./refresh/refreshes.ts";

export interface TemplateWish {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

type Configuration = Pick<GroupState, "template" | "mixedInstancesPolicy">;

/** Its own, or during an instance refresh what that wants. */
export const configurationOf = (world: World, group: GroupState): Configuration =>
  refreshConfiguration(world, group) ?? group;

/** Null: a launch configuration, which the practice cloud can't launch from. */
export const launchSource = (world: World, group: GroupState): GroupTemplate | null =>
  sourceOf(world, configurationOf(world, group));

export function sourceOf(
  world: World,
  { template, mixedInstancesPolicy }: Configuration,
): GroupTemplate | null {
  if (template) return template;
  const wish = mixedTemplate(mixedInstancesPolicy);
  if (!wish) return null;
  const { id, name } = findTemplate(world, {
    id: wish.LaunchTemplateId,
    name: wish.LaunchTemplateName,
  });
  return { id, name, version: wish.Version ?? "$Default" };
}

interface OverrideWish {
  readonly InstanceType?: string | undefined;
  readonly ImageId?: string | undefined;
  readonly InstanceRequirements?: object | undefined;
}

export function overridesOf(
  policy: Readonly<Record<string, Json>> | null,
): readonly OverrideWish[] {
  const template = policy?.["LaunchTemplate"] as
    | { readonly Overrides?: readonly OverrideWish[] }
    | undefined;
  return template?.Overrides ?? [];
}

/** The image that a mixed instances policy names for a type; null: the template's own. */
export function imageOverride(
  policy: Readonly<Record<string, Json>> | null,
  instanceType: string,
): string | null {
  const overrides = overridesOf(policy);
  const own = overrides.find((override) => override.InstanceType === instanceType);
  return (own ?? overrides[0])?.ImageId ?? null;
}

export function mixedTemplate(policy: Readonly<Record<string, Json>> | null): TemplateWish | null {
  const template = policy?.["LaunchTemplate"] as
    | { LaunchTemplateSpecification?: TemplateWish }
    | undefined;
  return template?.LaunchTemplateSpecification ?? null;
}

/** Checked when a group is given it, as AWS does: template, version, image and type must be there. */
export function checkedTemplate(world: World, wish: TemplateWish): GroupTemplate {
  try {
    const template = findTemplate(world, {
      id: wish.LaunchTemplateId,
      name: wish.LaunchTemplateName,
    });
    const version = findVersion(template, wish.Version);
    resolveSpec(world, version.data);
    return { id: template.id, name: template.name, version: wish.Version ?? "$Default" };
  } catch (error) {
    if (!(error instanceof PracticeError)) throw error;
    throw validationError(`You must use a valid fully-formed launch template. ${error.message}`);
  }
}
