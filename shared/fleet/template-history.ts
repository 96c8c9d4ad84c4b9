/** Which launch templates matter, and what is known of one as a whole. */
import type {
  GroupFact,
  TemplateHistoryFact,
  TemplateRef,
  TemplateVersionFact,
} from "../model/facts.ts";
import type { TemplateId } from "../model/ids.ts";

/** Of all its versions, just read. */
export const templateHistory = (
  templateId: TemplateId,
  versions: readonly TemplateVersionFact[],
  readAtMs: number,
): TemplateHistoryFact => ({ templateId, ...endsOf(versions), readAtMs });

export type TemplateEnds = Pick<TemplateHistoryFact, "latestVersion" | "defaultVersion">;

/** Also of a part of its versions, as long as the latest and the default one are among them. */
export function endsOf(versions: readonly TemplateVersionFact[]): TemplateEnds {
  const numbers = versions.map(({ version }) => version);
  return {
    latestVersion: numbers.length === 0 ? null : Math.max(...numbers),
    defaultVersion: versions.find(({ isDefault }) => isDefault)?.version ?? null,
  };
}

/** Those that the groups, or members of them, were made from. */
export const templatesOf = (groups: Iterable<GroupFact>): TemplateId[] => [
  ...new Set([...refsOf(groups)].map(({ id }) => id)),
];

export function* refsOf(groups: Iterable<GroupFact>): Generator<TemplateRef> {
  for (const { template, members } of groups) {
    if (template !== null) yield template;
    for (const member of members) if (member.template !== null) yield member.template;
  }
}
