/** What is being chosen before a campaign is started: pairs of bases, the order of fleets, what is left out. Pure. */
import type { CampaignOutline } from "../../../../shared/model/campaign.ts";
import type { RequestPayload } from "../../../../shared/contract/requests.ts";
import { seriesName } from "../../../../shared/lineage/series.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";

export interface StageDraft {
  readonly name: string;
  readonly fleetIds: readonly string[];
  readonly asks: boolean;
}

export interface CampaignDraft {
  readonly from: string | null;
  readonly to: string | null;
  /** Null: the usual order, as the plan says it. */
  readonly stages: readonly StageDraft[] | null;
  readonly bakesAtOnce: number;
  readonly onFailure: "hold" | "roll-back";
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  /** Recipes that are baked although no server needs them. */
  readonly alsoBake: readonly string[];
}

export const emptyDraft: CampaignDraft = {
  from: null,
  to: null,
  stages: null,
  bakesAtOnce: 3,
  onFailure: "hold",
  leftOut: [],
  alsoBake: [],
};

/** Bases and golden images from which something was made, the oldest in use first. */
export function oldBases(images: readonly ImageView[]): readonly ImageView[] {
  const parents = new Set(images.map(({ parentId }) => parentId as string | null));
  return images
    .filter(({ id, kind }) => parents.has(id) && kind !== "server")
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs);
}

/** What could take its place: usable, of the same processors, the same series first, then the newest first. */
export function newerBases(images: readonly ImageView[], from: ImageView): readonly ImageView[] {
  const series = seriesName(from.name);
  const rank = ({ name }: ImageView) => (seriesName(name) === series ? 0 : 1);
  return images
    .filter(
      (one) =>
        one.id !== from.id &&
        one.kind === from.kind &&
        one.state === "available" &&
        !one.revoked &&
        one.architecture === from.architecture &&
        one.createdAtMs > from.createdAtMs,
    )
    .toSorted((a, b) => rank(a) - rank(b) || b.createdAtMs - a.createdAtMs);
}

export function requestOf(
  connectionId: string,
  { from, to, stages, bakesAtOnce, onFailure, leftOut, alsoBake }: CampaignDraft,
): RequestPayload<"plan:campaign"> {
  return {
    connectionId,
    fromImageId: from ?? "",
    toImageId: to ?? "",
    stages:
      stages
        ?.filter(({ fleetIds }) => fleetIds.length > 0)
        .map((stage) => ({ ...stage, fleetIds: [...stage.fleetIds] })) ?? null,
    bakesAtOnce,
    onFailure,
    leftOut: [...leftOut],
    alsoBake: [...alsoBake],
  };
}

/** As the plan has them: what a person's changes begin with. */
export const stagesOf = ({ stages, fleets }: CampaignOutline): readonly StageDraft[] =>
  stages.map(({ name, asks }, at) => ({
    name,
    asks,
    fleetIds: fleets.filter(({ stage }) => stage === at).map(({ fleetId }) => fleetId),
  }));

/** One place up or down; over the edge of a stage it goes into the next one. */
export function moved(
  stages: readonly StageDraft[],
  fleetId: string,
  by: -1 | 1,
): readonly StageDraft[] {
  const at = stages.findIndex(({ fleetIds }) => fleetIds.includes(fleetId));
  const own = stages[at];
  if (own === undefined) return stages;
  const place = own.fleetIds.indexOf(fleetId);
  const isInside = place + by >= 0 && place + by < own.fleetIds.length;
  if (isInside)
    return changed(stages, at, { ...own, fleetIds: placed(own.fleetIds, fleetId, place + by) });
  const next = stages[at + by];
  if (next === undefined) return stages;
  return putInto(stages, fleetId, at + by, by === 1 ? 0 : next.fleetIds.length);
}

/** Into a stage, before the fleet that is at that place there. */
export function putInto(
  stages: readonly StageDraft[],
  fleetId: string,
  stage: number,
  place: number,
): readonly StageDraft[] {
  return stages.map((one, at) => {
    const without = one.fleetIds.filter((id) => id !== fleetId);
    return { ...one, fleetIds: at === stage ? inserted(without, fleetId, place) : without };
  });
}

const changed = (stages: readonly StageDraft[], at: number, stage: StageDraft) =>
  stages.map((one, index) => (index === at ? stage : one));

export const withStage = changed;

const inserted = (ids: readonly string[], id: string, place: number) => [
  ...ids.slice(0, place),
  id,
  ...ids.slice(place),
];

const placed = (ids: readonly string[], id: string, place: number) =>
  inserted(
    ids.filter((one) => one !== id),
    id,
    place,
  );
