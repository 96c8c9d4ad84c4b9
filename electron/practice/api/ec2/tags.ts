/** CreateTags, DeleteTags, DescribeTags. */
import type {
  CreateTagsCommandInput,
  DeleteTagsCommandInput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
} from "@aws-sdk/client-ec2";
import { addTags, checkTags, removeTag, resourceTypeOf, tagsOf } from "../../world/ec2/tagging.ts";
import type { Tags } from "../../world/kernel/state-ec2.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfList } from "./paging.ts";
import { refuseDryRun, required, requiredList } from "./reply.ts";
import type { Reply } from "./reply.ts";

export function CreateTags(input: CreateTagsCommandInput, { world }: CallContext): object {
  const living = requiredList(input.Resources, "Resources").map((id) => tagsOf(world, id));
  const tags: Tags = {};
  for (const { Key, Value } of requiredList(input.Tags, "Tags"))
    tags[required(Key, "Key")] = Value ?? "";
  checkTags(tags);
  refuseDryRun(input);
  for (const each of living) addTags(each, tags);
  return {};
}

/** Without tags AWS takes off all that users set. */
export function DeleteTags(input: DeleteTagsCommandInput, { world }: CallContext): object {
  const living = requiredList(input.Resources, "Resources").map((id) => tagsOf(world, id));
  refuseDryRun(input);
  for (const tags of living) {
    const all = Object.keys(tags).filter((key) => !key.startsWith("aws:"));
    for (const { Key, Value } of input.Tags ?? all.map((Key) => ({ Key, Value: undefined }))) {
      removeTag(tags, required(Key, "Key"), Value);
    }
  }
  return {};
}

interface TagRow {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly value: string;
}

const FIELDS: FilterFields<TagRow> = {
  "resource-id": (row) => [row.id],
  "resource-type": (row) => [row.type],
  key: (row) => [row.key],
  value: (row) => [row.value],
};

export function DescribeTags(
  input: DescribeTagsCommandInput,
  { world }: CallContext,
): Reply<DescribeTagsCommandOutput> {
  refuseDryRun(input);
  const matches = matcher(input.Filters, FIELDS, (row) => ({ [row.key]: row.value }));
  const rows = [...allTags(world)].filter(matches);
  const { items, NextToken } = pageOfList(rows, input, { least: 5, most: 1000 });
  const Tags = items.map((row) => ({
    ResourceId: row.id,
    ResourceType: row.type as ResourceType,
    Key: row.key,
    Value: row.value,
  }));
  return { Tags, NextToken };
}

function* allTags(world: World): Generator<TagRow> {
  const { instances, images, snapshots, volumes, templates, subnets, vpcs, securityGroups } =
    world.state;
  for (const table of [
    instances,
    images,
    snapshots,
    volumes,
    templates,
    subnets,
    vpcs,
    securityGroups,
  ]) {
    for (const { id, tags } of table.values() as Iterable<{ id: string; tags: Tags }>) {
      for (const [key, value] of Object.entries(tags))
        yield { id, type: resourceTypeOf(id), key, value };
    }
  }
}
