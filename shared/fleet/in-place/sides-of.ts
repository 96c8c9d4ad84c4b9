/**
 * Where old and new servers live in one group: which member is on which side of a plan. By the template version that
 * it was started from; where servers are kept and get new roots, by the image that it runs now.
 */
import { servingServers, type FleetReading } from "../../guard/serving.ts";
import type { MemberFact } from "../../model/facts.ts";
import type { ImageId, ServerId } from "../../model/ids.ts";
import type { InPlace, Plan } from "../../model/plan.ts";

export interface Sides {
  readonly from: readonly MemberFact[];
  readonly to: readonly MemberFact[];
}

type PlanGroups = NonNullable<Plan["groups"]>;
type Images = ReadonlyMap<ServerId, ImageId>;

export function sidesOf(
  { groups, images }: Pick<FleetReading, "groups" | "images">,
  { from, to, inPlace }: Pick<PlanGroups, "from" | "to" | "inPlace">,
): Sides {
  const members = groups.get(from)?.members ?? [];
  if (inPlace === undefined) return { from: members, to: groups.get(to)?.members ?? [] };
  const isNew = members.map((member) => isNewIn(inPlace, member, images));
  return {
    from: members.filter((_, at) => !isNew[at]),
    to: members.filter((_, at) => isNew[at]),
  };
}

/** How many of each side serve. */
export function servingSides(
  reading: FleetReading,
  groups: Pick<PlanGroups, "from" | "to" | "inPlace">,
) {
  const serving = servingServers(reading);
  const { from, to } = sidesOf(reading, groups);
  const count = (members: readonly MemberFact[]) =>
    members.filter(({ serverId }) => serving.has(serverId)).length;
  return { from: count(from), to: count(to) };
}

/** A server whose image was not read is told by its template version: what the group starts meanwhile is new. */
export function isNewIn(inPlace: InPlace, { template, serverId }: MemberFact, images?: Images) {
  const image = inPlace.toImageId === undefined ? undefined : images?.get(serverId);
  if (image !== undefined) return image === inPlace.toImageId;
  if (template === null || template.id !== inPlace.templateId) return false;
  const { toVersion, fromVersion, lastVersion = fromVersion } = inPlace;
  const version = Number(template.version);
  return toVersion === undefined ? version > lastVersion : version === toVersion;
}
