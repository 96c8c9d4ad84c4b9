/**
 * A lineage kept in place from change to change: given the images as they are now, it works anew only what changed. A
 * change of what an image says (servers, state, tests) moves nothing; one of what hangs together moves rows, and the
 * order in which everything stood makes that cheap.
 */
import type { LineageImage } from "../image-graph.ts";
import { layOut, preOrder, type Extent } from "./layout.ts";
import { bySeries, newPlace, type LayoutSizes, type Place, type Placed } from "./placed.ts";

export interface Drawing<T extends LineageImage> extends Extent {
  readonly places: ReadonlyMap<string, Placed<T>>;
  /** Parents before children, tree by tree. */
  readonly order: readonly Placed<T>[];
  /** By column, from top to bottom. */
  readonly columnsOf: readonly (readonly Placed<T>[])[];
  /** Rises when anything moved. */
  readonly moves: number;
}

export interface LineageDrawing<T extends LineageImage> {
  update(images: Iterable<T>): Drawing<T>;
}

export function lineageDrawing<T extends LineageImage>(sizes: LayoutSizes): LineageDrawing<T> {
  const places = new Map<string, Place<T>>();
  let order: readonly Place<T>[] = [];
  let drawn: Drawing<T> | null = null;
  let round = 0;
  return {
    update(images) {
      round += 1;
      const fresh = take(places, images, round);
      const stood = order.filter((place) => place.given === round);
      if (drawn !== null && fresh.length === 0 && stood.length === order.length)
        return (drawn = { ...drawn });
      // What stood keeps its order: what is nearly sorted is sorted fast.
      const all = [...stood, ...fresh];
      link(places, all, round);
      order = preOrder(all, round);
      const extent = layOut(order, sizes);
      const moves = (drawn?.moves ?? 0) + 1;
      return (drawn = { ...extent, places, order, columnsOf: columnsOf(order, extent), moves });
    },
  };
}

/** Takes over what the images say now, and forgets those that are gone; places anew what hangs otherwise than before. */
function take<T extends LineageImage>(
  places: Map<string, Place<T>>,
  images: Iterable<T>,
  round: number,
): Place<T>[] {
  const fresh: Place<T>[] = [];
  let count = 0;
  for (const image of images) {
    count += 1;
    const place = places.get(image.id);
    if (place !== undefined && (place.image === image || hangsAlike(place.image, image))) {
      place.image = image;
      place.given = round;
      continue;
    }
    const made = newPlace(image, round);
    places.set(image.id, made);
    fresh.push(made);
  }
  if (count < places.size)
    for (const [id, place] of places) if (place.given !== round) places.delete(id);
  return fresh;
}

const hangsAlike = (a: LineageImage, b: LineageImage) =>
  a.parentId === b.parentId &&
  a.name === b.name &&
  a.kind === b.kind &&
  a.createdAtMs === b.createdAtMs;

function link<T extends LineageImage>(
  places: ReadonlyMap<string, Place<T>>,
  all: readonly Place<T>[],
  round: number,
): void {
  for (const place of all) {
    const { parentId, id } = place.image;
    place.children = [];
    place.before = null;
    if (place.parent?.given === round) continue;
    place.parent = parentId === null || parentId === id ? null : (places.get(parentId) ?? null);
  }
  for (const place of all) place.parent?.children.push(place);
  for (const place of all) if (place.children.length > 1) place.children.sort(bySeries);
}

/** Subtrees follow each other, so each column is in the order of its rows as it is. */
function columnsOf<T extends LineageImage>(
  order: readonly Place<T>[],
  { columns }: Extent,
): Place<T>[][] {
  const found: Place<T>[][] = Array.from({ length: columns }, () => []);
  for (const place of order) found[place.column]?.push(place);
  return found;
}
