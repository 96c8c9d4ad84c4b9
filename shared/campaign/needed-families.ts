/**
 * Which images are worth a bake: those of servers that serve, come or are kept warm on the old base, what these stand on
 * in between, and what the user asks for. A generation that its fleet's live one has left behind needs none.
 */
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { CampaignCase } from "./campaign-input.ts";
import { familyOf, type Family } from "./families.ts";
import { standsOn } from "./stands-on.ts";

export function neededFamilies(of: CampaignCase, families: readonly Family[]): ReadonlySet<string> {
  const used = new Set(of.fleets.flatMap((fleet) => usedBy(of, fleet)));
  const asked = of.intent.alsoBake ?? [];
  const needed = new Set<string>();
  // Children before parents: what is needed needs what it stands on.
  for (const { id, name, parent } of families.toReversed()) {
    if (!used.has(id) && !asked.includes(name) && !needed.has(id)) continue;
    needed.add(id);
    if (parent !== null) needed.add(parent);
  }
  return needed;
}

function usedBy(of: CampaignCase, fleet: FleetView): readonly string[] {
  const live = fleet.generations.find(({ id }) => id === fleet.liveId);
  const renewed = live === undefined || standsOn(of, live) ? null : familyIdOf(of, live);
  return fleet.generations
    .filter((one) => isWanted(one) && standsOn(of, one))
    .flatMap((one) => familyIdOf(of, one) ?? [])
    .filter((id) => id !== renewed);
}

const isWanted = ({ state, servers, desired }: GenerationView) =>
  (state === "live" || state === "rising" || state === "warm") && servers + desired > 0;

function familyIdOf({ graph }: CampaignCase, { imageId }: GenerationView): string | null {
  const image = graph.images.get(imageId ?? "");
  return image === undefined ? null : familyOf(image);
}
