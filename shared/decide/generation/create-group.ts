/**
 * The group of a new generation, empty at first. AWS has no token for this call: the unique name, and the tag that
 * says which operation made it, take its place. So a lost answer or a restart finds the group and makes no second.
 */
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import {
  acceptedAtMs,
  failed,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { vanished } from "../vanished.ts";

export interface CreateGroupSeen {
  readonly group: GroupFact | null;
}

const LISTED_WITHIN_MS = 10 * 60_000;

export function decideCreateGroup(
  work: WorkOf<"create-group">,
  seen: CreateGroupSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  if (seen.group) return found(work, seen.group, memory);
  const madeAtMs = acceptedAtMs(memory, "CreateAutoScalingGroup");
  if (madeAtMs !== null) return notListed(work, nowMs - madeAtMs);
  const version = work.templateVersion ?? memory.outputs.templateVersion;
  if (version === undefined)
    return failed("No template version is known for the new group. Make the plan again.");
  return create(work, version, memory);
}

function found(work: WorkOf<"create-group">, group: GroupFact, memory: Memory): Decision {
  const maker = group.tags.find((tag) => tag.key === TAG.operation)?.value;
  if (maker !== memory.operationId) {
    return failed(
      `A group named ${work.group} exists already and is not of this operation. It was left alone. ` +
        "Make the plan again: it will take the next free number.",
    );
  }
  return (
    vanished(group, work.group) ??
    withMetrics(work, group, memory) ?? {
      kind: "done",
      note: `${work.group} is there, still empty`,
    }
  );
}

/** They can't be asked for when a group is made, and a list may not show them at once. */
function withMetrics(
  work: WorkOf<"create-group">,
  group: GroupFact,
  memory: Memory,
): Decision | null {
  const collected = new Set(group.settings.enabledMetrics);
  const metrics = work.settings.enabledMetrics.filter((metric) => !collected.has(metric));
  if (metrics.length === 0 || wasAccepted(memory, "EnableMetricsCollection")) return null;
  return {
    kind: "act",
    note: `Collecting the metrics of ${work.group}`,
    calls: [{ call: "EnableMetricsCollection", groupName: group.name, metrics }],
  };
}

function notListed(work: WorkOf<"create-group">, forMs: number): Decision {
  if (forMs > LISTED_WITHIN_MS) {
    return vanished(null, work.group) ?? failed("The new group is gone.");
  }
  return {
    kind: "wait",
    note: "Waiting for the group to be listed",
    recheckMs: 2000,
    progress: null,
  };
}

function create(work: WorkOf<"create-group">, templateVersion: number, memory: Memory): Decision {
  const mine = { key: TAG.operation, value: memory.operationId, propagateAtLaunch: false };
  return {
    kind: "act",
    note: `Creating ${work.group} with version ${String(templateVersion)} of the template`,
    calls: [
      {
        call: "CreateAutoScalingGroup",
        groupName: work.group,
        templateId: work.templateId,
        templateVersion,
        minSize: 0,
        maxSize: work.maxSize,
        desiredCapacity: 0,
        settings: work.settings,
        tags: [...work.tags.filter((tag) => tag.key !== TAG.operation), mine],
      },
    ],
  };
}
