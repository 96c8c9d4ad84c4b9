/** Ends a group and its servers, while another group serves. Gone counts as done only if we asked for it. */
import type { AlarmsOfRemoved } from "../../clone/clone-alarms.ts";
import type { GroupFact } from "../../model/facts.ts";
import { servingMembers, type FleetReading } from "../../guard/serving.ts";
import {
  failed,
  hasAsked,
  wasAccepted,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { POLL_EVERY_MS } from "../proof.ts";
import { vanished } from "../vanished.ts";
import { servers } from "../words.ts";

export interface RemoveSeen {
  readonly fleet: FleetReading;
  /** The group's alarms; left out: it is gone, or was not asked. */
  readonly alarms?: AlarmsOfRemoved;
}
type Work = WorkOf<"remove-group">;

export function decideRemoveGroup(work: Work, seen: RemoveSeen, memory: Memory): Decision {
  const group = seen.fleet.groups.get(work.group);
  const asked = hasAsked(memory, "DeleteAutoScalingGroup");
  if (!group) return asked ? { kind: "done", note: `${work.group} is gone` } : missing(work);
  if (group.status !== null) return ending(group, memory);
  const serving = seen.fleet.groups.get(work.servingGroup);
  const gone = vanished(serving, work.servingGroup);
  if (gone) return gone;
  return held(group) ?? tooFew(work, seen.fleet, memory) ?? remove(work, group, seen, memory);
}

/** AWS would refuse it again and again, in words it also uses for what passes. */
function held({ name, members, settings }: GroupFact): Decision | null {
  const protection = settings.deletionProtection;
  const isHeld =
    protection === "prevent-all-deletion" ||
    (protection === "prevent-force-deletion" && members.length > 0);
  if (!isHeld) return null;
  return failed(
    `${name} is protected from deletion (${protection}) and was kept, with ${servers(members.length)}. ` +
      "Take the protection off in AWS if the group may go, then retire it again.",
  );
}

const missing = (work: Work) => vanished(null, work.group) ?? failed("The group is gone.");

function tooFew(work: Work, fleet: FleetReading, memory: Memory): Decision | null {
  const serving = servingMembers(fleet, work.servingGroup).length;
  const needed = Math.max(1, memory.floor);
  if (serving >= needed) return null;
  return {
    kind: "stuck",
    note: `${work.group} is kept`,
    cause: `Only ${servers(serving)} of ${work.servingGroup} in service, and ${String(needed)} are needed.`,
    cure: "It goes on by itself when enough serve. Look at what keeps them from it.",
    recheckMs: POLL_EVERY_MS,
  };
}

/** The alarms go first: once the group is gone, nobody can tell whose they were. */
function remove(work: Work, group: GroupFact, seen: RemoveSeen, memory: Memory): Decision {
  const { going = [], staying = [] } = seen.alarms ?? {};
  const alarmNames = wasAccepted(memory, "DeleteAlarms") ? [] : going;
  const stay = `The alarms ${staying.join(", ")} of ${group.name} stay: Bennu didn't make them, or they drive other groups too.`;
  return {
    kind: "act",
    note: `Deleting ${group.name} with ${servers(group.members.length)}`,
    kept: { had: group.members.length },
    events: staying.length > 0 && !memory.kept ? [{ level: "info", text: stay }] : [],
    calls: [
      ...(alarmNames.length > 0
        ? [{ call: "DeleteAlarms", groupName: work.group, alarmNames } as const]
        : []),
      { call: "DeleteAutoScalingGroup", groupName: work.group, force: mayForce(group) },
    ],
  };
}

/** An empty group so protected goes, as long as nobody forces it. */
const mayForce = ({ settings }: GroupFact) =>
  settings.deletionProtection !== "prevent-force-deletion";

function ending(group: GroupFact, memory: Memory): Decision {
  const had = Math.max(Number(memory.kept?.["had"] ?? 0), group.members.length, 1);
  return {
    kind: "wait",
    note: `${servers(group.members.length)} of ${group.name} still ending`,
    kept: { had },
    recheckMs: POLL_EVERY_MS,
    progress: 1 - group.members.length / had,
  };
}
