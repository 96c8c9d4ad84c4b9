/**
 * What holds a group back: the cause, the cure in words and, where Bennu can do it, the calls that clear it. From its
 * activities, its processes, the health of its servers and what else was read of it. Null: nothing is known to be
 * wrong, it just takes time. What points at somebody's hand comes before what AWS can't do, and that before health.
 */
import type { GroupName } from "../../model/ids.ts";
import { draining, unhealthy } from "./by-health.ts";
import { waitingHook } from "./by-hooks.ts";
import { launchFailure } from "./by-launches.ts";
import { inStandby } from "./by-members.ts";
import { detachedTraffic, foreignRefresh, otherTemplate, sizeTooSmall } from "./by-others.ts";
import { suspendedProcess } from "./by-processes.ts";
import type { Circumstances, Stall, StallCase, StallSeen } from "./stall-case.ts";

const causes: readonly ((about: StallCase) => Stall | null)[] = [
  suspendedProcess,
  waitingHook,
  otherTemplate,
  launchFailure,
  foreignRefresh,
  sizeTooSmall,
  inStandby,
  detachedTraffic,
  unhealthy,
  draining,
];

export function findStall(
  seen: StallSeen,
  name: GroupName,
  circumstances: Circumstances,
): Stall | null {
  const group = seen.fleet.groups.get(name);
  if (!group) return null;
  const about = { ...circumstances, seen, group };
  for (const cause of causes) {
    const found = cause(about);
    if (found) return found;
  }
  return null;
}

/** The part of a stuck decision that a stall fills. */
export const stuckBy = ({ cause, cure, clear }: Stall) =>
  clear === undefined ? { cause, cure } : { cause, cure, clear };
