/**
 * The generations of a fleet before they are judged: one a group `name-vNNN`; in any other group, and in one that was
 * changed in place, one for each template version that its members stand for; and the older versions of the fleet's
 * launch templates, of which no server is left.
 */
import type { GroupFact, MemberFact, TemplateVersionFact } from "../../model/facts.ts";
import { generationId, type GenerationId, type ImageId } from "../../model/ids.ts";
import {
  resolveTemplate,
  templateVersion,
  type FactIndex,
  type ResolvedTemplate,
} from "../fact-index.ts";
import type { FleetGroups } from "../fleet-groups.ts";
import { parseGroupName, sequenceLabel } from "../group-name.ts";
import {
  effectiveVersion,
  hasVersionOfItsName,
  isChangedInPlace,
} from "../in-place/effective-version.ts";
import { baseMadeIn, groupMadeIn } from "../in-place/made-in-place.ts";

export interface GenerationDraft {
  readonly id: GenerationId;
  readonly label: string;
  readonly sequence: number | null;
  readonly group: GroupFact | null;
  readonly members: readonly MemberFact[];
  /** The group's own template version asks for this generation: its sizes are this generation's. */
  readonly isGroupsOwn: boolean;
  readonly template: ResolvedTemplate | null;
  readonly version: TemplateVersionFact | null;
  readonly imageId: ImageId | null;
  readonly createdAtMs: number | null;
}

export function groupDrafts(
  fleet: FleetGroups,
  group: GroupFact,
  index: FactIndex,
): GenerationDraft[] {
  const { base, sequence } = parseGroupName(group.name);
  if (sequence === null || isChangedInPlace(group, index)) return memberDrafts(fleet, group, index);
  const template = resolveTemplate(group.template, index);
  const version = templateVersion(template, index);
  const suffix = base === fleet.name ? `v${String(sequence).padStart(3, "0")}` : group.name;
  return [
    {
      id: generationId(`${fleet.id}#${suffix}`),
      label: sequenceLabel(sequence),
      sequence,
      group,
      members: group.members,
      isGroupsOwn: true,
      template,
      version,
      imageId: version?.imageId ?? mostCommonImage(group.members, index),
      createdAtMs: group.createdAtMs,
    },
  ];
}

/** A member without a template of its own (attached by hand) belongs to the group's own generation. */
function memberDrafts(fleet: FleetGroups, group: GroupFact, index: FactIndex): GenerationDraft[] {
  const own = resolveTemplate(group.template, index);
  const byVersion = new Map<string, { template: ResolvedTemplate | null; members: MemberFact[] }>();
  byVersion.set(keyOf(own), { template: own, members: [] });
  for (const member of group.members) {
    const template = effectiveVersion(member, group, index);
    const known = byVersion.get(keyOf(template));
    if (known === undefined) byVersion.set(keyOf(template), { template, members: [member] });
    else known.members.push(member);
  }
  return [...byVersion.values()].map(({ template, members }) =>
    versionDraft(fleet, group, template, members, keyOf(template) === keyOf(own), index),
  );
}

function versionDraft(
  fleet: FleetGroups,
  group: GroupFact,
  template: ResolvedTemplate | null,
  members: readonly MemberFact[],
  isGroupsOwn: boolean,
  index: FactIndex,
): GenerationDraft {
  const version = templateVersion(template, index);
  const imageId = version?.imageId ?? mostCommonImage(members, index);
  const inGroup = group.name === fleet.name ? "" : `${group.name}/`;
  const label =
    nameOfGroup(group, version, index) ??
    labelOf(fleet, group, template, version) ??
    imageId ??
    "unknown";
  return {
    id: generationId(`${fleet.id}#${inGroup}${label}@${imageId ?? "unknown"}`),
    label,
    sequence: null,
    group,
    members,
    isGroupsOwn,
    template,
    version,
    imageId,
    createdAtMs: version?.createdAtMs ?? group.createdAtMs,
  };
}

const keyOf = (template: ResolvedTemplate | null) =>
  template === null ? "none" : `${template.id}:${String(template.version)}`;

