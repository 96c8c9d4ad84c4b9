/**
 * Where to draw a lineage: columns from base to server, one row a leaf, a parent in the middle of its children, and
 * lineages of one series one below the other in order of time. O(n log n), and always the same for the same images.
 * Units are columns and rows; the renderer scales them.
 */
import { byTimeThenName, imageGraph, type ImageGraph, type ImageKind, type LineageImage } from "./image-graph.ts";
import { seriesName, seriesOf } from "./series.ts";

export interface LayoutNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** `descent`: made from it. `series`: the next one of the same base or golden image. */
  readonly kind: "descent" | "series";
}
export interface LineageLayout {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly columns: number;
  readonly rows: number;
}

const firstColumn: Record<ImageKind, number> = { base: 0, golden: 1, server: 2, unknown: 0 };

export function layoutLineage(images: Iterable<LineageImage>): LineageLayout {
  const graph = imageGraph(images);
  const placed = new Map<string, LayoutNode>();
  const next = { row: 0 };
  for (const root of rootsInOrder(graph)) placeTree(root, graph, placed, next);
  // What is left stands in a circle of parents: begin it anywhere, by time.
  for (const image of graph.images.values()) {
    if (!placed.has(image.id)) placeTree(image, graph, placed, next);
  }
  const nodes = [...placed.values()];
  const columns = nodes.reduce((most, node) => Math.max(most, node.x + 1), 0);
  return { nodes, edges: [...descent(graph), ...successors(graph)], columns, rows: next.row };
}

/** Series in order of their newest image, so that what is in use stands together; in a series by time. */
function rootsInOrder(graph: ImageGraph): LineageImage[] {
  const roots = [...graph.images.values()].filter(
    (image) => image.parentId === null || !graph.images.has(image.parentId),
  );
  const keys = new Map(roots.map((root) => [root.id, seriesName(root.name)]));
  return roots.sort((a, b) => {
    const [left, right] = [keys.get(a.id) ?? "", keys.get(b.id) ?? ""];
    return left === right ? byTimeThenName(a, b) : left < right ? -1 : 1;
  });
}

interface Frame {
  readonly image: LineageImage;
  readonly column: number;
  readonly children: readonly LineageImage[];
  at: number;
}

/** Without recursion: a chain may be thousands long. */
function placeTree(root: LineageImage, graph: ImageGraph, placed: Map<string, LayoutNode>, next: { row: number }) {
  const seen = new Set<string>([root.id]);
  const stack: Frame[] = [frameOf(root, 0, graph)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = top.children[top.at];
    top.at += 1;
    if (child === undefined) {
      placed.set(top.image.id, { id: top.image.id, x: top.column, y: rowOf(top, placed, next) });
      stack.pop();
    } else if (!seen.has(child.id) && !placed.has(child.id)) {
      seen.add(child.id);
      stack.push(frameOf(child, top.column + 1, graph));
    }
  }
}

function frameOf(image: LineageImage, least: number, graph: ImageGraph): Frame {
  const column = Math.max(least, firstColumn[image.kind]);
  return { image, column, children: graph.children.get(image.id) ?? [], at: 0 };
}

function rowOf({ children }: Frame, placed: ReadonlyMap<string, LayoutNode>, next: { row: number }): number {
  const first = children.find((child) => placed.has(child.id));
  const last = children.findLast((child) => placed.has(child.id));
  const [top, bottom] = [first && placed.get(first.id), last && placed.get(last.id)];
  if (top !== undefined && bottom !== undefined) return (top.y + bottom.y) / 2;
  next.row += 1;
  return next.row - 1;
}

function descent(graph: ImageGraph): LayoutEdge[] {
  return [...graph.images.values()].flatMap((image) =>
    image.parentId !== null && graph.images.has(image.parentId)
      ? [{ from: image.parentId, to: image.id, kind: "descent" as const }]
      : [],
  );
}

function successors(graph: ImageGraph): LayoutEdge[] {
  const shared = [...graph.images.values()].filter((image) => image.kind === "base" || image.kind === "golden");
  return [...seriesOf(shared).values()].flatMap((members) =>
    members.slice(1).map((image, at) => ({ from: members[at]?.id ?? image.id, to: image.id, kind: "series" as const })),
  );
}
