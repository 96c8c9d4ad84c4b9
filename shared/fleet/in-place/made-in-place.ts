/**
 * A launch template's version that was made for a change inside one group says so in its description. Its servers are
 * a generation of their own beside the one that the group is named after.
 */
import type { TemplateVersionFact } from "../../model/facts.ts";
import { parseGroupName } from "../group-name.ts";

const words = " in place after t";

/** Never used before: versions are only ever added after the last one. */
export const inPlaceDescription = (groupName: string, lastVersion: number) =>
  `${groupName}${words}${String(lastVersion)}`;

export const isMadeInPlace = ({ description }: TemplateVersionFact, groupName: string) =>
  description.startsWith(`${groupName}${words}`);

/** The group that a version was made in, by its description; null: it doesn't say. */
export function groupMadeIn({ description }: TemplateVersionFact): string | null {
  const at = description.lastIndexOf(words);
  return at > 0 ? description.slice(0, at) : null;
}

/** Of a version whose description is or begins with a group's name: the fleet's name. */
export const baseMadeIn = (version: TemplateVersionFact) =>
  parseGroupName(groupMadeIn(version) ?? version.description.trim()).base;
