/**
 * Raises a group to an absolute size, then waits for proof that so many servers serve. It never lowers a size, and
 * never aims below the floor, whatever the other group wants by now.
 */
import type { GroupFact } from "../../model/facts.ts";
import type { FleetReading } from "../../guard/serving.ts";
import { comeUp, type ComingUp } from "./coming-up.ts";
import {
  acceptedAtMs,
  BELIEVED_AFTER_MS,
  failed,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { OBSERVE_EVERY_MS } from "../proof.ts";
import type { StallSeen } from "../stall/stall-case.ts";
import { vanished } from "../vanished.ts";
import { servers } from "../words.ts";

export type RiseSeen = StallSeen;

export function decideRaise(
  work: WorkOf<"raise">,
  seen: RiseSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone =
    vanished(group, work.group) ?? vanished(seen.fleet.groups.get(work.liveGroup), work.liveGroup);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const before = memory.kept as ComingUp | null;
  const least = work.size === "live" ? memory.floor : 0;
  const size = wanted(work, seen.fleet);
  if (size === 0 && !before) return failed(nothingWanted(work));
  const target = Math.max(before?.target ?? 0, size, least);
  if (group.desiredCapacity < target)
    return isAsked(before, target, memory, nowMs) ? notListed : raise(group, target, before, nowMs);
  const { expected } = memory;
  const { observations, targetGroupArns } = work;
  const { templateVersion } = memory.outputs;
  const given = templateVersion === undefined ? {} : { templateVersion };
  const how = { targetGroupArns, target, observations, expected, ...given };
  return comeUp({ group: work.group, ...seen, ...how }, before, nowMs);
}

/** AWS has accepted this very size a moment ago: until lists have caught up it isn't asked for again and again. */
function isAsked(before: ComingUp | null, target: number, memory: Memory, nowMs: number): boolean {
  const atMs = acceptedAtMs(memory, "UpdateAutoScalingGroup");
  return (before?.target ?? 0) >= target && atMs !== null && nowMs - atMs < BELIEVED_AFTER_MS;
}

const notListed: Decision = {
  kind: "wait",
  note: "Waiting for the new size to be listed",
  recheckMs: OBSERVE_EVERY_MS,
  progress: null,
};

function wanted(work: WorkOf<"raise">, fleet: FleetReading): number {
  return work.size === "live"
    ? (fleet.groups.get(work.liveGroup)?.desiredCapacity ?? 0)
    : work.size;
}

function raise(group: GroupFact, target: number, before: ComingUp | null, nowMs: number): Decision {
  const best = before?.best ?? 0;
  const kept: ComingUp = { best, quietForMs: 0, lookedAtMs: nowMs, proof: null, target };
  return {
    kind: "act",
    note: `Raising ${group.name} from ${String(group.desiredCapacity)} to ${servers(target)}`,
    kept: { ...kept },
    calls: [
      {
        call: "UpdateAutoScalingGroup",
        groupName: group.name,
        minSize: group.minSize,
        maxSize: Math.max(group.maxSize, target),
        desiredCapacity: target,
      },
    ],
  };
}

const nothingWanted = (work: WorkOf<"raise">) =>
  `${work.liveGroup} wants no servers, so there is no size to raise ${work.group} to. ` +
  "An empty fleet can't be replaced: give it its size back first.";
