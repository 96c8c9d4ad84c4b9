/**
 * A rehearsal's seed from what the inventory knows of a connection: pure. Ids and names are kept; user data and what
 * looks like a secret stay behind. It says what it left out and what it had to assume, for the user to read.
 */
import type {
  RehearsalSeed,
  RehearsedSubnet,
} from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, GroupExtras } from "../../shared/model/facts.ts";
import { Findings } from "./findings.ts";
import { rehearsedGroups } from "./groups.ts";
import { rehearsedImages } from "./images.ts";
import { rehearsedServers } from "./servers.ts";
import { rehearsedTargetGroups } from "./target-groups.ts";
import { rehearsedTemplates } from "./templates.ts";

export interface ConnectionFacts {
  readonly facts: Facts;
  readonly region: string;
  readonly accountId: string;
  readonly takenAtMs: number;
  /** As read; null: not asked for, then taken from the servers and groups. */
  readonly subnets: readonly RehearsedSubnet[] | null;
  /** By group, as far as read: what of it stays behind is named. */
  readonly extras: ReadonlyMap<string, GroupExtras>;
}

export interface Rehearsal {
  readonly seed: RehearsalSeed;
  /** Sentences. */
  readonly leftOut: readonly string[];
  readonly assumed: readonly string[];
}

export function makeRehearsal(connection: ConnectionFacts): Rehearsal {
  const { facts, region, accountId, takenAtMs } = connection;
  const findings = new Findings();
  const servers = rehearsedServers(facts, findings);
  const templates = rehearsedTemplates(facts, findings);
  const seed: RehearsalSeed = {
    format: 1,
    region,
    accountId,
    takenAtMs,
    vpcId: `vpc-${accountId.padStart(17, "0").slice(-17)}`,
    subnets: subnetsOf(connection, findings),
    securityGroupIds: securityGroups(facts),
    images: rehearsedImages(facts, takenAtMs, findings),
    templates,
    groups: rehearsedGroups(facts, connection.extras, servers, findings),
    servers,
    targetGroups: rehearsedTargetGroups(facts, findings),
  };
  findings.assume(
    "One VPC holds all subnets and security groups; what groups let through is not known.",
  );
  return { seed, leftOut: findings.leftOut, assumed: findings.assumed };
}

function securityGroups({ servers, templateVersions }: Facts): readonly string[] {
  const ids = new Set<string>();
  for (const server of servers.values()) for (const id of server.securityGroupIds) ids.add(id);
  for (const version of templateVersions.values())
    for (const id of version.securityGroupIds) ids.add(id);
  return [...ids].toSorted();
}

const MANY_ADDRESSES = 4000;

/** Those that were read, and any other that a server or a group is in. */
function subnetsOf(
  { subnets, facts }: ConnectionFacts,
  findings: Findings,
): readonly RehearsedSubnet[] {
  const known = new Map((subnets ?? []).map((subnet) => [subnet.id, subnet]));
  const read = known.size;
  const add = (id: string, zone: string) =>
    known.has(id) || known.set(id, { id, zone, name: null, freeAddresses: MANY_ADDRESSES });
  for (const { subnetId, zone } of facts.servers.values())
    if (subnetId !== null) add(subnetId, zone);
  for (const { settings } of facts.groups.values())
    settings.subnetIds.forEach((id, at) =>
      add(id, settings.zones[at % Math.max(1, settings.zones.length)] ?? "a"),
    );
  if (known.size > read)
    findings.assume(
      `${known.size - read} subnets could not be read: their zones are their servers', and they have ${MANY_ADDRESSES} free addresses.`,
    );
  return [...known.values()];
}
