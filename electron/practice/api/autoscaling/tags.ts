/** A group's own tags. A tag that propagates reaches the servers that are launched later, not those that are there. */
import type {
  CreateOrUpdateTagsType,
  DeleteTagsType,
  DescribeTagsType,
  Filter,
  TagDescription,
  TagsType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../world/autoscaling/groups.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { toTagDescription } from "./reading/group-shape.ts";
import { toTag } from "./input.ts";

const MAX_TAGS = 50;

export function createOrUpdateTags(input: CreateOrUpdateTagsType, { world }: CallContext): void {
  const orders = (input.Tags ?? []).map((tag) => ({
    group: findLivingGroup(world, tag.ResourceId ?? ""),
    tag: toTag(tag),
  }));
  for (const { group, tag } of orders) {
    const others = group.tags.filter(({ key }) => key !== tag.key);
    if (others.length >= MAX_TAGS)
      throw validationError(`Cannot have more than ${MAX_TAGS} tags on a group.`);
    group.tags = [...others, tag];
  }
}

export function deleteTags(input: DeleteTagsType, { world }: CallContext): void {
  for (const { ResourceId = "", Key } of input.Tags ?? []) {
    const group = findLivingGroup(world, ResourceId);
    group.tags = group.tags.filter(({ key }) => key !== Key);
  }
}

export function describeTags(input: DescribeTagsType, { world }: CallContext): TagsType {
  const all = [...world.state.groups.values()].flatMap((group) =>
    group.tags.map((tag) => toTagDescription(group, tag)),
  );
  const wanted = all.filter((tag) => (input.Filters ?? []).every((filter) => matches(tag, filter)));
  const page = pageOf(wanted, (tag) => `${tag.ResourceId}|${tag.Key}`, {
    token: input.NextToken,
    size: input.MaxRecords,
    defaultSize: 50,
    maxSize: 100,
  });
  return { Tags: [...page.items], NextToken: page.nextToken };
}

function matches(tag: TagDescription, { Name: name, Values: values = [] }: Filter): boolean {
  if (name === "auto-scaling-group") return values.includes(tag.ResourceId ?? "");
  if (name === "key") return values.includes(tag.Key ?? "");
  if (name === "value") return values.includes(tag.Value ?? "");
  if (name === "propagate-at-launch") return values.includes(String(tag.PropagateAtLaunch));
  throw validationError(`Filter name ${name} is not valid.`);
}
