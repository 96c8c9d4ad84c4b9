/**
 * The template version that a member stands for. It is the one that it was started from, unless its root volume was
 * exchanged since: AWS goes on naming the old version, and only the image that the server runs tells.
 */
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import {
  resolveTemplate,
  templateVersion,
  type FactIndex,
  type ResolvedTemplate,
} from "../fact-index.ts";
import { isMadeIn, namesNoGroup } from "./made-in-place.ts";

/** A member without a template of its own (attached by hand) stands for the group's. */
export function effectiveVersion(
  member: MemberFact,
  group: GroupFact,
  index: FactIndex,
): ResolvedTemplate | null {
  const own = resolveTemplate(group.template, index);
  const started = resolveTemplate(member.template, index) ?? own;
  const image = index.facts.servers.get(member.serverId)?.imageId;
  const startedImage = templateVersion(started, index)?.imageId;
  if (started === null || !image || !startedImage || image === startedImage) return started;
  const swapped = (index.versions.get(started.id) ?? []).find(
    (version) =>
      version.imageId === image &&
      (namesNoGroup(version) || (own?.id === started.id && own.version === version.version)),
  );
  return swapped === undefined ? started : { id: started.id, version: swapped.version };
}

/** Whether it runs another root than it was started with, by the versions of its group. */
export function hasNewRoot(member: MemberFact, group: GroupFact, index: FactIndex): boolean {
  const started = resolveTemplate(member.template, index);
  const stands = effectiveVersion(member, group, index);
  return started !== null && started.version !== stands?.version;
}

/**
 * Whether the group holds other generations than the one that it is named after, which some version must tell of:
 * one that was made in it, or an earlier one that was returned to in it.
 */
export function isChangedInPlace(group: GroupFact, index: FactIndex): boolean {
  const own = resolveTemplate(group.template, index);
  const stands = [own, ...group.members.map((member) => effectiveVersion(member, group, index))];
  const versions = stands.flatMap((resolved) => templateVersion(resolved, index) ?? []);
  if (!hasVersionOfItsName(group, own, index))
    return versions.some((version) => isMadeIn(version, group.name));
  return versions.some((version) => version.description.trim() !== group.name);
}

/** A cold way back starts an earlier generation's version in a group of a new name: then there is none. */
export function hasVersionOfItsName(
  { name }: GroupFact,
  template: ResolvedTemplate | null,
  index: FactIndex,
): boolean {
  const known = index.versions.get(template?.id ?? "") ?? [];
  return known.some(({ description }) => description.trim() === name);
}
