/**
 * Servers in service on the old base that no stage replaces and no other reason names: beside a fleet's live generation,
 * or in another connection. What is counted as standing on the base is never passed over in silence.
 */
import type { HoleUse } from "../lineage/hole.ts";
import type { FleetView, GenerationView } from "../model/fleet.ts";
import { countWords } from "../words/counts.ts";
import type { CampaignCase, Skipped } from "./campaign-input.ts";
import type { ChosenFleets } from "./choose-fleets.ts";

type Chosen = Pick<ChosenFleets, "fleets" | "skipped">;

export const unreached = (of: CampaignCase, chosen: Chosen): readonly Skipped[] =>
  of.hole.uses
    .filter(({ inService }) => inService > 0)
    .flatMap((use) => {
      const why = whyLeft(of, chosen, use);
      const { generationId, fleetName, label, inService } = use;
      if (why === null) return [];
      const name = `${fleetName} ${label}`;
      return [{ what: "fleet" as const, id: generationId, name, servers: inService, ...why }];
    });

type Why = Pick<Skipped, "reason" | "cure">;

/** Null: a stage replaces it, or its fleet is skipped as a whole and counted with it. */
function whyLeft(of: CampaignCase, { fleets, skipped }: Chosen, use: HoleUse): Why | null {
  if (use.connectionId !== of.connection.id)
    return {
      reason: `${serve(use)} on it in another connection, which this campaign doesn't touch.`,
      cure: "Plan a campaign of its own in that connection.",
    };
  const fleet = of.fleets.find(({ id }) => id === use.fleetId);
  const live = fleet?.generations.find(({ id }) => id === fleet.liveId);
  if (fleet === undefined || live === undefined) return noLive(use);
  const isLive = live.id === use.generationId;
  const isPlanned = fleets.some(({ fleetId }) => fleetId === fleet.id);
  if (isPlanned && (isLive || isBesideInGroup(fleet, live, use))) return null;
  if (isLive && skipped.some(({ id }) => id === fleet.id)) return null;
  return isLive ? unknownLineage(of, use) : besideLive(use, live, isPlanned);
}

/** What replaces a group replaces all that its members run. */
function isBesideInGroup(fleet: FleetView, live: GenerationView, use: HoleUse): boolean {
  const own = fleet.generations.find(({ id }) => id === use.generationId);
  return own?.groupName !== null && own?.groupName === live.groupName;
}

const serve = ({ inService }: HoleUse) =>
  `${countWords(inService, "server serves", "servers serve")}`;

const noLive = (use: HoleUse): Why => ({
  reason: `${serve(use)} on it, and no generation of ${use.fleetName} counts as live.`,
  cure: `Settle on the page of ${use.fleetName} which generation is live, then plan again.`,
});

const unknownLineage = ({ from }: CampaignCase, use: HoleUse): Why => ({
  reason: `${serve(use)}; the tags of ${use.image.name} name ${from.name}, AWS names another source.`,
  cure: `Replace ${use.fleetName} by hand with an image of a newer base.`,
});

function besideLive(use: HoleUse, live: GenerationView, isPlanned: boolean): Why {
  const image = use.image.name;
  return isPlanned
    ? {
        reason: `${serve(use)} on ${image} beside ${live.label}; only ${live.label} is replaced.`,
        cure: `Retire ${use.label} on the page of ${use.fleetName}, or let what raises it end.`,
      }
    : {
        reason: `${serve(use)} on ${image} beside ${live.label}, which is not replaced by this campaign.`,
        cure: `Replace ${live.label} of ${use.fleetName}, with its own image or a newer one: that ends what serves beside it in its group.`,
      };
}
