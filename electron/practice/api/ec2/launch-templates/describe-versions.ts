/** DescribeLaunchTemplateVersions: of one template, newest first; or `$Latest` and `$Default` of all. */
import type {
  DescribeLaunchTemplateVersionsCommandInput,
  DescribeLaunchTemplateVersionsCommandOutput,
  ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { findVersion } from "../../../world/ec2/launch-templates/templates.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TemplateVersionState,
} from "../../../world/kernel/state/ec2/templates.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { namedTemplate, versionShape } from "./template-shape.ts";

interface Row {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
}

type Read = (data: ResponseLaunchTemplateData) => string | boolean | undefined;

const ofData =
  (read: Read) =>
  ({ version }: Row): readonly (string | null)[] => {
    const value = read(version.data as ResponseLaunchTemplateData);
    return [value === undefined ? null : String(value)];
  };

const FIELDS: FilterFields<Row> = {
  "create-time": ({ version }) => [new Date(version.createdAtMs).toISOString()],
  "ebs-optimized": ofData((data) => data.EbsOptimized ?? false),
  "host-resource-group-arn": ofData((data) => data.Placement?.HostResourceGroupArn),
  "http-endpoint": ofData((data) => data.MetadataOptions?.HttpEndpoint),
  "http-protocol-ipv4": ofData((data) => data.MetadataOptions?.HttpEndpoint),
  "http-tokens": ofData((data) => data.MetadataOptions?.HttpTokens),
  "iam-instance-profile": ofData(
    (data) => data.IamInstanceProfile?.Arn ?? data.IamInstanceProfile?.Name,
  ),
  "image-id": ofData((data) => data.ImageId),
  "instance-type": ofData((data) => data.InstanceType),
  "is-default-version": ({ template, version }) => [
    String(template.defaultVersion === version.version),
  ],
  "kernel-id": ofData((data) => data.KernelId),
  "license-configuration-arn": () => [],
  "network-card-index": () => [],
  "ram-disk-id": ofData((data) => data.RamDiskId),
};

const MOST_VERSIONS = 200;

export function DescribeLaunchTemplateVersions(
  input: DescribeLaunchTemplateVersionsCommandInput,
  { world }: CallContext,
): Reply<DescribeLaunchTemplateVersionsCommandOutput> {
  refuseDryRun(input);
  const resolves = input.ResolveAlias ?? false;
  const rows = rowsOf(world, input).filter(matcher(input.Filters, FIELDS));
  const { items, NextToken } = pageOfList(rows, input, { least: 1, most: 200 });
  const shapes = items.map(({ template, version }) =>
    versionShape(world, template, version, resolves),
  );
  return { LaunchTemplateVersions: shapes, NextToken };
}

function rowsOf(world: World, input: DescribeLaunchTemplateVersionsCommandInput): Row[] {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = input;
  if (id === undefined && name === undefined) return ofAll(world, input.Versions ?? []);
  const template = namedTemplate(world, input);
  const versions = input.Versions?.length
    ? named(template, input.Versions)
    : ranged(template, input);
  return versions.map((version) => ({ template, version }));
}

function named(template: LaunchTemplateState, versions: readonly string[]): TemplateVersionState[] {
  if (versions.length > MOST_VERSIONS) {
    const words = `At most ${MOST_VERSIONS} launch template versions can be named in a call.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
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
