/** Tags that come with a call which makes something: only of the types that the call makes. */
import type { TagSpecification } from "@aws-sdk/client-ec2";
import { tagsFor } from "../../../world/ec2/instances/launch-spec.ts";
import { checkTags, MOST_TAGS } from "../../../world/ec2/tags/tagging.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { Tags } from "../../../world/kernel/state/ec2/tags.ts";

export function tagsAtCreation<Type extends string>(
  specs: readonly TagSpecification[] | undefined,
  types: readonly Type[],
): Readonly<Record<Type, Tags>> {
  for (const { ResourceType: type } of specs ?? []) {
    if (type === undefined || !types.some((one) => one === type)) throw wrongType(type ?? "");
  }
  const byType = types.map((type) => [type, checked(tagsFor(specs, type))] as const);
  return Object.fromEntries(byType) as Record<Type, Tags>;
}

function wrongType(type: string): PracticeError {
  const words = `'${type}' is not a valid taggable resource type for this operation.`;
  return new PracticeError("InvalidParameterValue", words);
}

function checked(tags: Tags): Tags {
  checkTags(tags);
  if (Object.keys(tags).length <= MOST_TAGS) return tags;
  const words = "The maximum number of Tags for a resource has been reached.";
  throw new PracticeError("TagLimitExceeded", words);
}
