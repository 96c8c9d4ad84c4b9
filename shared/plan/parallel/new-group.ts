/** The group of a new generation: its name, which was never used before, and what it takes from the live one. */
import {
  formatGroupName,
  maxGroupNameLength,
  nextSequence,
  parseGroupName,
  sequenceLabel,
} from "../../fleet/group-name.ts";
import type { Facts, GroupFact, GroupTag } from "../../model/facts.ts";
import { groupName, type GroupName } from "../../model/ids.ts";
import type { Refusal } from "../../model/plan.ts";
import { TAG } from "../../model/tags.ts";
import { refuse } from "../plan-input.ts";

export interface NewGroup {
  readonly name: GroupName;
  readonly label: string;
  readonly tags: readonly GroupTag[];
}

export function newGroupBeside(live: GroupFact, facts: Facts): NewGroup | Refusal {
  const { base } = parseGroupName(live.name);
  const sequence = nextSequence(base, namesInUse(facts));
  const name = formatGroupName(base, sequence);
  if (name.length <= maxGroupNameLength) {
    return { name: groupName(name), label: sequenceLabel(sequence), tags: tagsToKeep(live) };
  }
  return refuse(
    `The new group's name would be ${String(name.length)} characters long; AWS allows ${String(maxGroupNameLength)}.`,
    "Give the fleet a group with a shorter name first.",
  );
}

function* namesInUse(facts: Facts): Generator<string> {
  for (const group of facts.groups.values()) yield group.name;
  for (const version of facts.templateVersions.values()) yield version.description;
}

const ofOneGroup: readonly string[] = [
  TAG.claim,
  TAG.operation,
  TAG.servedFrom,
  TAG.servedUntil,
  TAG.warmUntil,
  TAG.heldProcesses,
];

/** All but what belongs to the one group, and what AWS reserves for itself. */
function tagsToKeep(live: GroupFact): GroupTag[] {
  return live.tags.filter((tag) => !tag.key.startsWith("aws:") && !ofOneGroup.includes(tag.key));
}
