/** The calls that put an original back, from what the group is now. None: it is as it was, or the group is gone. */
import { assertNever } from "../../assert-never.ts";
import type { Call } from "../../model/call.ts";
import type { RuleFact } from "../../model/facts/rule-facts.ts";
import { weightCalls } from "../generation/weigh.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { OperationId } from "../../model/ids.ts";
import type { Sizes } from "../../model/steps/generation.ts";
import { TAG } from "../../model/tags.ts";
import { isSuspended } from "../../guard/held-processes.ts";
import { claimOf } from "../release/claim-tag.ts";
import type { Original, TemplateVersion } from "../decision.ts";

export function putBackCalls(
  original: Original,
  group: GroupFact | null,
  mine: OperationId,
  rules: readonly RuleFact[] = [],
): readonly Call[] {
  if (!group || group.status !== null) return [];
  switch (original.kind) {
    case "claim":
      return claimOf(group)?.operationId === mine
        ? [{ call: "DeleteTags", groupName: group.name, keys: [TAG.claim] }]
        : [];
    case "suspended":
      return resume(group, original.processes);
    case "sizes":
      return resize(group, original.sizes);
    case "template":
      return giveTemplate(group, original);
    case "weights":
      return reweigh(original, rules);
    default:
      return assertNever(original, "original");
  }
}

function resume(group: GroupFact, wanted: readonly string[]): readonly Call[] {
  const processes = wanted.filter((process) => isSuspended(group, process));
  return processes.length === 0
    ? []
    : [{ call: "ResumeProcesses", groupName: group.name, processes }];
}

/**
 * The limits go back, as far as the size that is wanted now allows: which servers would end is not ours to say, and
 * in the place of one in standby none is to start.
 */
function resize(group: GroupFact, sizes: Sizes): readonly Call[] {
  const waits = group.members.some(({ lifecycleState }) => /Standby/.test(lifecycleState));
  const minSize = waits ? Math.min(sizes.minSize, group.desiredCapacity) : sizes.minSize;
  const desiredCapacity = Math.max(group.desiredCapacity, minSize);
  const maxSize = Math.max(sizes.maxSize, desiredCapacity);
  if (group.minSize === minSize && group.maxSize === maxSize) return [];
  return [
    { call: "UpdateAutoScalingGroup", groupName: group.name, minSize, maxSize, desiredCapacity },
  ];
}

/** A version that someone gave it since is theirs. */
function giveTemplate(
  group: GroupFact,
  { template, given }: Extract<Original, { kind: "template" }>,
): readonly Call[] {
  const { name, minSize, maxSize, desiredCapacity } = group;
  if (has(group, template) || (given !== undefined && !has(group, given))) return [];
  const sizes = { minSize, maxSize, desiredCapacity };
  return [{ call: "UpdateAutoScalingGroup", groupName: name, ...sizes, template }];
}

const has = ({ template }: GroupFact, { id, version }: TemplateVersion) =>
  template?.id === id && template.version === String(version);

/** A rule that someone changed otherwise by now is theirs. */
function reweigh(
  { group, rule }: Extract<Original, { kind: "weights" }>,
  rules: readonly RuleFact[],
): readonly Call[] {
  const { fromWeight, toWeight } = rule;
  return rules
    .filter(({ ruleArn }) => ruleArn === rule.ruleArn)
    .flatMap((fact) => weightCalls({ group, fromWeight, toWeight }, rule, fact));
}
