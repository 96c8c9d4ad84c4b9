/** DescribeLaunchTemplateVersions: of one template, newest first; or `$Latest` and `$Default` of all. */
import type {
  DescribeLaunchTemplateVersionsCommandInput,
  DescribeLaunchTemplateVersionsCommandOutput,
} from "@aws-sdk/client-ec2";
import { findTemplate, findVersion } from "../../world/ec2/templates.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { LaunchTemplateState, TemplateVersionState } from "../../world/kernel/state-ec2.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { versionShape } from "./launch-templates.ts";
import { pageOfList } from "./paging.ts";
import { refuseDryRun } from "./reply.ts";
import type { Reply } from "./reply.ts";

interface Row {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
}

const FIELDS: FilterFields<Row> = {
  "image-id": ({ version }) => [version.data.ImageId ?? null],
  "instance-type": ({ version }) => [version.data.InstanceType ?? null],
  "is-default-version": ({ template, version }) => [
    String(template.defaultVersion === version.version),
  ],
  "iam-instance-profile": ({ version }) => {
    const profile = version.data.IamInstanceProfile;
    return [profile?.Arn ?? profile?.Name ?? null];
  },
};

export function DescribeLaunchTemplateVersions(
  input: DescribeLaunchTemplateVersionsCommandInput,
  { world }: CallContext,
): Reply<DescribeLaunchTemplateVersionsCommandOutput> {
  refuseDryRun(input);
  const rows = rowsOf(world, input).filter(matcher(input.Filters, FIELDS));
  const { items, NextToken } = pageOfList(rows, input, { least: 1, most: 200 });
  const shapes = items.map(({ template, version }) => versionShape(world, template, version));
  return { LaunchTemplateVersions: shapes, NextToken };
}

function rowsOf(world: World, input: DescribeLaunchTemplateVersionsCommandInput): Row[] {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = input;
  if (id === undefined && name === undefined) return ofAll(world, input.Versions ?? []);
  const template = findTemplate(world, { id, name });
  const versions = input.Versions?.length
    ? named(template, input.Versions)
    : ranged(template, input);
  return versions.map((version) => ({ template, version }));
}

function named(template: LaunchTemplateState, versions: readonly string[]): TemplateVersionState[] {
  return [...new Set(versions.map((version) => findVersion(template, version)))];
}

function ranged(
  template: LaunchTemplateState,
  input: DescribeLaunchTemplateVersionsCommandInput,
): TemplateVersionState[] {
  const least = Number(input.MinVersion ?? 1);
  const most = Number(input.MaxVersion ?? Infinity);
  return template.versions.filter(({ version }) => version >= least && version <= most).reverse();
}

function ofAll(world: World, versions: readonly string[]): Row[] {
  if (
    versions.length === 0 ||
    versions.some((version) => version !== "$Latest" && version !== "$Default")
  ) {
    throw new PracticeError(
      "InvalidParameterCombination",
      "Without a launch template only the versions $Latest and $Default can be described.",
    );
  }
  const rows: Row[] = [];
  for (const template of world.state.templates.values()) {
    for (const version of named(template, versions)) rows.push({ template, version });
  }
  return rows;
}
