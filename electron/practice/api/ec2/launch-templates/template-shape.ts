/** Launch templates and their versions as AWS shows them, and how a call names one. */
import type {
  LaunchTemplate,
  LaunchTemplateVersion,
  ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { imageIdOf } from "../../../world/ec2/launch-templates/image-alias.ts";
import { findSeenTemplate } from "../../../world/ec2/launch-templates/templates.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TemplateData,
  TemplateVersionState,
} from "../../../world/kernel/state/ec2/templates.ts";
import type { World } from "../../../world/kernel/world.ts";
import { tagList } from "../reply.ts";

export interface Named {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

/** By its id or by its name: not by both. */
export function namedTemplate(world: World, input: Named): LaunchTemplateState {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = input;
  if (id === undefined || name === undefined) return findSeenTemplate(world, { id, name });
  const words = "Either a launch template ID or a launch template name can be specified, not both.";
  throw new PracticeError("InvalidParameterCombination", words);
}

export function templateShape(world: World, template: LaunchTemplateState): LaunchTemplate {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    CreateTime: new Date(template.createdAtMs),
    CreatedBy: creatorArn(world),
    DefaultVersionNumber: template.defaultVersion,
    LatestVersionNumber: template.latestVersion,
    Tags: tagList(template.tags),
  };
}

/** `resolves`: a parameter that names the image is shown as the image that it means now. */
export function versionShape(
  world: World,
  template: LaunchTemplateState,
  version: TemplateVersionState,
  resolves = false,
): LaunchTemplateVersion {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.version,
    VersionDescription: version.description ?? undefined,
    CreateTime: new Date(version.createdAtMs),
    CreatedBy: creatorArn(world),
    DefaultVersion: version.version === template.defaultVersion,
    LaunchTemplateData: dataShape(world, version.data, resolves),
  };
}

function dataShape(world: World, data: TemplateData, resolves: boolean) {
  const { ImageId: wanted } = data;
  const shown =
    resolves && wanted !== undefined ? { ...data, ImageId: imageIdOf(world, wanted) } : data;
  return shown as ResponseLaunchTemplateData;
}

function creatorArn(world: World): string {
  return `arn:aws:iam::${world.accountId}:user/practice`;
}
