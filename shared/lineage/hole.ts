/**
 * What must be replaced if an image has a hole: everything made from it, in every connection (an AMI's id is the same
 * wherever it is shared, and a copy names its source), with the generations and servers that stand on it and what is
 * newer for each. Indexed once for all images; one question costs no more than its answer.
 */
import type { FleetView, GenerationState, GenerationView, ImageView } from "../model/fleet.ts";
import type { ConnectionId, FleetId, GenerationId } from "../model/ids.ts";
import { TAG } from "../model/tags.ts";
import { seriesName } from "./series.ts";

/** What one connection was last seen to hold. */
export interface HoleWorld {
  readonly connectionId: ConnectionId;
  readonly images: Iterable<ImageView>;
  readonly fleets: Iterable<FleetView>;
}

export interface HoleImage {
  readonly image: ImageView;
  /** Steps of the lineage from the image with the hole; 0: itself, held by a connection. */
  readonly depth: number;
  /** The newest of the same recipe, or series, that could be used instead; null: there is none, it has to be baked. */
  readonly newer: ImageView | null;
}

export interface HoleUse {
  readonly connectionId: ConnectionId;
  readonly fleetId: FleetId;
  readonly fleetName: string;
  readonly generationId: GenerationId;
  readonly label: string;
  readonly state: GenerationState;
  readonly image: ImageView;
  readonly servers: number;
  readonly inService: number;
  /** It is kept returnable by the connection's rule. */
  readonly isPromised: boolean;
  readonly newer: ImageView | null;
}

export interface Hole {
  /** Nearest first; the images themselves, one for each connection that holds it, before all others. */
  readonly images: readonly HoleImage[];
  /** Those that serve first, then what rises, what is warm, what is only promised. */
  readonly uses: readonly HoleUse[];
  readonly fleets: number;
  readonly inService: number;
}

interface Generation {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
}

export interface HoleIndex {
  /** By image id: one row for each connection that holds it. */
  readonly images: ReadonlyMap<string, readonly ImageView[]>;
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
  /** By connection and family, newest first. */
  readonly families: ReadonlyMap<string, readonly ImageView[]>;
  /** By connection and image. */
  readonly users: ReadonlyMap<string, readonly Generation[]>;
}

export function indexHoles(worlds: Iterable<HoleWorld>): HoleIndex {
  const images = new Map<string, ImageView[]>();
  const children = new Map<string, Set<string>>();
  const families = new Map<string, ImageView[]>();
  const users = new Map<string, Generation[]>();
  for (const world of worlds) {
    for (const image of world.images) {
      added(images, image.id, image);
      for (const parent of parentsOf(image)) childrenOf(children, parent).add(image.id);
      if (couldServe(image)) added(families, familyKey(image), image);
    }
    for (const fleet of world.fleets)
      for (const generation of fleet.generations) {
        if (generation.imageId === null) continue;
        added(users, `${world.connectionId} ${generation.imageId}`, { fleet, generation });
      }
  }
  for (const family of families.values()) family.sort((a, b) => b.createdAtMs - a.createdAtMs);
  return { images, children, families, users };
}

export function holeOf(index: HoleIndex, id: string): Hole {
  const depths = depthsFrom(index, id);
  const newer = newerFor(index, depths);
  const images = [...depths].flatMap(([one, depth]) =>
    (index.images.get(one) ?? []).map((image) => ({ image, depth, newer: newer(image) })),
  );
  const uses = images.flatMap((one) => usesOf(index, one)).toSorted(byUrgency);
  const serving = uses.filter(({ inService }) => inService > 0);
  return {
    images,
    uses,
    fleets: new Set(uses.filter(isInPlay).map(({ fleetId }) => fleetId)).size,
    inService: serving.reduce((sum, use) => sum + use.inService, 0),
  };
}

/** It serves, is about to, or would serve again. */
export const isInPlay = ({ state, isPromised }: Pick<HoleUse, "state" | "isPromised">) =>
  state === "live" || state === "rising" || state === "warm" || isPromised;

/** What it says it was made from; a copy's source is in its tags, or AWS's, and both may be there. */
function parentsOf({ id, parentId, tags }: ImageView): readonly string[] {
  const tagged = tags[TAG.parent] ?? "";
  const found = [parentId ?? "", tagged.startsWith("ami-") ? tagged : ""];
  return found.filter((parent) => parent !== "" && parent !== id);
}

function depthsFrom(index: HoleIndex, id: string): ReadonlyMap<string, number> {
  const depths = new Map<string, number>([[id, 0]]);
  // A map goes on to what is added while it is walked.
  for (const [one, depth] of depths)
    for (const child of index.children.get(one) ?? [])
      if (!depths.has(child)) depths.set(child, depth + 1);
  return depths;
}

/** Asked once a family: most descendants of a base are of a few recipes. */
function newerFor(index: HoleIndex, hole: ReadonlyMap<string, number>) {
  const found = new Map<string, ImageView | null>();
  return (image: ImageView): ImageView | null => {
    const key = familyKey(image);
    const known = found.get(key);
    const newest =
      known === undefined
        ? (index.families.get(key)?.find((one) => !hole.has(one.id)) ?? null)
        : known;
    found.set(key, newest);
    return newest !== null && newest.createdAtMs > image.createdAtMs ? newest : null;
  };
}

/** Of one recipe, else of one series of names, for the same processors, in the same connection. */
const familyKey = ({ connectionId, recipe, name, architecture }: ImageView) =>
  `${connectionId} ${architecture} ${recipe ?? `~${seriesName(name)}`}`;

const couldServe = ({ state, verification, revoked }: ImageView) =>
  state === "available" && verification.kind !== "failed" && !revoked;

function usesOf(index: HoleIndex, { image, newer }: HoleImage): HoleUse[] {
  const users = index.users.get(`${image.connectionId} ${image.id}`) ?? [];
  return users.map(({ fleet, generation }) => ({
    connectionId: image.connectionId,
    fleetId: fleet.id,
    fleetName: fleet.name,
    generationId: generation.id,
    label: generation.label,
    state: generation.state,
    image,
    servers: generation.servers,
    inService: serves(generation) ? generation.inService : 0,
    isPromised: generation.promise !== null,
    newer,
  }));
}

const serves = ({ state }: GenerationView) => state === "live" || state === "rising";

const urgency: Readonly<Record<GenerationState, number>> = {
  live: 0,
  rising: 1,
  warm: 2,
  cold: 4,
  gone: 5,
};

function byUrgency(a: HoleUse, b: HoleUse): number {
  const of = (use: HoleUse) =>
    use.isPromised ? Math.min(3, urgency[use.state]) : urgency[use.state];
  return of(a) - of(b) || b.inService - a.inService || a.fleetName.localeCompare(b.fleetName);
}

function added<Row>(map: Map<string, Row[]>, key: string, row: Row): void {
  const rows = map.get(key);
  if (rows === undefined) map.set(key, [row]);
  else rows.push(row);
}

function childrenOf(map: Map<string, Set<string>>, parent: string): Set<string> {
  const known = map.get(parent) ?? new Set<string>();
  map.set(parent, known);
  return known;
}
