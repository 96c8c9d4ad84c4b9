/**
 * AWS's instance refresh of one group: started once, followed by its id to its end, and believed only when all
 * servers of the group run the new version and serve. AWS carries it out, so it goes on while nobody looks: after a
 * restart or a sleep the same refresh is found again.
 */
import type { ActivityFact, GroupFact } from "../../model/facts.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import { isActiveRefresh } from "../../model/facts/signs.ts";
import {
  failed,
  mayArrive,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { foreignRefresh } from "../stall/by-others.ts";
import { stuckBy } from "../stall/stall.ts";
import type { StallSeen } from "../stall/stall-case.ts";
import { vanished } from "../vanished.ts";
import { followRefresh, type Followed } from "./follow.ts";
import { ownRefresh, type Wanted } from "./own-refresh.ts";
import { allRun, proveRefreshed } from "./refreshed.ts";

export interface RefreshSeen extends StallSeen {
  /** Newest first. */
  readonly refreshes: readonly RefreshFact[];
  /** The group's activities since the refresh that is to be turned began; left out: not read. */
  readonly launches?: readonly ActivityFact[];
}
type Work = WorkOf<"refresh">;

const RECHECK_MS = 5000;

export function decideRefresh(
  work: Work,
  seen: RefreshSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const templateVersion = work.templateVersion ?? memory.outputs.templateVersion ?? null;
  if (templateVersion === null) return failed(noVersion);
  const wanted = { templateId: work.templateId, templateVersion };
  const followed = { work, seen, memory, nowMs, group, wanted };
  const own = ownRefresh(seen.refreshes, wanted, memory);
  return own ? followRefresh(followed, own) : notFound(followed);
}

const noVersion =
  "The template version that the servers should get isn't known: the step that makes it left none. Nothing was changed.";

function notFound(followed: Followed): Decision {
  const { work, seen, memory, nowMs, group, wanted } = followed;
  const note = "AWS has accepted the refresh, and doesn't list it yet";
  if (wasAccepted(memory, "StartInstanceRefresh")) return notListed(memory, nowMs, note);
  const unansweredAtMs = memory.unansweredAtMs(work.group, "StartInstanceRefresh");
  if (mayArrive(unansweredAtMs, nowMs))
    return waitFor("The start had no answer; looking whether a refresh came of it");
  const other = seen.refreshes.find(isActiveRefresh);
  if (other) return held(followed, other);
  if (work.onlyIfNeeded && memory.kept?.["refreshId"] === undefined && isThere(group, wanted))
    return proveRefreshed(followed, null);
  return start(work, wanted);
}

const isThere = (group: GroupFact, wanted: Wanted) =>
  group.template?.id === wanted.templateId &&
  group.template.version === String(wanted.templateVersion) &&
  allRun(group, wanted);

const waitFor = (note: string): Decision => ({
  kind: "wait",
  note,
  recheckMs: RECHECK_MS,
  progress: null,
});

const LISTED_WITHIN_MS = 10 * 60_000;

function notListed(memory: Memory, nowMs: number, note: string): Decision {
  const acceptedAtMs = memory.calls.findLast(({ name }) => name === "StartInstanceRefresh")?.atMs;
  if (nowMs - (acceptedAtMs ?? nowMs) < LISTED_WITHIN_MS) return waitFor(note);
  return failed(
    "AWS accepted the refresh and lists none: nobody can say what became of it. Look at the group's instance " +
      "refreshes in AWS; what serves stays as it is.",
  );
}

function held({ group, seen, nowMs }: Followed, other: RefreshFact): Decision {
  const about = { seen: { ...seen, refresh: other }, group, nowMs, late: false };
  const stall = foreignRefresh(about);
  const note = "Not started: another refresh is under way";
  if (!stall) return waitFor(note);
  return { kind: "stuck", note, ...stuckBy(stall), recheckMs: RECHECK_MS };
}

const start = (work: Work, { templateId, templateVersion }: Wanted): Decision => ({
  kind: "act",
  note: `Starting AWS's instance refresh to version ${String(templateVersion)}`,
  calls: [
    {
      call: "StartInstanceRefresh",
      groupName: work.group,
      strategy: "Rolling",
      templateId,
      templateVersion,
      ...(work.mixedInstances === undefined ? {} : { mixedInstances: work.mixedInstances }),
      preferences: work.preferences,
    },
  ],
});
