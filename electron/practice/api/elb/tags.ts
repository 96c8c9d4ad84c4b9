/** Tags of everything in load balancing, and the account's limits. */
import type {
  AddTagsInput,
  DescribeAccountLimitsInput,
  DescribeAccountLimitsOutput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { changeBalancer } from "../../world/elb/balancers.ts";
import {
  findListener,
  findLoadBalancer,
  findRule,
  findTargetGroup,
} from "../../world/elb/elb-lookups.ts";
import { ACCOUNT_LIMITS } from "../../world/elb/limits.ts";
import { replaceListener } from "../../world/elb/routing/listeners.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { pageOf } from "../paging.ts";
import { MOST_TAGS, PAGE, toPairs, toTags } from "./input.ts";

type Tags = Readonly<Record<string, string>>;

export function describeTags(input: DescribeTagsInput, { world }: CallContext): DescribeTagsOutput {
  const descriptions = (input.ResourceArns ?? []).map((arn) => ({
    ResourceArn: arn,
    Tags: toPairs(tagged(world, arn).tags),
  }));
  return { TagDescriptions: descriptions };
}

export function addTags(input: AddTagsInput, { world }: CallContext): object {
  const added = toTags(input.Tags);
  for (const arn of input.ResourceArns ?? []) {
    const { tags, keep } = tagged(world, arn);
    const together = { ...tags, ...added };
    if (Object.keys(together).length > MOST_TAGS)
      throw new PracticeError("TooManyTags", "The maximum number of tags has been reached");
    keep(together);
  }
  return {};
}

export function removeTags(input: RemoveTagsInput, { world }: CallContext): object {
  const gone = new Set(input.TagKeys ?? []);
  for (const arn of input.ResourceArns ?? []) {
    const { tags, keep } = tagged(world, arn);
    keep(Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))));
  }
  return {};
}

interface Tagged {
  readonly tags: Tags;
  readonly keep: (tags: Record<string, string>) => void;
}

function tagged(world: World, arn: string): Tagged {
  if (arn.includes(":targetgroup/")) {
    const group = findTargetGroup(world, arn);
    return { tags: group.tags, keep: (tags) => void (group.tags = tags) };
  }
  if (arn.includes(":loadbalancer/")) {
    const balancer = findLoadBalancer(world, arn);
    const keep = (tags: Record<string, string>) => void changeBalancer(world, balancer, { tags });
    return { tags: balancer.tags ?? {}, keep };
  }
  return arn.includes(":listener-rule/") ? taggedRule(world, arn) : taggedListener(world, arn);
}

function taggedListener(world: World, arn: string): Tagged {
  const { balancer, listener } = findListener(world, arn);
  const keep = (tags: Record<string, string>) =>
    replaceListener(world, balancer, listener, { ...listener, tags });
  return { tags: listener.tags ?? {}, keep };
}

/** The default rule has none of its own. */
function taggedRule(world: World, arn: string): Tagged {
  const { rule } = findRule(world, arn);
  const keep = (tags: Record<string, string>) => {
    if (rule) rule.tags = tags;
  };
  return { tags: rule?.tags ?? {}, keep };
}

export function describeAccountLimits(
  input: DescribeAccountLimitsInput,
  _call: CallContext,
): DescribeAccountLimitsOutput {
  const limits = ACCOUNT_LIMITS.map(([Name, max]) => ({ Name, Max: String(max) }));
  const page = pageOf(limits, ({ Name }) => Name, {
    token: input.Marker,
    size: input.PageSize,
    ...PAGE,
  });
  return { Limits: [...page.items], NextMarker: page.nextToken };
}
