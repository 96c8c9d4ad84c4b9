/** The servers of all fleets as rows. A member that EC2 has not shown yet is left out until it does. */
import { snowflakeKinds } from "../drift/drift-case.ts";
import type { Facts, GroupFact, MemberFact, ServerFact } from "../model/facts.ts";
import type { FleetView, GenerationView, ServerView } from "../model/fleet.ts";
import { indexFacts, type FactIndex } from "./fact-index.ts";
import { healthyAtTraffic } from "./generations/group-standing.ts";
import { effectiveVersion } from "./in-place/effective-version.ts";
import { awsStateOf, serverState, type ServerCase } from "./server-state.ts";

export function deriveServers(facts: Facts, fleets: readonly FleetView[]): ServerView[] {
  const index = indexFacts(facts);
  return fleets.flatMap((fleet) => fleetServers(fleet, index));
}

function fleetServers(fleet: FleetView, index: FactIndex): ServerView[] {
  const snowflakes = evidenceByServer(fleet);
  const byGroup = new Map<string, GenerationView[]>();
  for (const generation of fleet.generations) {
    if (generation.groupName === null) continue;
    byGroup.set(generation.groupName, [...(byGroup.get(generation.groupName) ?? []), generation]);
  }
  return [...byGroup].flatMap(([name, generations]) => {
    const group = index.facts.groups.get(name);
    return group === undefined ? [] : groupServers(fleet, group, generations, index, snowflakes);
  });
}

function groupServers(
  fleet: FleetView,
  group: GroupFact,
  generations: readonly GenerationView[],
  index: FactIndex,
  snowflakes: ReadonlyMap<string, readonly string[]>,
): ServerView[] {
  return group.members.flatMap((member) => {
    const server = index.facts.servers.get(member.serverId);
    if (server === undefined) return [];
    const generation = generationOf(member, group, generations, index);
    const of = caseOf(group, member, server, generation, index);
    return [serverRow(fleet, of, generation, snowflakes.get(server.id) ?? [])];
  });
}

function generationOf(
  member: MemberFact,
  group: GroupFact,
  generations: readonly GenerationView[],
  index: FactIndex,
): GenerationView | null {
  if (generations.length < 2) return generations[0] ?? null;
  const template = effectiveVersion(member, group, index);
  return (
    generations.find(
      (one) => one.templateId === template?.id && one.templateVersion === template?.version,
    ) ?? null
  );
}

function caseOf(
  group: GroupFact,
  member: MemberFact,
  server: ServerFact,
  generation: GenerationView | null,
  index: FactIndex,
): ServerCase {
  const { targetHealth } = index.facts;
  const targetStates = group.settings.targetGroupArns.flatMap(
    (arn) => targetHealth.get(`${arn}|${member.serverId}`)?.state ?? [],
  );
  const healthy = healthyAtTraffic(group, member, index);
  return {
    member,
    server,
    healthyAtTraffic: healthy,
    targetStates,
    generation: generation?.state ?? null,
  };
}

function serverRow(
  fleet: FleetView,
  of: ServerCase,
  generation: GenerationView | null,
  snowflake: readonly string[],
): ServerView {
  const { member, server } = of;
  return {
    id: server.id,
    fleetId: fleet.id,
    generationId: generation?.id ?? null,
    state: serverState(of),
    awsState: awsStateOf(of),
    zone: server.zone,
    instanceType: server.instanceType,
    privateIp: server.privateIp,
    imageId: server.imageId,
    launchedAtMs: server.launchedAtMs,
    healthyAtTraffic: of.healthyAtTraffic,
    snowflake,
    protectedFromScaleIn: member.protectedFromScaleIn,
    readAtMs: server.readAtMs,
  };
}

function evidenceByServer(fleet: FleetView): Map<string, string[]> {
  const evidence = new Map<string, string[]>();
  for (const finding of fleet.findings) {
    if (!snowflakeKinds.has(finding.kind)) continue;
    evidence.set(finding.subject, [...(evidence.get(finding.subject) ?? []), finding.evidence]);
  }
  return evidence;
}
