/**
 * The one guard for every call that takes capacity away. It computes how many servers would serve over the whole
 * fleet after exactly that call, from a reading made a moment ago, and refuses below the floor. It also refuses
 * empty lists, which AWS may read as "all", and removals of what isn't there. There is no second way.
 */
import type { Call } from "../model/call.ts";
import type { GuardReading, Verdict } from "./asked.ts";
import { aboutToEnd, lost } from "./lost.ts";
import { letsGoOn } from "./let-go.ts";
import { isSuspended } from "./held-processes.ts";
import { emptyList, missingSubject, foreignServer } from "./malformed.ts";
import { servingServers } from "./serving.ts";

export function guard(call: Call, fresh: GuardReading, floor: number): Verdict {
  const malformed = emptyList(call) ?? missingSubject(call, fresh) ?? foreignServer(call, fresh);
  if (malformed) return malformed;
  const serving = servingServers(fresh);
  const after = serving.size - lost(call, fresh, serving);
  const lasting = after - aboutToEnd(call, fresh);
  const least = lowest(call, fresh, floor);
  if (lasting < least && after < serving.size)
    return belowFloor(call, serving.size, lasting, least);
  return { ok: true, before: serving.size, after };
}

/**
 * The last server that serves is never taken, whatever the floor says. But a group's own policies and schedules go no
 * lower than its minimum, which is its owner's word, and may be none: given back to them, it may come down to that. A
 * scale-in that was held back, or a refresh, is another matter.
 */
function lowest(call: Call, fresh: GuardReading, floor: number): number {
  const least = Math.max(1, floor);
  if (call.call !== "ResumeProcesses") return least;
  const group = fresh.groups.get(call.groupName);
  if (!group) return least;
  const released = call.processes.filter((process) => isSuspended(group, process));
  const refreshes = fresh.extras === null || letsGoOn(released, group, fresh) > 0;
  return released.includes("Terminate") || refreshes ? least : Math.min(least, group.minSize);
}

function belowFloor(call: Call, before: number, after: number, floor: number): Verdict {
  return {
    ok: false,
    reason:
      `${call.call} would leave ${String(after)} of ${String(before)} servers in service, ` +
      `below the floor of ${String(floor)}. It was not called.`,
    cure: "It goes on by itself when enough servers are in service. Look at what keeps the others from it, or roll back.",
  };
}
