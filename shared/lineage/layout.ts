/**
 * Where each image of a lineage is drawn. Own lanes: every leaf has a row of its own, a parent stands in the middle of
 * its children, columns are base, golden, server and what was made from those. Deterministic, O(n log n), no
 * recursion (a lineage may be thousands deep). Units are CSS pixels at scale 1.
 */
import { byTimeThenName, type ImageGraph, type ImageKind, type LineageImage } from "./image-graph.ts";
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
  /** parent: the one was made from the other. next: the next of the same series of bases. */
  readonly kind: "parent" | "next";
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

const firstColumn: Readonly<Record<ImageKind, number>> = { base: 0, golden: 1, server: 2, unknown: 0 };

export function layoutLineage<T extends LineageImage>(
  graph: ImageGraph<T>,
  sizes: LayoutSizes,
): LineageLayout<T> {
  const roots = [...graph.images.values()].filter((image) => isRoot(graph, image)).sort(bySeries);
  const order = preOrder(graph, roots);
  const columns = columnsOf(order);
  const rows = rowsOf(graph, order, roots, sizes);
  const nodes = new Map<string, PlacedImage<T>>();
  for (const image of order) {
    const column = columns.get(image.id) ?? 0;
    const x = column * (sizes.nodeWidth + sizes.columnGap);
    nodes.set(image.id, { image, column, x, y: rows.get(image.id) ?? 0 });
  }
  return { nodes, edges: [...parentEdges(graph), ...seriesEdges(roots)], ...extentOf(nodes, sizes) };
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
      open.push(...[...children].reverse());
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

function columnsOf(order: readonly LineageImage[]): Map<string, number> {
  const columns = new Map<string, number>();
  for (const image of order) {
    const parent = image.parentId === null ? undefined : columns.get(image.parentId);
    const own = firstColumn[image.kind];
    columns.set(image.id, parent === undefined ? own : Math.max(own, parent + 1));
  }
  return columns;
}

/** Leaves take the next row; a parent, placed after its children, the middle of theirs. */
function rowsOf<T extends LineageImage>(
  graph: ImageGraph<T>,
  order: readonly T[],
  roots: readonly T[],
  sizes: LayoutSizes,
): Map<string, number> {
  const step = sizes.nodeHeight + sizes.rowGap;
  const rootIds = new Set(roots.map((root) => root.id));
  const rows = new Map<string, number>();
  let next = 0;
  for (const image of order) {
    if (rootIds.has(image.id) && rows.size > 0) next += sizes.treeGap;
    if (childrenIn(graph, image, rootIds).length > 0) continue;
    rows.set(image.id, next);
    next += step;
  }
  for (const image of order.toReversed()) {
    if (rows.has(image.id)) continue;
    const children = childrenIn(graph, image, rootIds).map((child) => rows.get(child.id) ?? 0);
    rows.set(image.id, ((children[0] ?? 0) + (children.at(-1) ?? 0)) / 2);
  }
  return rows;
}

function childrenIn<T extends LineageImage>(graph: ImageGraph<T>, image: T, rootIds: ReadonlySet<string>): T[] {
  return (graph.children.get(image.id) ?? []).filter((child) => !rootIds.has(child.id));
}

function parentEdges(graph: ImageGraph): PlacedEdge[] {
  const edges: PlacedEdge[] = [];
  for (const image of graph.images.values()) {
    if (image.parentId === null || !graph.images.has(image.parentId)) continue;
    edges.push({ from: image.parentId, to: image.id, kind: "parent" });
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
  return { columns, width: columns * (sizes.nodeWidth + sizes.columnGap) - sizes.columnGap, height };
}
