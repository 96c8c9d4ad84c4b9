/** An image in a drawing, and what it hangs together with. Links are to the other placed images, so that no walk looks up. */
import type { ImageKind, LineageImage } from "../image-graph.ts";
import { seriesName } from "../series.ts";

export interface Placed<T extends LineageImage = LineageImage> {
  readonly image: T;
  readonly x: number;
  readonly y: number;
  readonly column: number;
  /** The rows of the first and the last image of all that was made from it, by any number of steps; else its own. */
  readonly top: number;
  readonly bottom: number;
  /** Null: none is known, or it isn't drawn. */
  readonly parent: Placed<T> | null;
  /** The image before it in its row, where it shares one. */
  readonly before: Placed<T> | null;
  /** What was made from it, in the order of their rows. */
  readonly children: readonly Placed<T>[];
  /** Of a base: the one before it in its series. */
  readonly earlier: Placed<T> | null;
}

/** As the layout works on it. */
export interface Place<T extends LineageImage> extends Placed<T> {
  image: T;
  x: number;
  y: number;
  column: number;
  top: number;
  bottom: number;
  parent: Place<T> | null;
  before: Place<T> | null;
  children: Place<T>[];
  earlier: Place<T> | null;
  readonly series: string;
  /** The update in which it was last given, and the walk in which it was last reached. */
  given: number;
  reached: number;
}

export interface LayoutSizes {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly columnGap: number;
  readonly rowGap: number;
  /** Extra room between two trees. */
  readonly treeGap: number;
}

export const firstColumn: Readonly<Record<ImageKind, number>> = {
  base: 0,
  golden: 1,
  server: 2,
  unknown: 0,
};

export function newPlace<T extends LineageImage>(image: T, given: number): Place<T> {
  return {
    image,
    series: seriesName(image.name),
    x: 0,
    y: 0,
    column: 0,
    top: 0,
    bottom: 0,
    parent: null,
    before: null,
    children: [],
    earlier: null,
    given,
    reached: 0,
  };
}

/** Siblings and trees: by kind, then series, then time. */
export function bySeries(a: Place<LineageImage>, b: Place<LineageImage>): number {
  const [one, other] = [a.image, b.image];
  const kind = firstColumn[one.kind] - firstColumn[other.kind];
  if (kind !== 0) return kind;
  if (a.series !== b.series) return a.series < b.series ? -1 : 1;
  if (one.createdAtMs !== other.createdAtMs) return one.createdAtMs - other.createdAtMs;
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
