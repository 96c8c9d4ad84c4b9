/** Servers of a rehearsal: those that live. */
import type { RehearsedServer } from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, ServerFact } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";
import { harmlessTags } from "./tags.ts";

const STATES: Readonly<Record<string, RehearsedServer["state"]>> = {
  pending: "running",
  running: "running",
  stopping: "stopped",
  stopped: "stopped",
};

export function rehearsedServers(facts: Facts, findings: Findings): readonly RehearsedServer[] {
  const ill = illServers(facts);
  const servers: RehearsedServer[] = [];
  for (const server of facts.servers.values()) {
    const state = STATES[server.state];
    if (state === undefined) continue;
    if (server.subnetId === null || server.privateIp === null)
      findings.leaveOf("Servers outside of any subnet", server.id);
    else servers.push(rehearsed(server, state, !ill.has(server.id), findings));
  }
  findings.leave("User data of servers.");
  findings.assume("A server answers its health checks unless all of its targets are unhealthy.");
  return servers;
}

function rehearsed(
  server: ServerFact,
  state: RehearsedServer["state"],
  healthy: boolean,
  findings: Findings,
): RehearsedServer {
  const { template, readAtMs: _, tags, subnetId, privateIp, rootDevice, ...facts } = server;
  return {
    ...facts,
    state,
    healthy,
    subnetId: subnetId ?? "",
    privateIp: privateIp ?? "",
    rootDevice: rootDevice ?? "/dev/xvda",
    template: template && { id: template.id, version: Number(template.version) || 1 },
    tags: harmlessTags(tags, server.id, findings),
  };
}

/** Unhealthy wherever they are a target. */
function illServers({ targetHealth }: Facts): ReadonlySet<string> {
  const ill = new Set<string>();
  const well = new Set<string>();
  for (const { serverId, state } of targetHealth.values())
    (state.startsWith("unhealthy") ? ill : well).add(serverId);
  return new Set([...ill].filter((id) => !well.has(id)));
}
