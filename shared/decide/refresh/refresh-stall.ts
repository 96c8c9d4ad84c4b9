/**
 * What holds a refresh. AWS waits for an hour for what is protected, in standby or unhealthy, then it fails: so each
 * is named as soon as AWS names it.
 */
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import type { RefreshFact } from "../../model/facts/signs.ts";
import { isSuspended } from "../../guard/held-processes.ts";
import { protectedStall, standbyStall } from "../stall/by-members.ts";
import { suspended } from "../stall/by-processes.ts";
import { findStall } from "../stall/stall.ts";
import { clearing, type Stall } from "../stall/stall-case.ts";
import type { Followed } from "./follow.ts";
import { runs } from "./refreshed.ts";

interface Since {
  readonly late: boolean;
  readonly belowForMs: number;
}

const BELOW_FLOOR_FOR_MS = 60_000;

export function refreshStall(followed: Followed, own: RefreshFact, since: Since): Stall | null {
  const { seen, group, nowMs } = followed;
  return (
    heldProcess(group) ??
    atHour(setAside(followed, since, own), followed, own) ??
    belowFloor(followed, since) ??
    atHour(
      findStall(seen, group.name, { late: since.late, nowMs, surge: 1, inTraffic: true }),
      followed,
      own,
    )
  );
}

/** Suspending InstanceRefresh pauses AWS; without Launch or Terminate nothing is replaced. */
function heldProcess(group: GroupFact): Stall | null {
  const process = ["InstanceRefresh", "Launch", "Terminate"].find((one) => isSuspended(group, one));
  if (process === undefined) return null;
  const meaning =
    process === "InstanceRefresh" ? "so AWS has paused the refresh" : "so AWS replaces no server";
  return suspended(group, process, meaning);
}

/** Below its floor with servers set aside, they are why. */
function setAside(followed: Followed, since: Since, own: RefreshFact): Stall | null {
  const { group, work, wanted } = followed;
  const late = since.late || since.belowForMs >= BELOW_FLOOR_FOR_MS;
  const isOld = (member: MemberFact) => !runs(member, wanted);
  const { scaleInProtectedInstances, standbyInstances } = work.preferences;
  const held = group.members.filter(
    (one) => isOld(one) && one.protectedFromScaleIn && one.lifecycleState === "InService",
  );
  const names = (what: RegExp) => late || what.test(own.reason ?? "");
  if (held.length > 0 && scaleInProtectedInstances === "Wait" && names(/is protected/i))
    return protectedStall(group, held);
  const aside = group.members.filter((one) => isOld(one) && /Standby/.test(one.lifecycleState));
  if (aside.length > 0 && standbyInstances === "Wait" && names(/standby/i))
    return standbyStall(group, aside);
  return null;
}

/** The percentages were chosen so that it doesn't: servers fail on their own, or AWS rounds otherwise. */
function belowFloor({ group, memory }: Followed, { belowForMs }: Since): Stall | null {
  if (belowForMs < BELOW_FLOOR_FOR_MS) return null;
  return {
    kind: "health",
    cause: `${group.name} has fewer servers in service than its floor of ${String(memory.floor)}.`,
    cure: "Look at what keeps them from it. Cancelling keeps AWS from taking more away; roll back brings the old version back.",
    ...clearing("Cancel the refresh", {
      call: "CancelInstanceRefresh",
      groupName: group.name,
      waitForTransitioning: true,
    }),
  };
}

const WHILE_TURNING =
  "Look at what keeps them from it: they run the version that served before, so the newer image isn't why.";

/** What comes of waiting: AWS's own way out, or none where it is on that way already. */
function atHour(stall: Stall | null, { work }: Followed, own: RefreshFact): Stall | null {
  if (stall === null) return null;
  const turns = own.status === "RollbackInProgress";
  const end = turns
    ? "its turning back fails, and the fleet stays mixed"
    : work.preferences.autoRollback
      ? "it turns the refresh back by itself"
      : "the refresh fails";
  const told = { ...stall, cause: `${stall.cause} AWS waits for an hour, then ${end}.` };
  return turns && !stall.clear ? { ...told, cure: WHILE_TURNING } : told;
}
