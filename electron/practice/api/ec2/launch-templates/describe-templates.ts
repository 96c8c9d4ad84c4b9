/** DescribeLaunchTemplates and GetLaunchTemplateData. */
import type {
  DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplatesCommandOutput,
  GetLaunchTemplateDataCommandInput,
  GetLaunchTemplateDataCommandOutput,
  ResponseLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { dataOfServer } from "../../../world/ec2/launch-templates/data-of-server.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { findSeenTemplate } from "../../../world/ec2/launch-templates/templates.ts";
import { isSeen } from "../../../world/ec2/visibility/visibility.ts";
import type { LaunchTemplateState } from "../../../world/kernel/state/ec2/templates.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfTable, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { templateShape } from "./template-shape.ts";

const LIMITS = { least: 1, most: 200 };

const FIELDS: FilterFields<LaunchTemplateState> = {
  "launch-template-name": (row) => [row.name],
  "create-time": (row) => [new Date(row.createdAtMs).toISOString()],
};

export function DescribeLaunchTemplates(
  input: DescribeLaunchTemplatesCommandInput,
  { world }: CallContext,
): Reply<DescribeLaunchTemplatesCommandOutput> {
  refuseDryRun(input);
  const { LaunchTemplateIds: ids, LaunchTemplateNames: names } = input;
  refuseIdsWithPages(ids, input, "launchTemplateIds");
  refuseIdsWithPages(names, input, "launchTemplateNames");
  const matches = matcher(input.Filters, FIELDS, (template) => template.tags);
  const named = new Set([
    ...(ids ?? []).map((id) => findSeenTemplate(world, { id })),
    ...(names ?? []).map((name) => findSeenTemplate(world, { name })),
  ]);
  const show = (template: LaunchTemplateState) => templateShape(world, template);
  if (named.size > 0) return { LaunchTemplates: [...named].filter(matches).map(show) };
  const { items, NextToken } = pageOfTable(
    world.state.templates,
    input,
    LIMITS,
    (template) => isSeen(world, template.id) && matches(template),
  );
  return { LaunchTemplates: items.map(show), NextToken };
}

export function GetLaunchTemplateData(
  input: GetLaunchTemplateDataCommandInput,
  { world }: CallContext,
): Reply<GetLaunchTemplateDataCommandOutput> {
  const server = findInstance(world, required(input.InstanceId, "InstanceId"));
  refuseDryRun(input);
  return { LaunchTemplateData: dataOfServer(world, server) as ResponseLaunchTemplateData };
}
