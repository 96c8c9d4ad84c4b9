/** Waits until the warm time of a generation is over, by the tag that says so to every console; a roll back ends it. */
import { parseIsoMs } from "../../words/iso-time.ts";
import { servingMembers, type FleetReading } from "../../guard/serving.ts";
import type { GroupFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import { failed, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { vanished } from "../vanished.ts";
import { servers, span } from "../words.ts";

export interface KeepWarmSeen {
  readonly fleet: FleetReading;
}

const RECHECK_MS = 30_000;

export function decideKeepWarm(
  work: WorkOf<"keep-warm">,
  { fleet }: KeepWarmSeen,
  memory: Pick<Memory, "startedAtMs">,
  nowMs: number,
): Decision {
  const group = fleet.groups.get(work.group);
  const gone =
    vanished(group, work.group) ?? vanished(fleet.groups.get(work.servingGroup), work.servingGroup);
  if (gone || !group) return gone ?? failed("The group is gone.");
  const leftMs = warmUntilMs(group, memory.startedAtMs + work.durationMs) - nowMs;
  if (leftMs <= 0)
    return { kind: "done", note: `${work.group} was kept for as long as it should be` };
  const serving = servingMembers(fleet, work.servingGroup).length;
  return {
    kind: "wait",
    note:
      `${work.group} is kept for an instant roll back, another ${span(leftMs)}; ` +
      `${servers(serving)} of ${work.servingGroup} in service`,
    recheckMs: Math.min(leftMs, RECHECK_MS),
    progress: Math.max(0, Math.min(1, 1 - leftMs / Math.max(1, work.durationMs))),
    leftMs,
  };
}

/** Whoever wants it longer says so by the tag. */
const warmUntilMs = ({ tags }: GroupFact, otherwiseMs: number) =>
  parseIsoMs(tags.find(({ key }) => key === TAG.warmUntil)?.value ?? null) ?? otherwiseMs;
