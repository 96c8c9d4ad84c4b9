/** Images by a pattern of their names, and launch configurations, which name images as templates do. */
import { DescribeLaunchConfigurationsCommand } from "@aws-sdk/client-auto-scaling";
import type { GroupFact } from "../../../../shared/model/facts.ts";
import { imageId, type TemplateId } from "../../../../shared/model/ids.ts";
import type { LaunchConfigurationFact } from "../../../../shared/model/facts/image-use-facts.ts";
import { groupPages } from "../read-groups.ts";
import { pagesWhere } from "../read-images.ts";
import { allOf, pagesOf } from "../paged.ts";
import { reads, type ReadingContext } from "../reading-context.ts";

/** `*` and `?` stand for anything; deprecated images are none to begin with. */
export async function readImagesNamed(
  context: ReadingContext,
  pattern: string,
  owner: string | null,
) {
  const found = await allOf(
    pagesWhere(context, 0, {
      Owners: [owner ?? "self"],
      Filters: [
        { Name: "name", Values: [pattern] },
        { Name: "state", Values: ["available"] },
      ],
    }),
  );
  const nowMs = context.clock.now();
  return found
    .filter(({ deprecatedAtMs }) => deprecatedAtMs === null || deprecatedAtMs > nowMs)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1));
}

/** AWS has no filter for it: all groups are read. Also one whose mixed instances policy names a template anywhere. */
export async function readGroupsOfTemplates(
  context: ReadingContext,
  ids: readonly TemplateId[],
): Promise<readonly GroupFact[]> {
  if (ids.length === 0) return [];
  const wanted = new Set<string>(ids);
  const names = (group: GroupFact) =>
    (group.template !== null && wanted.has(group.template.id)) ||
    group.members.some(({ template }) => template !== null && wanted.has(template.id)) ||
    ids.some((id) => JSON.stringify(group.settings.mixedInstances).includes(id));
  return (await allOf(groupPages(context, 1))).filter(names);
}

const PAGE = 100;

export async function readLaunchConfigurations(
  context: ReadingContext,
): Promise<readonly LaunchConfigurationFact[]> {
  const read = reads(context, "autoscaling", 1);
  const readPage = (token: string | undefined) => {
    const command = new DescribeLaunchConfigurationsCommand({ MaxRecords: PAGE, NextToken: token });
    return read("DescribeLaunchConfigurations", () => context.clients.autoScaling.send(command));
  };
  const found: LaunchConfigurationFact[] = [];
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    for (const one of page.LaunchConfigurations ?? [])
      found.push({
        name: one.LaunchConfigurationName ?? "",
        imageId: imageId(one.ImageId ?? ""),
        createdAtMs: one.CreatedTime?.getTime() ?? 0,
      });
  }
  return found;
}