/** Of the version that a group was made from by a cold way back: an earlier generation's, under the group's name. */
function nameOfGroup(
  group: GroupFact,
  version: TemplateVersionFact | null,
  index: FactIndex,
): string | null {
  const own = parseGroupName(group.name);
  const { base, sequence } = parseGroupName(version?.description.trim() ?? "");
  if (own.sequence === null || sequence === null || base !== own.base) return null;
  const template = resolveTemplate(group.template, index);
  return hasVersionOfItsName(group, template, index) ? null : sequenceLabel(own.sequence);
}

/**
 * The generation that a group is named after keeps its name, also beside others in the same group; so does an earlier
 * one whose own group is gone, and that was returned to in this one.
 */
function labelOf(
  { groups }: FleetGroups,
  group: GroupFact,
  template: ResolvedTemplate | null,
  version: TemplateVersionFact | null,
): string | null {
  const named = version?.description.trim() ?? "";
  const { base, sequence } = parseGroupName(named);
  const own = parseGroupName(group.name);
  const isTaken = groups.some(({ name }) => name === named && name !== group.name);
  if (own.sequence !== null && sequence !== null && base === own.base && !isTaken)
    return sequenceLabel(sequence);
  return template === null ? null : `t${String(template.version)}`;
}

/** Where the template doesn't say (an alias, a launch configuration): what most of the servers run. */
function mostCommonImage(members: readonly MemberFact[], index: FactIndex): ImageId | null {
  const counts = new Map<ImageId, number>();
  for (const member of members) {
    const imageId = index.facts.servers.get(member.serverId)?.imageId;
    if (imageId !== undefined) counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return ranked[0]?.[0] ?? null;
}

/**
 * Template versions that no group of the fleet uses now. A version whose description names another fleet's group is
 * not ours; of a template that several fleets share, only versions that name this fleet are. None while only some
 * versions were read: the one before the live one may not be among them.
 */
export function templateDrafts(
  fleet: FleetGroups,
  drafts: readonly GenerationDraft[],
  index: FactIndex,
  sharedTemplates: ReadonlySet<string>,
): GenerationDraft[] {
  const used = new Set(drafts.map((draft) => keyOf(draft.template)));
  const sequences = new Set(drafts.map((draft) => draft.sequence));
  const bases = new Set([
    fleet.name,
    ...fleet.groups.map((group) => parseGroupName(group.name).base),
  ]);
  const templates = new Set(drafts.flatMap((draft) => draft.template?.id ?? []));
  const read = [...templates].filter((id) => index.facts.templateHistories.has(id));
  return read.flatMap((id) =>
    (index.versions.get(id) ?? [])
      .filter((version) => !used.has(`${id}:${String(version.version)}`))
      .filter((version) => belongs(version, bases, sharedTemplates.has(id)))
      .map((version) => templateDraft(fleet, version, sequences)),
  );
}

function belongs(
  version: TemplateVersionFact,
  bases: ReadonlySet<string>,
  shared: boolean,
): boolean {
  const { sequence } = parseGroupName(version.description.trim());
  const isNamed = sequence !== null || groupMadeIn(version) !== null;
  return isNamed ? bases.has(baseMadeIn(version)) : !shared;
}

function templateDraft(
  fleet: FleetGroups,
  version: TemplateVersionFact,
  taken: ReadonlySet<number | null>,
): GenerationDraft {
  const named = parseGroupName(version.description.trim()).sequence;
  const sequence = named !== null && !taken.has(named) ? named : null;
  const label = sequence === null ? `t${String(version.version)}` : sequenceLabel(sequence);
  return {
    id: generationId(`${fleet.id}#${version.templateId}/t${String(version.version)}`),
    label,
    sequence,
    group: null,
    members: [],
    isGroupsOwn: false,
    template: { id: version.templateId, version: version.version },
    version,
    imageId: version.imageId,
    createdAtMs: version.createdAtMs,
  };
}

/** Newest first: by sequence if all have one, else by time, then by template version. */
export function inOrder(drafts: readonly GenerationDraft[]): GenerationDraft[] {
  const bySequence = drafts.every((draft) => draft.sequence !== null);
  return [...drafts].sort((a, b) => {
    if (bySequence) return (b.sequence ?? 0) - (a.sequence ?? 0);
    const time = (b.createdAtMs ?? 0) - (a.createdAtMs ?? 0);
    return (
      time || (b.template?.version ?? 0) - (a.template?.version ?? 0) || (a.id < b.id ? 1 : -1)
    );
  });
}
