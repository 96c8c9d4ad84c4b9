/** What a group launches from: a launch template, a launch configuration, or a mixed instances policy. */
import { resolveSpec } from "../ec2/instances/launch-spec.ts";
import { findTemplate, findVersion } from "../ec2/launch-templates/templates.ts";
import { PracticeError } from "../kernel/practice-error.ts";
import type { GroupState, GroupTemplate } from "../kernel/state/autoscaling.ts";
import type { TemplateData } from "../kernel/state/ec2/templates.ts";
import type { World } from "../kernel/world.ts";
import { validationError } from "./groups.ts";
import { refreshConfiguration } from "./refresh/refreshes.ts";
import { mixedTemplate, overridesOf } from "./sources/mixed-policy.ts";
import type { MixedPolicy, TemplateWish } from "./sources/mixed-policy.ts";

type Templates = Pick<GroupState, "template" | "mixedInstancesPolicy">;
type Configuration = Templates & Pick<GroupState, "launchConfigurationName">;

/** Its own, or during an instance refresh what that wants. */
export function configurationOf(world: World, group: GroupState): Configuration {
  const wanted = refreshConfiguration(world, group);
  return wanted ? { ...wanted, launchConfigurationName: null } : group;
}

/** The template of either kind; null with a launch configuration. */
export function sourceOf(
  world: World,
  { template, mixedInstancesPolicy }: Templates,
): GroupTemplate | null {
  if (template) return template;
  const wish = mixedTemplate(mixedInstancesPolicy);
  return wish ? namedTemplate(world, wish) : null;
}

export function namedTemplate(world: World, wish: TemplateWish): GroupTemplate {
  const { id, name } = findTemplate(world, {
    id: wish.LaunchTemplateId,
    name: wish.LaunchTemplateName,
  });
  return { id, name, version: wish.Version ?? "$Default" };
}

/** The image that a mixed instances policy names for a type; null: the template's own. */
export function imageOverride(policy: MixedPolicy | null, instanceType: string): string | null {
  const overrides = overridesOf(policy);
  const own = overrides.find((override) => override.InstanceType === instanceType);
  return (own ?? overrides[0])?.ImageId ?? null;
}

/** Checked when a group is given it, as AWS does: template, version, image and type must be there. */
export function checkedTemplate(
  world: World,
  wish: TemplateWish,
  instead: TemplateData = {},
): GroupTemplate {
  try {
    const template = findTemplate(world, {
      id: wish.LaunchTemplateId,
      name: wish.LaunchTemplateName,
    });
    const version = findVersion(template, wish.Version);
    resolveSpec(world, { ...version.data, ...instead });
    return { id: template.id, name: template.name, version: wish.Version ?? "$Default" };
  } catch (error) {
    if (!(error instanceof PracticeError)) throw error;
    throw validationError(`You must use a valid fully-formed launch template. ${error.message}`);
  }
}
