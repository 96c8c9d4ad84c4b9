/** Facts by what they belong to, built once for a whole derivation, so that no fleet walks all facts again. */
import type {
  Facts,
  GroupFact,
  ServerFact,
  TemplateRef,
  TemplateVersionFact,
} from "../model/facts.ts";
import type { TemplateId } from "../model/ids.ts";

export interface FactIndex {
  readonly facts: Facts;
  /** All versions of a launch template that were read, newest first. */
  readonly versions: ReadonlyMap<string, readonly TemplateVersionFact[]>;
  /** Servers healthy at a target group; no entry if no health of it was read, which is unknown and not unhealthy. */
  readonly healthyAt: ReadonlyMap<string, ReadonlySet<string>>;
}

export function indexFacts(facts: Facts): FactIndex {
  const versions = new Map<string, TemplateVersionFact[]>();
  for (const version of facts.templateVersions.values()) {
    const known = versions.get(version.templateId);
    if (known === undefined) versions.set(version.templateId, [version]);
    else known.push(version);
  }
  for (const known of versions.values()) known.sort((a, b) => b.version - a.version);
  return { facts, versions, healthyAt: healthyServers(facts) };
}

function healthyServers(facts: Facts): Map<string, Set<string>> {
  const healthyAt = new Map<string, Set<string>>();
  for (const { targetGroupArn, serverId, state } of facts.targetHealth.values()) {
    const known = healthyAt.get(targetGroupArn) ?? new Set();
    if (state === "healthy") known.add(serverId);
    healthyAt.set(targetGroupArn, known);
  }
  return healthyAt;
}

export interface ResolvedTemplate {
  readonly id: TemplateId;
  readonly version: number;
}

/** The number behind `$Latest` and `$Default`; null while the template's versions were not read. */
export function resolveTemplate(
  ref: TemplateRef | null,
  index: FactIndex,
): ResolvedTemplate | null {
  if (ref === null) return null;
  if (/^\d+$/.test(ref.version)) return { id: ref.id, version: Number(ref.version) };
  const known = index.versions.get(ref.id) ?? [];
  const meant = ref.version === "$Latest" ? known[0] : known.find((one) => one.isDefault);
  return meant === undefined ? null : { id: ref.id, version: meant.version };
}

export function templateVersion(
  template: ResolvedTemplate | null,
  index: FactIndex,
): TemplateVersionFact | null {
  if (template === null) return null;
  return index.facts.templateVersions.get(`${template.id}:${String(template.version)}`) ?? null;
}

/** The servers of a group's members, as far as they were read. */
export function serversOf(group: GroupFact, facts: Facts): ServerFact[] {
  return group.members.flatMap((member) => facts.servers.get(member.serverId) ?? []);
}

export function groupTag(group: GroupFact, key: string): string | null {
  return group.tags.find((tag) => tag.key === key)?.value ?? null;
}
