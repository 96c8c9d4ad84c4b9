/**
 * The processes that someone had suspended on a group before Bennu retired it: a tag names them, so that waking the
 * group, from any console, leaves them as they were.
 */
import type { Call } from "../../model/call.ts";
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";

const textOf = (group: GroupFact) =>
  group.tags.find((tag) => tag.key === TAG.heldProcesses)?.value ?? "";

/** Of these, the ones that are suspended and not someone else's. */
export function processesToResume(group: GroupFact, wanted: readonly string[]): readonly string[] {
  const theirs = new Set(textOf(group).split(" "));
  const held = new Set(group.suspended.map(({ process }) => process));
  return wanted.filter((process) => held.has(process) && !theirs.has(process));
}

/** To be called before anything is suspended: then all that is held is someone else's. None: the tag says so already. */
export function noteHeldCalls(group: GroupFact): readonly Call[] {
  const text = group.suspended
    .map(({ process }) => process)
    .toSorted()
    .join(" ");
  if (text === textOf(group)) return [];
  const { name } = group;
  return text === ""
    ? [{ call: "DeleteTags", groupName: name, keys: [TAG.heldProcesses] }]
    : [{ call: "CreateOrUpdateTags", groupName: name, tags: { [TAG.heldProcesses]: text } }];
}
