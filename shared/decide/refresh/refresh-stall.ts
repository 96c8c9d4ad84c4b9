/**
 * What holds a refresh. AWS waits for an hour for what is protected, in standby or unhealthy, then it fails: so each
 * is named as soon as AWS names it.
 */
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import type { RefreshFact } from "../../model/signs.ts";
import { isSuspended } from "../../guard/guard.ts";
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
    setAside(followed, own, since) ??
    belowFloor(followed, since) ??
    atHour(findStall(seen, group.name, { late: since.late, nowMs, surge: 1, inTraffic: true }))
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
function setAside(followed: Followed, own: RefreshFact, since: Since): Stall | null {
  const { group, work, wanted } = followed;
  const late = since.late || since.belowForMs >= BELOW_FLOOR_FOR_MS;
  const isOld = (member: MemberFact) => !runs(member, wanted);
  const { scaleInProtectedInstances, standbyInstances } = work.preferences;
  const held = group.members.filter(
    (one) => isOld(one) && one.protectedFromScaleIn && one.lifecycleState === "InService",
  );
  const names = (what: RegExp) => late || what.test(own.reason ?? "");
  if (held.length > 0 && scaleInProtectedInstances === "Wait" && names(/is protected/i))
    return atHour(protectedStall(group, held));
  const aside = group.members.filter((one) => isOld(one) && /Standby/.test(one.lifecycleState));
  if (aside.length > 0 && standbyInstances === "Wait" && names(/standby/i))
    return atHour(standbyStall(group, aside));
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

const HOUR = " AWS waits for an hour, then the refresh fails.";

const atHour = (stall: Stall | null): Stall | null =>
  stall && { ...stall, cause: stall.cause + HOUR };
