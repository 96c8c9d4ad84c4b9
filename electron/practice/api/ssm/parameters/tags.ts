/** Tags of parameters. */
import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
  Tag,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { SsmCall } from "../reading.ts";

const MOST_TAGS = 50;

export const toTags = (tags: readonly Tag[] | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));

export function addTagsToResource(input: AddTagsToResourceRequest, { world }: SsmCall): object {
  const living = tagsOf(world, input);
  const together = { ...living, ...toTags(input.Tags) };
  if (Object.keys(together).length > MOST_TAGS)
    throw new PracticeError("TooManyTagsError", "The maximum number of tags is 50.");
  Object.assign(living, together);
  return {};
}

export function removeTagsFromResource(
  input: RemoveTagsFromResourceRequest,
  { world }: SsmCall,
): object {
  const living = tagsOf(world, input);
  for (const key of input.TagKeys ?? []) delete living[key];
  return {};
}

export function listTagsForResource(
  input: ListTagsForResourceRequest,
  { world }: SsmCall,
): ListTagsForResourceResult {
  const tags = Object.entries(tagsOf(world, input));
  return { TagList: tags.map(([Key, Value]) => ({ Key, Value })) };
}

interface Tagged {
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
}

function tagsOf(world: World, { ResourceType, ResourceId = "" }: Tagged): Record<string, string> {
  if (ResourceType !== "Parameter")
    throw new PracticeError(
      "UnsupportedOperation",
      `The practice cloud keeps no tags of ${ResourceType ?? "this"}.`,
    );
  const parameter = world.state.parameters.get(ResourceId);
  if (parameter) return parameter.tags;
  throw new PracticeError("InvalidResourceId", "The resource ID is not valid.");
}
