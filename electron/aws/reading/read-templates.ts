import {
  DescribeLaunchTemplateVersionsCommand,
  DescribeSubnetsCommand,
  type DescribeLaunchTemplateVersionsRequest,
} from "@aws-sdk/client-ec2";
import type { TemplateVersionFact } from "../../../shared/model/facts.ts";
import type { TemplateId } from "../../../shared/model/ids.ts";
import type { Priority } from "../../ports.ts";
import { BennuError } from "../../../shared/errors.ts";
import { mapTemplateVersion } from "../mapping/map-template-version.ts";
import { mapTags } from "../mapping/tags.ts";
import { pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const PAGE = 200;

/** All versions of one template; none if the template is gone. */
export async function* templateVersionPages(
  context: ReadingContext,
  id: TemplateId,
  priority: Priority,
): AsyncGenerator<readonly TemplateVersionFact[]> {
  try {
    yield* pagesWhere(context, priority, { LaunchTemplateId: id });
  } catch (error) {
    if (!(error instanceof BennuError && error.code === "not-found")) throw error;
  }
}

/** Without a template AWS lists these two of every template, 200 a page, and no others. */
export const latestVersionPages = (context: ReadingContext, priority: Priority) =>
  pagesWhere(context, priority, { Versions: ["$Latest", "$Default"] });

async function* pagesWhere(
  context: ReadingContext,
  priority: Priority,
  request: DescribeLaunchTemplateVersionsRequest,
): AsyncGenerator<readonly TemplateVersionFact[]> {
  const read = reads(context, "ec2", priority);
  const readPage = (token: string | undefined) => {
    const command = new DescribeLaunchTemplateVersionsCommand({
      ...request,
      MaxResults: PAGE,
      NextToken: token,
    });
    return read("DescribeLaunchTemplateVersions", () => context.clients.ec2.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    yield (page.LaunchTemplateVersions ?? []).map(mapTemplateVersion);
  }
}

export async function readSubnets(context: ReadingContext) {
  const read = reads(context, "ec2", 1);
  const readPage = (token: string | undefined) =>
    read("DescribeSubnets", () =>
      context.clients.ec2.send(new DescribeSubnetsCommand({ MaxResults: 1000, NextToken: token })),
    );
  const found = [];
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    found.push(...(page.Subnets ?? []));
  return found.map((subnet) => ({
    id: subnet.SubnetId ?? "",
    zone: subnet.AvailabilityZone ?? "",
    name: mapTags(subnet.Tags)["Name"] ?? null,
    available: subnet.AvailableIpAddressCount ?? 0,
    vpcId: subnet.VpcId ?? null,
  }));
}
