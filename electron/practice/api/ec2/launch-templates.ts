/** Launch templates and their versions over the wire. */
import type {
  CreateLaunchTemplateCommandInput,
  CreateLaunchTemplateCommandOutput,
  CreateLaunchTemplateVersionCommandInput,
  CreateLaunchTemplateVersionCommandOutput,
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesCommandOutput,
  LaunchTemplate,
  LaunchTemplateVersion,
  ModifyLaunchTemplateCommandInput,
  ModifyLaunchTemplateCommandOutput,
  ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { once } from "../../world/ec2/client-tokens.ts";
import { tagsFor } from "../../world/ec2/launch-spec.ts";
import { checkTags } from "../../world/ec2/tagging.ts";
import {
  createTemplate,
  createVersion,
  findTemplate,
  findVersion,
} from "../../world/ec2/templates.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TemplateData,
  TemplateVersionState,
} from "../../world/kernel/state-ec2.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfTable } from "./paging.ts";
import { refuseDryRun, required, tagList } from "./reply.ts";
import type { Reply } from "./reply.ts";

export function CreateLaunchTemplate(
  input: CreateLaunchTemplateCommandInput,
  { world }: CallContext,
): Reply<CreateLaunchTemplateCommandOutput> {
  const name = nameOf(required(input.LaunchTemplateName, "LaunchTemplateName"));
  const data = dataOf(required(input.LaunchTemplateData, "LaunchTemplateData"));
  const tags = tagsFor(input.TagSpecifications, "launch-template");
  checkTags(tags);
  refuseDryRun(input);
  const description = input.VersionDescription ?? null;
  const { ClientToken: token, ...parameters } = input;
  const make = () => [createTemplate(world, { name, description, data, tags }).id];
  const [id] = once(
    world,
    { operation: "CreateLaunchTemplate", scope: "", token, parameters },
    make,
  );
  return { LaunchTemplate: templateShape(world, findTemplate(world, { id })) };
}

function nameOf(name: string): string {
  if (/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) return name;
  const words =
    "Launch template names must be between 3 and 128 characters long, and may contain letters, numbers, and the following characters: - ( ) . / _";
  throw new PracticeError("InvalidLaunchTemplateName.MalformedException", words);
}

/** Kept as sent, without absent members. Not validated, as AWS doesn't; its fields are AWS's own. */
function dataOf(sent: object): TemplateData {
  return JSON.parse(JSON.stringify(sent)) as TemplateData;
}

export function CreateLaunchTemplateVersion(
  input: CreateLaunchTemplateVersionCommandInput,
  { world }: CallContext,
): Reply<CreateLaunchTemplateVersionCommandOutput> {
  const template = findTemplate(world, {
    id: input.LaunchTemplateId,
    name: input.LaunchTemplateName,
  });
  const data = dataOf(required(input.LaunchTemplateData, "LaunchTemplateData"));
  const sourceVersion = input.SourceVersion ?? null;
  if (sourceVersion !== null) findVersion(template, sourceVersion);
  refuseDryRun(input);
  const description = input.VersionDescription ?? null;
  const { ClientToken: token, ...parameters } = input;
  const make = () => [
    String(createVersion(world, template, { sourceVersion, description, data }).version),
  ];
  const use = { operation: "CreateLaunchTemplateVersion", scope: template.id, token, parameters };
  const [version] = once(world, use, make);
  return { LaunchTemplateVersion: versionShape(world, template, findVersion(template, version)) };
}

export function ModifyLaunchTemplate(
  input: ModifyLaunchTemplateCommandInput,
  { world }: CallContext,
): Reply<ModifyLaunchTemplateCommandOutput> {
  const template = findTemplate(world, {
    id: input.LaunchTemplateId,
    name: input.LaunchTemplateName,
  });
  const { version } = findVersion(template, required(input.DefaultVersion, "SetDefaultVersion"));
  refuseDryRun(input);
  template.defaultVersion = version;
  return { LaunchTemplate: templateShape(world, template) };
}

const FIELDS: FilterFields<LaunchTemplateState> = {
  "launch-template-name": (row) => [row.name],
  "create-time": (row) => [new Date(row.createdAtMs).toISOString()],
};

export function DescribeLaunchTemplates(
  input: DescribeLaunchTemplatesCommandInput,
  { world }: CallContext,
): Reply<DescribeLaunchTemplatesCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, FIELDS, (template) => template.tags);
  const named = [
    ...(input.LaunchTemplateIds ?? []).map((id) => findTemplate(world, { id })),
    ...(input.LaunchTemplateNames ?? []).map((name) => findTemplate(world, { name })),
  ];
  const show = (template: LaunchTemplateState) => templateShape(world, template);
  if (named.length > 0) return { LaunchTemplates: named.filter(matches).map(show) };
  const { items, NextToken } = pageOfTable(
    world.state.templates,
    input,
    { least: 1, most: 200 },
    matches,
  );
  return { LaunchTemplates: items.map(show), NextToken };
}

function templateShape(world: World, template: LaunchTemplateState): LaunchTemplate {
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

export function versionShape(
  world: World,
  template: LaunchTemplateState,
  version: TemplateVersionState,
): LaunchTemplateVersion {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.version,
    VersionDescription: version.description ?? undefined,
    CreateTime: new Date(version.createdAtMs),
    CreatedBy: creatorArn(world),
    DefaultVersion: version.version === template.defaultVersion,
    LaunchTemplateData: version.data as ResponseLaunchTemplateData,
  };
}

function creatorArn(world: World): string {
  return `arn:aws:iam::${world.accountId}:user/practice`;
}
