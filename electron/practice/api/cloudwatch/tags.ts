/** Tags of alarms. */
import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cloudwatch";
import { anyAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import type { AnyAlarm } from "../../world/cloudwatch/alarms/alarms.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";

function taggedAlarm(world: World, arn: string | undefined): AnyAlarm {
  const name = /:alarm:(.+)$/.exec(arn ?? "")?.[1] ?? "";
  const alarm = anyAlarm(world, name);
  if (alarm && alarm.arn === arn) return alarm;
  throw new PracticeError("ResourceNotFoundException", `Resource ${arn} not found`, 404);
}

export function listTags(
  input: ListTagsForResourceInput,
  { world }: CallContext,
): ListTagsForResourceOutput {
  const { tags } = taggedAlarm(world, input.ResourceARN);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

export function tagAlarm(input: TagResourceInput, { world }: CallContext): object {
  const alarm = taggedAlarm(world, input.ResourceARN);
  for (const { Key = "", Value = "" } of input.Tags ?? []) alarm.tags[Key] = Value;
  return {};
}

export function untagAlarm(input: UntagResourceInput, { world }: CallContext): object {
  const alarm = taggedAlarm(world, input.ResourceARN);
  for (const key of input.TagKeys ?? []) delete alarm.tags[key];
  return {};
}
