/** CreateTags, DeleteTags, DescribeTags. */
import type {
  CreateTagsCommandInput,
  DeleteTagsCommandInput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
} from "@aws-sdk/client-ec2";
import { checkMetadataKeys } from "../../world/ec2/instances/metadata-tags.ts";
import {
  addTags,
  checkRoomForTags,
  checkTags,
  removeTag,
  resourceTypeOf,
  tagsOf,
} from "../../world/ec2/tags/tagging.ts";
import { noteTags } from "../../world/ec2/tags/tag-index.ts";
import { isSeen, keepFormerTags, seenTags } from "../../world/ec2/visibility/visibility.ts";
import type { Tags } from "../../world/kernel/state/ec2/tags.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { exactValues, matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfList } from "./paging.ts";
import { refuseDryRun, required, requiredList } from "./reply.ts";
import type { Reply } from "./reply.ts";

export function CreateTags(input: CreateTagsCommandInput, { world }: CallContext): object {
  const resources = resourcesOf(world, input.Resources);
  const tags: Tags = {};
  for (const { Key, Value } of requiredList(input.Tags, "Tags"))
    tags[required(Key, "Key")] = Value ?? "";
  checkTags(tags);
  for (const { id, living } of resources) {
    checkRoomForTags(living, tags);
    if (readsTags(world, id)) checkMetadataKeys(tags);
  }
  refuseDryRun(input);
  for (const { id, living } of resources) {
    keepFormerTags(world, id, living);
    addTags(living, tags);
    if (world.state.instances.has(id)) noteTags(world, id, tags);
  }
  return {};
}

const resourcesOf = (world: World, ids: readonly string[] | undefined) =>
  requiredList(ids, "Resources").map((id) => ({ id, living: tagsOf(world, id) }));

/** Whether it is a server that finds its tags in its metadata. */
const readsTags = ({ state }: World, id: string) =>
  state.instances.get(id)?.metadataOptions.instanceMetadataTags === "enabled";

/** Without tags AWS takes off all that users set. */
export function DeleteTags(input: DeleteTagsCommandInput, { world }: CallContext): object {
  const resources = resourcesOf(world, input.Resources);
  refuseDryRun(input);
  for (const { id, living: tags } of resources) {
    keepFormerTags(world, id, tags);
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
  const rows = [...tagRows(world, exactValues(input.Filters, "resource-id"))].filter(matches);
  const { items, NextToken } = pageOfList(rows, input, { least: 5, most: 1000 });
  const Tags = items.map((row) => ({
    ResourceId: row.id,
    ResourceType: row.type as ResourceType,
    Key: row.key,
    Value: row.value,
  }));
  return { Tags, NextToken };
}

const TAGGED = [
  "instances",
  "images",
  "snapshots",
  "volumes",
  "templates",
  "rootVolumeTasks",
  "subnets",
  "vpcs",
  "securityGroups",
] as const;

interface Tagged {
  readonly id: string;
  readonly tags: Tags;
}

/** Of all resources, or of those that the call names. */
function* tagRows(world: World, ids: readonly string[] | null): Generator<TagRow> {
  for (const name of TAGGED) {
    const table = world.state[name];
    const rows: Iterable<Tagged | undefined> = ids
      ? ids.map((id) => table.get(id))
      : table.values();
    for (const row of rows) if (row && isSeen(world, row.id)) yield* rowsOf(world, row);
  }
}

function* rowsOf(world: World, { id, tags }: Tagged): Generator<TagRow> {
  const type = resourceTypeOf(id);
  for (const [key, value] of Object.entries(seenTags(world, id, tags)))
    yield { id, type, key, value };
}
