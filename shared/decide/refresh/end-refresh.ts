/**
 * No refresh of this plan is left running when it is stopped or fails: what AWS has not done yet is cancelled. A
 * roll back that takes over needs it as it is, and whoever holds the group now decides for themselves.
 */
import type { GroupFact } from "../../model/facts.ts";
import { isActiveRefresh, type RefreshFact } from "../../model/facts/signs.ts";
import { foreignClaim } from "../release/claim-tag.ts";
import { mayArrive, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { goesTo, isSince } from "./own-refresh.ts";

export interface EndRefreshSeen {
  readonly group: GroupFact | null;
  readonly refreshes: readonly RefreshFact[];
}
type Work = WorkOf<"end-refresh">;

const RECHECK_MS = 5000;

export function decideEndRefresh(
  work: Work,
  seen: EndRefreshSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const { group } = seen;
  const templateVersion = work.templateVersion ?? memory.outputs.templateVersion ?? null;
  if (templateVersion === null || !group || group.status !== null) return nothingToDo(work);
  if (memory.leaving === "superseded")
    return { kind: "done", note: "Left as it is, for the roll back that takes over" };
  if (foreignClaim(group, memory.operationId, nowMs))
    return { kind: "done", note: `Somebody else holds ${group.name} now: left as it is` };
  const own = ownOf(work, templateVersion, seen.refreshes, memory);
  if (!own || !isActiveRefresh(own)) return notActive(work, own, memory, nowMs);
  if (own.status === "Cancelling") return ending(own);
  return {
    kind: "act",
    note: `Cancelling the refresh ${own.id}`,
    calls: [{ call: "CancelInstanceRefresh", groupName: work.group, waitForTransitioning: true }],
  };
}

/** By the id that the refresh was followed by; else by what it was asked for, since it was. Somebody else's stays. */
function ownOf(
  { group, templateId }: Work,
  templateVersion: number,
  refreshes: readonly RefreshFact[],
  memory: Memory,
): RefreshFact | null {
  const id = memory.keptBy?.("refresh")?.["refreshId"];
  if (typeof id === "string") return refreshes.find((refresh) => refresh.id === id) ?? null;
  const askedAtMs = memory.askedAtMs?.(group, "StartInstanceRefresh") ?? null;
  if (askedAtMs === null) return null;
  const wanted = { templateId, templateVersion };
  return (
    refreshes.find((refresh) => goesTo(refresh, wanted) && isSince(refresh, askedAtMs)) ?? null
  );
}

/** What was asked for and isn't listed, or wasn't answered, may come into being yet. */
function notActive(work: Work, own: RefreshFact | null, memory: Memory, nowMs: number): Decision {
  const { group } = work;
  const unansweredAtMs = memory.unansweredAtMs(group, "StartInstanceRefresh");
  const askedAtMs = own ? null : (memory.askedAtMs?.(group, "StartInstanceRefresh") ?? null);
  if (!mayArrive(unansweredAtMs, nowMs) && !mayArrive(askedAtMs, nowMs)) return nothingToDo(work);
  const note =
    "A refresh that was asked for isn't listed and may still begin; looking until it can't";
  return { kind: "wait", note, recheckMs: RECHECK_MS, progress: null };
}

const nothingToDo = ({ group }: Work): Decision => ({
  kind: "done",
  note: `No refresh of ${group} is under way`,
});

const ending = ({ reason }: RefreshFact): Decision => ({
  kind: "wait",
  note: `Launches and terminations under way come to their end${reason === null ? "" : `. AWS says: "${reason}"`}`,
  recheckMs: RECHECK_MS,
  progress: null,
});
