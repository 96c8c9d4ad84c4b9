/**
 * Where each image of a lineage is drawn. Own lanes: images of one series made from the same parent share a row in
 * order of time, a parent stands in the middle of its children's rows, columns are base, golden, server and what was
 * made from those. Deterministic, O(n log n), no recursion (a lineage may be thousands deep). Units are CSS pixels at
 * scale 1.
 */
import {
  byTimeThenName,
  type ImageGraph,
  type ImageKind,
  type LineageImage,
} from "./image-graph.ts";
import { seriesName } from "./series.ts";

export interface PlacedImage<T> {
  readonly image: T;
  readonly x: number;
  readonly y: number;
  readonly column: number;
}
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /**
   * parent: the one was made from the other. next: the next of the same series. kin: a parent's line to an image
   * further right in a row, drawn only where it is asked for.
   */
  readonly kind: "parent" | "next" | "kin";
}
export interface LineageLayout<T extends LineageImage> {
  readonly nodes: ReadonlyMap<string, PlacedImage<T>>;
  readonly edges: readonly PlacedEdge[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}
export interface LayoutSizes {
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly columnGap: number;
  readonly rowGap: number;
  /** Extra room between two trees. */
  readonly treeGap: number;
}

const firstColumn: Readonly<Record<ImageKind, number>> = {
  base: 0,
  golden: 1,
  server: 2,
  unknown: 0,
};

export function layoutLineage<T extends LineageImage>(
  graph: ImageGraph<T>,
  sizes: LayoutSizes,
): LineageLayout<T> {
  const roots = [...graph.images.values()].filter((image) => isRoot(graph, image)).sort(bySeries);
  const order = preOrder(graph, roots);
  const lanes = lanesOf(graph, order, new Set(roots.map((root) => root.id)));
  const columns = columnsOf(order, lanes);
  const rows = rowsOf(order, lanes, sizes);
  const nodes = new Map<string, PlacedImage<T>>();
  for (const image of order) {
    const column = columns.get(image.id) ?? 0;
    const x = column * (sizes.nodeWidth + sizes.columnGap);
    nodes.set(image.id, { image, column, x, y: rows.get(image.id) ?? 0 });
  }
  return {
    nodes,
    edges: [...familyEdges(graph, lanes), ...seriesEdges(roots)],
    ...extentOf(nodes, sizes),
  };
}

/** How the images hang together for drawing. */
interface Lanes {
  readonly rootIds: ReadonlySet<string>;
  /** Children that are drawn under their parent, in the order of their rows. */
  readonly childrenOf: ReadonlyMap<string, readonly LineageImage[]>;
  /** The image before it in its row, where it shares one. */
  readonly before: ReadonlyMap<string, string>;
}

/** A childless image goes behind a childless sibling of its own series; everything else gets a row of its own. */
function lanesOf<T extends LineageImage>(
  graph: ImageGraph<T>,
  order: readonly T[],
  rootIds: ReadonlySet<string>,
): Lanes {
  const childrenOf = new Map<string, readonly LineageImage[]>();
  for (const image of order) {
    const drawn = (graph.children.get(image.id) ?? []).filter((child) => !rootIds.has(child.id));
    childrenOf.set(image.id, drawn.sort(bySeries));
  }
  const before = new Map<string, string>();
  const childless = (image: LineageImage) => childrenOf.get(image.id)?.length === 0;
  for (const children of childrenOf.values()) {
    for (const [at, child] of children.entries()) {
      const last = children[at - 1];
      if (last === undefined || !childless(last) || !childless(child)) continue;
      if (seriesName(last.name) === seriesName(child.name)) before.set(child.id, last.id);
    }
  }
  return { rootIds, childrenOf, before };
}

function isRoot<T extends LineageImage>(graph: ImageGraph<T>, image: T): boolean {
  return image.parentId === null || !graph.images.has(image.parentId);
}

function bySeries(a: LineageImage, b: LineageImage): number {
  const kind = firstColumn[a.kind] - firstColumn[b.kind];
  if (kind !== 0) return kind;
  const [left, right] = [seriesName(a.name), seriesName(b.name)];
  return left === right ? byTimeThenName(a, b) : left < right ? -1 : 1;
}

/** Parents before children. Images whose tags claim a circle have no root: they are appended as roots of their own. */
function preOrder<T extends LineageImage>(graph: ImageGraph<T>, roots: T[]): T[] {
  const order: T[] = [];
  const seen = new Set<string>();
  const walk = (root: T) => {
    const open = [root];
    for (let image = open.pop(); image !== undefined; image = open.pop()) {
      if (seen.has(image.id)) continue;
      seen.add(image.id);
      order.push(image);
      const children = graph.children.get(image.id) ?? [];
      for (const child of children.toSorted(bySeries).reverse()) open.push(child);
    }
  };
  for (const root of roots) walk(root);
  for (const image of graph.images.values()) {
    if (seen.has(image.id)) continue;
    roots.push(image);
    walk(image);
  }
  return order;
}

function columnsOf(order: readonly LineageImage[], lanes: Lanes): Map<string, number> {
  const columns = new Map<string, number>();
  for (const image of order) {
    const leftId = lanes.before.get(image.id) ?? image.parentId;
    const left = leftId === null ? undefined : columns.get(leftId);
    const own = firstColumn[image.kind];
    columns.set(image.id, left === undefined ? own : Math.max(own, left + 1));
  }
  return columns;
}

/** A childless image takes the next row, or its forerunner's; a parent the middle of its children's. */
function rowsOf(
  order: readonly LineageImage[],
  lanes: Lanes,
  sizes: LayoutSizes,
): Map<string, number> {
  const step = sizes.nodeHeight + sizes.rowGap;
  const rows = new Map<string, number>();
  let next = 0;
  for (const image of order) {
    if (lanes.rootIds.has(image.id) && rows.size > 0) next += sizes.treeGap;
    const before = lanes.before.get(image.id);
    if (before !== undefined) rows.set(image.id, rows.get(before) ?? next);
    else if (lanes.childrenOf.get(image.id)?.length === 0) {
      rows.set(image.id, next);
      next += step;
    }
  }
  for (const image of order.toReversed()) {
    if (rows.has(image.id)) continue;
    const children = (lanes.childrenOf.get(image.id) ?? []).map((child) => rows.get(child.id) ?? 0);
    rows.set(image.id, ((children[0] ?? 0) + (children.at(-1) ?? 0)) / 2);
  }
  return rows;
}

function familyEdges(graph: ImageGraph, lanes: Lanes): PlacedEdge[] {
  const edges: PlacedEdge[] = [];
  for (const image of graph.images.values()) {
    const before = lanes.before.get(image.id);
    if (before !== undefined) edges.push({ from: before, to: image.id, kind: "next" });
    if (image.parentId === null || !graph.images.has(image.parentId)) continue;
    edges.push({
      from: image.parentId,
      to: image.id,
      kind: before === undefined ? "parent" : "kin",
    });
  }
  return edges;
}

function seriesEdges<T extends LineageImage>(roots: readonly T[]): PlacedEdge[] {
  const edges: PlacedEdge[] = [];
  for (const [at, root] of roots.entries()) {
    const before = roots[at - 1];
    if (before === undefined || root.kind !== "base" || before.kind !== "base") continue;
    if (seriesName(before.name) === seriesName(root.name)) {
      edges.push({ from: before.id, to: root.id, kind: "next" });
    }
  }
  return edges;
}

function extentOf<T extends LineageImage>(
  nodes: ReadonlyMap<string, PlacedImage<T>>,
  sizes: LayoutSizes,
): { columns: number; width: number; height: number } {
  let [columns, height] = [0, 0];
  for (const node of nodes.values()) {
    columns = Math.max(columns, node.column + 1);
    height = Math.max(height, node.y + sizes.nodeHeight);
  }
  return {
    columns,
    width: columns * (sizes.nodeWidth + sizes.columnGap) - sizes.columnGap,
    height,
  };
}
