/** What a group launches from: its launch template, or that of its mixed instances policy. */
import { resolveSpec } from "../ec2/launch-spec.ts";
import { findTemplate, findVersion } from "../ec2/templates.ts";
import { PracticeError } from "../kernel/practice-error.ts";
import type { GroupState, GroupTemplate } from "../kernel/state-autoscaling.ts";
import type { Json } from "../kernel/json.ts";
import type { World } from "../kernel/world.ts";
import { validationError } from "./groups.ts";

export interface TemplateWish {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

/** Null: a launch configuration, which the practice cloud can't launch from. */
export function launchSource(world: World, group: GroupState): GroupTemplate | null {
  if (group.template) return group.template;
  const wish = mixedTemplate(group.mixedInstancesPolicy);
  if (!wish) return null;
  const { id, name } = findTemplate(world, {
    id: wish.LaunchTemplateId,
    name: wish.LaunchTemplateName,
  });
  return { id, name, version: wish.Version ?? "$Default" };
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
