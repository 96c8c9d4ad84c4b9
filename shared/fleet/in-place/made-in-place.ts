/**
 * A version of a launch template that names no group of its own was made for a change inside one: by Bennu, by an
 * instance refresh or by hand. Its servers are a generation beside the one that the group is named after.
 */
import type { TemplateVersionFact } from "../../model/facts.ts";
import { parseGroupName } from "../group-name.ts";

const words = " in place after t";

/** Never used before: versions are only ever added after the last one. */
export const inPlaceDescription = (groupName: string, lastVersion: number) =>
  `${groupName}${words}${String(lastVersion)}`;

export const namesNoGroup = ({ description }: TemplateVersionFact) =>
  parseGroupName(description.trim()).sequence === null;

/** The group that Bennu made a version in, by its description; null: it doesn't say. */
export function groupMadeIn({ description }: TemplateVersionFact): string | null {
  const at = description.lastIndexOf(words);
  return at > 0 ? description.slice(0, at) : null;
}

/** Of a version whose description is or begins with a group's name: the fleet's name. */
export const baseMadeIn = (version: TemplateVersionFact) =>
  parseGroupName(groupMadeIn(version) ?? version.description.trim()).base;

/** As a refresh describes the version that it is for. */
export const refreshDescription = (planId: string, imageName: string, groupName: string) =>
  `${planId}: ${imageName}${forGroup(groupName)}`.slice(0, 255);

const forGroup = (groupName: string) => ` for ${groupName} (refresh)`;

/** Whether Bennu made the version to change this very group. */
export const isMadeIn = (version: TemplateVersionFact, groupName: string): boolean =>
  groupMadeIn(version) === groupName || version.description.endsWith(forGroup(groupName));
