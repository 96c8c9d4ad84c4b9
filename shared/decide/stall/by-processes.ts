/** Processes that somebody suspended. */
import type { GroupFact } from "../../model/facts.ts";
import { isSuspended } from "../../guard/held-processes.ts";
import { clearing, type Stall, type StallCase } from "./stall-case.ts";

export function suspendedProcess({ group }: StallCase): Stall | null {
  const missing = group.members.length < group.desiredCapacity;
  if (missing && isSuspended(group, "Launch"))
    return suspended(group, "Launch", "so it starts no servers");
  if (!isSuspended(group, "AddToLoadBalancer") || group.settings.targetGroupArns.length === 0)
    return null;
  return suspended(
    group,
    "AddToLoadBalancer",
    "so its new servers get no traffic",
    "Servers that were started meanwhile must be registered by hand, or be ended, since AWS doesn't make up for it.",
  );
}

/** Who did it AWS doesn't say; since when it does. */
export function suspended(
  group: GroupFact,
  process: string,
  meaning: string,
  more = "It goes on by itself then.",
): Stall {
  const said = group.suspended.find((held) => held.process === process)?.reason ?? "";
  const since = said === "" ? "" : ` AWS says: "${said}".`;
  return {
    kind: "launch",
    cause: `The process ${process} of ${group.name} is suspended, ${meaning}.${since}`,
    cure: `Resume ${process} on ${group.name}; it stays resumed. ${more}`,
    ...clearing(`Resume ${process}`, {
      call: "ResumeProcesses",
      groupName: group.name,
      processes: [process],
    }),
  };
}
