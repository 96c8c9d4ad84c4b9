import type { LineageLayout, PlacedEdge } from "../../../shared/lineage/layout.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { nodeHeight, nodeWidth } from "./LineageNode.tsx";
import { seen, type Size, type Viewport } from "./viewport.ts";

interface Props {
  readonly layout: LineageLayout<ImageView>;
  readonly related: ReadonlySet<string>;
  readonly view: Viewport;
  readonly frame: Size;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The path of an edge, or null if no part of it is in view. */
function drawn(edge: PlacedEdge, { layout, view, frame }: Props): string | null {
  const from = layout.nodes.get(edge.from);
  const to = layout.nodes.get(edge.to);
  if (from === undefined || to === undefined) return null;
  const box = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x) + nodeWidth,
    height: Math.abs(to.y - from.y) + nodeHeight,
  };
  if (!seen(view, frame, box)) return null;
  return edge.kind === "next" && from.x === to.x ? downPath(from, to) : sidePath(from, to);
}

function sidePath(from: Point, to: Point): string {
  const [x1, y1] = [from.x + nodeWidth, from.y + nodeHeight / 2];
  const [x2, y2] = [to.x, to.y + nodeHeight / 2];
  const bend = Math.max(18, (x2 - x1) / 2);
  return `M${String(x1)} ${String(y1)}C${String(x1 + bend)} ${String(y1)} ${String(x2 - bend)} ${String(y2)} ${String(x2)} ${String(y2)}`;
}

function downPath(from: Point, to: Point): string {
  const x = from.x + nodeWidth / 2;
  return `M${String(x)} ${String(from.y + nodeHeight)}L${String(x)} ${String(to.y)}`;
}

export function LineageEdges(props: Props) {
  const { layout, related } = props;
  const chained = new Set(
    layout.edges
      .filter((edge) => edge.kind === "next" && related.has(edge.from) && related.has(edge.to))
      .map((edge) => edge.to),
  );
  return layout.edges.map((edge) => {
    const path = drawn(edge, props);
    if (path === null) return null;
    const lit = related.has(edge.from) && related.has(edge.to);
    if (edge.kind === "kin" && (!lit || chained.has(edge.to))) return null;
    const look = lit ? "lineage-lit" : edge.kind === "next" ? "lineage-next" : "lineage-line";
    return <path key={`${edge.kind}${edge.from}${edge.to}`} className={look} d={path} />;
  });
}
