/** DescribeInstances: by id, or in pages through filters, as reads see the servers. */
import type {
  DescribeInstancesCommandInput,
  DescribeInstancesCommandOutput,
} from "@aws-sdk/client-ec2";
import { findInstances } from "../../../world/ec2/lookups.ts";
import { serversTagged } from "../../../world/ec2/tags/tag-index.ts";
import { isSeen, seenInstance } from "../../../world/ec2/visibility/visibility.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { exactValues, matcher } from "../filters.ts";
import type { FilterInput } from "../filters.ts";
import { pageOfRows, refuseIdsWithPages } from "../paging.ts";
import type { Page, PageInput } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { instanceFields } from "./instance-fields.ts";
import { reservations } from "./instance-shape.ts";

const LIMITS = { least: 5, most: 1000 };

export function DescribeInstances(
  input: DescribeInstancesCommandInput,
  { world }: CallContext,
): Reply<DescribeInstancesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.InstanceIds, input, "instancesSet");
  const passes = matcher(input.Filters, instanceFields(world), (instance) => instance.tags);
  const matches = (row: InstanceState) => passes(seenInstance(world, row));
  if (input.InstanceIds && input.InstanceIds.length > 0) {
    const found = findInstances(world, input.InstanceIds).filter(matches);
    return { Reservations: reservations(world, found) };
  }
  const { items, NextToken } = pageOfServers(world, input, matches);
  return { Reservations: reservations(world, items), NextToken };
}

/** Filters that name servers by their ids or by a tag look at these alone. */
export function pageOfServers(
  world: World,
  input: PageInput & { readonly Filters?: readonly FilterInput[] | undefined },
  matches: (row: InstanceState) => boolean,
): Page<InstanceState> {
  const { instances } = world.state;
  const isShown = (row: InstanceState) => isSeen(world, row.id) && matches(row);
  const ids = exactValues(input.Filters, "instance-id") ?? idsByTag(world, input.Filters);
  return pageOfRows(instances, ids, input, LIMITS, isShown);
}

function idsByTag(world: World, filters: readonly FilterInput[] = []): Iterable<string> | null {
  for (const { Name: name = "" } of filters) {
    const values = name.startsWith("tag:") ? exactValues(filters, name) : null;
    if (values) return serversTagged(world, name.slice("tag:".length), values);
  }
  return null;
}
