/** Launch templates over the wire: made, given new versions, another default version. */
import type {
  CreateLaunchTemplateCommandInput,
  CreateLaunchTemplateCommandOutput,
  CreateLaunchTemplateVersionCommandInput,
  CreateLaunchTemplateVersionCommandOutput,
  ModifyLaunchTemplateCommandInput,
  ModifyLaunchTemplateCommandOutput,
} from "@aws-sdk/client-ec2";
import { once } from "../../../world/ec2/client-tokens.ts";
import { imageIdOf } from "../../../world/ec2/launch-templates/image-alias.ts";
import {
  checkTemplateName,
  createTemplate,
  createVersion,
  findTemplate,
  findVersion,
} from "../../../world/ec2/launch-templates/templates.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { TemplateData } from "../../../world/kernel/state/ec2/templates.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { tagsAtCreation } from "../images/tags-at-creation.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { namedTemplate, templateShape, versionShape } from "./template-shape.ts";

/** Longer than with EC2's other calls. */
const LONGEST_TOKEN = 128;
const LONGEST_DESCRIPTION = 255;

export function CreateLaunchTemplate(
  input: CreateLaunchTemplateCommandInput,
  { world }: CallContext,
): Reply<CreateLaunchTemplateCommandOutput> {
  const name = required(input.LaunchTemplateName, "LaunchTemplateName");
  checkTemplateName(name);
  const data = dataOf(world, required(input.LaunchTemplateData, "LaunchTemplateData"));
  const tags = tagsAtCreation(input.TagSpecifications, ["launch-template"])["launch-template"];
  const description = descriptionOf(input.VersionDescription);
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const operation = "CreateLaunchTemplate";
  const [id] = once(
    world,
    { operation, scope: "", token, parameters, longest: LONGEST_TOKEN },
    () => [createTemplate(world, { name, description, data, tags }).id],
  );
  return { LaunchTemplate: templateShape(world, findTemplate(world, { id })) };
}

/** Kept as sent, without absent members. Not validated, as AWS doesn't; but a parameter must name an image. */
function dataOf(world: World, sent: object): TemplateData {
  const data = JSON.parse(JSON.stringify(sent)) as TemplateData;
  if (data.ImageId !== undefined) imageIdOf(world, data.ImageId);
  return data;
}

function descriptionOf(description: string | undefined): string | null {
  if (description === undefined || description.length <= LONGEST_DESCRIPTION) {
    return description ?? null;
  }
  const words = `Version descriptions have at most ${LONGEST_DESCRIPTION} characters.`;
  throw new PracticeError("InvalidParameterValue", words);
}

export function CreateLaunchTemplateVersion(
  input: CreateLaunchTemplateVersionCommandInput,
  { world }: CallContext,
): Reply<CreateLaunchTemplateVersionCommandOutput> {
  const template = namedTemplate(world, input);
  const data = dataOf(world, required(input.LaunchTemplateData, "LaunchTemplateData"));
  const sourceVersion = input.SourceVersion ?? null;
  if (sourceVersion !== null) findVersion(template, sourceVersion);
  const description = descriptionOf(input.VersionDescription);
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const make = () => [
    String(createVersion(world, template, { sourceVersion, description, data }).version),
  ];
  const operation = "CreateLaunchTemplateVersion";
  const use = { operation, scope: template.id, token, parameters, longest: LONGEST_TOKEN };
  const [number] = once(world, use, make);
  const version = findVersion(template, number);
  const resolves = input.ResolveAlias ?? false;
  return { LaunchTemplateVersion: versionShape(world, template, version, resolves) };
}

export function ModifyLaunchTemplate(
  input: ModifyLaunchTemplateCommandInput,
  { world }: CallContext,
): Reply<ModifyLaunchTemplateCommandOutput> {
  const template = namedTemplate(world, input);
  const { version } = findVersion(template, required(input.DefaultVersion, "SetDefaultVersion"));
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const operation = "ModifyLaunchTemplate";
  once(world, { operation, scope: template.id, token, parameters, longest: LONGEST_TOKEN }, () => {
    template.defaultVersion = version;
    return [];
  });
  return { LaunchTemplate: templateShape(world, template) };
}
