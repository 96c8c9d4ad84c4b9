/** Which fleets stand on the old base, which new image each gets, and in which order they are replaced by default. */
import type { FleetView, GenerationView } from "../model/fleet.ts";
import type { CampaignStage } from "../model/intent.ts";
import type { CampaignCase, PlannedFleet, Skipped } from "./campaign-input.ts";
import { unreached } from "./unreached.ts";
import type { ChosenBakes } from "./choose-bakes.ts";
import { familyOf } from "./families.ts";
import { standsOn } from "./stands-on.ts";

export interface ChosenFleets {
  readonly fleets: readonly PlannedFleet[];
  readonly stages: readonly { readonly name: string; readonly asks: boolean }[];
  readonly skipped: readonly Skipped[];
}

/** The new base itself, for fleets that run the old one as it is. */
export const BASE_ITSELF = "base";

type Found = Omit<PlannedFleet, "stage" | "key">;

export function chooseFleets(of: CampaignCase, bakes: ChosenBakes): ChosenFleets {
  const skipped: Skipped[] = [];
  const found: Found[] = [];
  for (const fleet of of.fleets) {
    const live = fleet.generations.find(({ id }) => id === fleet.liveId);
    if (live === undefined || !standsOn(of, live)) continue;
    const on = imageFor(of, live, bakes);
    const why = whyNot(of, fleet, on);
    if (why !== null || on === null)
      skipped.push({
        what: "fleet",
        id: fleet.id,
        name: fleet.name,
        servers: live.inService,
        ...(why ?? noImage(live, bakes)),
      });
    else found.push(foundFleet(of, fleet, live, on));
  }
  const chosen = staged(of, found, skipped);
  return { ...chosen, skipped: [...skipped, ...unreached(of, chosen)] };
}

function imageFor({ graph, from }: CampaignCase, live: GenerationView, bakes: ChosenBakes) {
  if (live.imageId === from.id) return BASE_ITSELF;
  const image = graph.images.get(live.imageId ?? "");
  return image === undefined ? null : (bakes.keyOf.get(familyOf(image)) ?? null);
}

type Why = Pick<Skipped, "reason" | "cure">;

function whyNot({ intent }: CampaignCase, fleet: FleetView, on: string | null): Why | null {
  const said = intent.leftOut.find(({ id }) => id === fleet.id || id === fleet.name);
  if (said !== undefined)
    return { reason: `Left out: ${said.reason}`, cure: "Plan the campaign with it." };
  if (fleet.desired === 0)
    return {
      reason: "It wants no servers.",
      cure: "Give it its size back, then replace it by hand.",
    };
  const { stages } = intent;
  if (on !== null && stages && !stages.some(({ fleetIds }) => fleetIds.includes(fleet.id)))
    return { reason: "It is in none of the stages.", cure: "Put it into one, then plan again." };
  return null;
}

/** With the image's own reason, where there is one: nobody has to look for it in another row. */
function noImage({ imageName, imageId, recipe }: GenerationView, { skipped }: ChosenBakes): Why {
  const own = skipped.find(({ id, name }) => id === imageId || name === recipe);
  const none = `No new image is made in the place of ${imageName ?? imageId ?? "its image"}`;
  return own === undefined
    ? { reason: `${none}.`, cure: "Clear why that image is skipped, then plan again." }
    : { reason: `${none}: ${own.reason}`, cure: own.cure };
}

const foundFleet = (
  of: CampaignCase,
  fleet: FleetView,
  live: GenerationView,
  on: string,
): Found => ({
  fleetId: fleet.id,
  name: fleet.name,
  environment: environmentOf(fleet, of.connection.environment),
  servers: fleet.desired,
  label: live.label,
  image: {
    id: live.imageId ?? of.from.id,
    name: live.imageName ?? live.imageId ?? of.from.name,
  },
  on,
});

const tagKeys = ["environment", "env", "stage"];

/** By its own tag; else the connection's. */
export function environmentOf({ tags }: Pick<FleetView, "tags">, otherwise: string): string {
  const tag = tags.find(({ key }) => tagKeys.includes(key.toLowerCase()));
  return tag === undefined || tag.value === "" ? otherwise : tag.value.toLowerCase();
}

const isProduction = (environment: string) => /^(prod|production|prd|live)$/.test(environment);

function staged(of: CampaignCase, found: readonly Found[], skipped: Skipped[]): ChosenFleets {
  const stages = (of.intent.stages ?? defaultStages(found)).filter(({ fleetIds }) =>
    fleetIds.some((id) => found.some(({ fleetId }) => fleetId === id)),
  );
  const fleets = stages.flatMap(({ fleetIds }, stage) =>
    fleetIds
      .flatMap((id) => found.filter(({ fleetId }) => fleetId === id))
      .map((one) => ({ ...one, stage })),
  );
  return {
    fleets: fleets.map((one, at) => ({ ...one, key: `fleet-${String(at + 1)}` })),
    stages: stages.map(({ name, asks }) => ({ name, asks })),
    skipped,
  };
}

/** Other environments before production, small fleets before large ones; the first fleet alone, to learn from it. */
export function defaultStages(
  found: readonly Pick<PlannedFleet, "fleetId" | "name" | "environment" | "servers">[],
): readonly CampaignStage[] {
  const bySize = found.toSorted((a, b) => a.servers - b.servers || a.name.localeCompare(b.name));
  const others = bySize.filter(({ environment }) => !isProduction(environment));
  const production = bySize.filter(({ environment }) => isProduction(environment));
  const environments = [...new Set(others.map(({ environment }) => environment))].toSorted();
  const groups = [
    ...environments.map((name) => others.filter(({ environment }) => environment === name)),
    production,
  ].filter((group) => group.length > 0);
  return groups.flatMap((group, at) => stagesOf(group, at === 0));
}

function stagesOf(
  group: readonly Pick<PlannedFleet, "fleetId" | "environment">[],
  isFirst: boolean,
): readonly CampaignStage[] {
  const [first, ...rest] = group;
  if (first === undefined) return [];
  const { environment } = first;
  const ids = (fleets: typeof group) => fleets.map(({ fleetId }) => fleetId);
  if (rest.length < 2 || !isFirst)
    return [{ name: environment, fleetIds: ids(group), asks: !isFirst }];
  return [
    { name: `${environment}: the smallest`, fleetIds: ids([first]), asks: false },
    { name: `${environment}: the rest`, fleetIds: ids(rest), asks: true },
  ];
}
