/** What is worth looking at in a connection, so that each earlier generation's return is known and not assumed. */
import type { Facts } from "../../model/facts.ts";
import type { FleetView, GenerationView } from "../../model/fleet.ts";
import type { GroupName } from "../../model/ids.ts";
import type { ReturnQuestion } from "../../model/facts/return-facts.ts";

/** Older ones are looked at when somebody plans to return to them. */
const EARLIER_PER_FLEET = 5;

export function returnQuestion(facts: Facts, fleets: Iterable<FleetView>): ReturnQuestion {
  const asked = {
    snapshots: new Set<string>(),
    subnets: new Set<string>(),
    securityGroups: new Set<string>(),
    offerings: new Set<string>(),
    shortages: new Set<GroupName>(),
  };
  for (const fleet of fleets) {
    const live = fleet.generations.find(({ id }) => id === fleet.liveId)?.groupName ?? null;
    const group = live === null ? undefined : facts.groups.get(live);
    const earlier = earlierOf(fleet);
    if (group === undefined || earlier.length === 0) continue;
    for (const id of group.settings.subnetIds) asked.subnets.add(id);
    asked.shortages.add(group.name);
    for (const one of earlier) addGeneration(one, facts, asked);
  }
  const { snapshots, subnets, securityGroups, offerings, shortages } = asked;
  return {
    snapshots: [...snapshots],
    subnets: [...subnets],
    securityGroups: [...securityGroups],
    offerings: [...offerings],
    shortages: [...shortages],
  };
}

function earlierOf({ generations, liveId }: FleetView): readonly GenerationView[] {
  return generations
    .filter(({ id, state }) => id !== liveId && (state === "warm" || state === "cold"))
    .slice(0, EARLIER_PER_FLEET);
}

function addGeneration(
  { imageId, templateId, templateVersion }: GenerationView,
  facts: Facts,
  asked: Record<"snapshots" | "securityGroups" | "offerings", Set<string>>,
): void {
  const image = imageId === null ? undefined : facts.images.get(imageId);
  for (const id of image?.snapshotIds ?? []) asked.snapshots.add(id);
  const key = `${templateId ?? ""}:${String(templateVersion)}`;
  const version = facts.templateVersions.get(key);
  for (const id of version?.securityGroupIds ?? []) asked.securityGroups.add(id);
  if (version?.instanceType) asked.offerings.add(version.instanceType);
}
