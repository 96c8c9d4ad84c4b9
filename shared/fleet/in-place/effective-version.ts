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
import { namesNoGroup } from "./made-in-place.ts";

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
  const known = index.versions.get(own?.id ?? "") ?? [];
  if (!known.some(({ description }) => description.trim() === group.name)) return false;
  const stands = [own, ...group.members.map((member) => effectiveVersion(member, group, index))];
  const versions = stands.map((resolved) => templateVersion(resolved, index));
  return versions.some((version) => version !== null && version.description.trim() !== group.name);
}
