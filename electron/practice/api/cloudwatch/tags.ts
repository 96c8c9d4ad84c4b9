/** Tags of alarms. */
import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cloudwatch";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { AlarmState } from "../../world/kernel/state-cloudwatch.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";

function taggedAlarm(world: World, arn: string | undefined): AlarmState {
  const name = /:alarm:(.+)$/.exec(arn ?? "")?.[1] ?? "";
  const alarm = world.state.alarms.get(name);
  if (alarm?.arn === arn) return alarm as AlarmState;
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
