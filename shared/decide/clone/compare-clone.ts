/**
 * Holds the new group against the old one. A difference without a reason stops the plan and is shown: nothing was
 * taken from the old group yet. Whoever sets it right, on either of the two, lets the plan go on.
 */
import { compareClone as compare, unexplained, type CloneSide } from "../../clone/compare-clone.ts";
import type { Held } from "../../clone/clone-expectation.ts";
import { differenceText, type Difference } from "../../clone/differences.ts";
import type { GroupExtra, GroupFact } from "../../model/facts.ts";
import { BELIEVED_AFTER_MS, failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { POLL_EVERY_MS } from "../proof.ts";
import { vanished } from "../vanished.ts";

export interface CompareSeen {
  readonly group: GroupFact | null;
  readonly from: GroupFact | null;
  readonly sides: { readonly from: CloneSide; readonly to: CloneSide } | null;
  readonly alarms: readonly GroupExtra[];
}
const notThere = (work: Work) => vanished(null, work.group) ?? failed("The new group is gone.");

type Work = WorkOf<"compare-clone">;

const RECHECK_MS = 15_000;

export function decideCompareClone(
  work: Work,
  seen: CompareSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const gone = vanished(seen.group, work.group) ?? vanished(seen.from, work.fromGroup);
  if (gone || !seen.sides) return gone ?? notThere(work);
  const version = work.templateVersion ?? memory.outputs.templateVersion;
  if (version === undefined)
    return failed("No template version is known for the new group. Make the plan again.");
  const found = compare(seen.sides.from, seen.sides.to, seen.alarms, {
    change: { fromGroup: work.fromGroup, toGroup: work.group, targetGroups: work.targetGroups },
    template: { id: work.templateId, version },
    targetGroupArns: work.targetGroupArns,
    trafficToCome: work.trafficToCome,
    sizes: work.sizes,
    nowMs,
  });
  const bad = unexplained(found);
  return bad.length === 0 ? same(work, found) : differs(work, bad, memory, nowMs);
}

function same(work: Work, found: readonly Held[]): Decision {
  return {
    kind: "done",
    note:
      `${work.group} is a full clone of ${work.fromGroup}` +
      (found.length === 0 ? "" : `; ${String(found.length)} differences, each with its reason`),
    events: found.length === 0 ? [] : [{ level: "info", text: reasons(found) }],
  };
}

const reasons = (found: readonly Held[]) =>
  `Different by intent: ${found.map((each) => `${each.field} (${each.why ?? ""})`).join("; ")}`;

/** A list that lags shows the clone as it was a minute ago. */
function differs(work: Work, bad: readonly Difference[], memory: Memory, nowMs: number): Decision {
  const sinceMs = Number(memory.kept?.["differsSinceMs"] ?? nowMs);
  const kept = { differsSinceMs: sinceMs };
  const text = bad.map(differenceText).join("; ");
  if (nowMs - sinceMs < BELIEVED_AFTER_MS) {
    return {
      kind: "wait",
      note: `Not the same yet, as AWS lists it: ${text}`,
      kept,
      recheckMs: POLL_EVERY_MS,
      progress: null,
    };
  }
  return {
    kind: "stuck",
    note: `${work.group} is no clone of ${work.fromGroup}`,
    cause: `${work.group} differs from ${work.fromGroup} for no reason that Bennu knows. ${text}.`,
    cure: `Nothing was taken from ${work.fromGroup}. Set it right on one of the two groups in AWS, and it goes on by itself; or roll back.`,
    kept,
    recheckMs: RECHECK_MS,
  };
}
