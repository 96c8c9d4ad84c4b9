/** Wakes a warm generation: its processes go on, it gets its traffic, and it is proved to serve. */
import type { Call } from "../../model/call.ts";
import type { GroupFact } from "../../model/facts.ts";
import { isActive } from "../../guard/serving.ts";
import { comeUp, type ComingUp } from "./coming-up.ts";
import { failed, wasAccepted, type Decision, type Memory, type WorkOf } from "../decision.ts";
import { processesToResume } from "./held-processes.ts";
import type { RiseSeen } from "./raise.ts";
import { vanished } from "../vanished.ts";

export function decideWake(
  work: WorkOf<"wake">,
  seen: RiseSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const gone = vanished(group, work.group);
  if (gone || !group) return gone ?? failed("The group is gone.");
  if (group.desiredCapacity === 0 || !group.members.some(isActive)) return failed(noServers(work));
  const calls = wakingCalls(work, group, memory);
  const before = memory.kept as ComingUp | null;
  if (calls.length > 0) return { kind: "act", note: `Waking ${group.name}`, calls };
  const { expected } = memory;
  const target = Math.max(before?.target ?? 0, group.desiredCapacity);
  const rise = {
    group: work.group,
    targetGroupArns: work.targetGroupArns,
    target,
    observations: work.observations,
    ...seen,
    expected,
  };
  return comeUp(rise, before, nowMs);
}

/** An attaching that AWS has accepted may take a while to be listed: it isn't asked for again. */
function wakingCalls(work: WorkOf<"wake">, group: GroupFact, memory: Memory): Call[] {
  const processes = processesToResume(group, work.processes);
  const detached = work.targetGroupArns.filter(
    (arn) => !group.settings.targetGroupArns.includes(arn),
  );
  const targetGroupArns = wasAccepted(memory, "AttachTrafficSources") ? [] : detached;
  const calls: Call[] = [];
  if (processes.length > 0)
    calls.push({ call: "ResumeProcesses", groupName: group.name, processes });
  if (targetGroupArns.length > 0) {
    calls.push({ call: "AttachTrafficSources", groupName: group.name, targetGroupArns });
  }
  return calls;
}

const noServers = (work: WorkOf<"wake">) =>
  `${work.group} has no servers any more, so it can't be woken. The fleet serves as before. ` +
  "Make the rollback plan again: it will start new servers from the image.";
