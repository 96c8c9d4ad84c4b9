/**
 * The lineage as a drawing: windowed SVG of its own layout. Arrow keys walk from image to image, + and - zoom,
 * 0 shows all. What it shows is in the table view as rows.
 */
import { useCallback, useMemo, useState, type KeyboardEvent } from "react";
import { ancestors, descendants, type ImageGraph } from "../../../shared/lineage/image-graph.ts";
import { layoutLineage, type LineageLayout } from "../../../shared/lineage/layout.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { LineageEdges } from "./LineageEdges.tsx";
import { LineageNode, nodeHeight, nodeWidth } from "./LineageNode.tsx";
import { neighbour } from "./neighbour.ts";
import { useFrame } from "./use-frame.ts";
import { usePanning } from "./use-panning.ts";
import { fitted, revealing, seen, whole, zoomed, type Size, type Viewport } from "./viewport.ts";

const sizes = { nodeWidth, nodeHeight, columnGap: 40, rowGap: 12, treeGap: 22 };
const padding = 18;
const headRoom = 30;
const columnTitles = ["Base images", "Golden images", "Server images · servers in service"];

interface Props {
  readonly graph: ImageGraph<ImageView>;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Where the user moved the drawing to, and the image that was chosen then: another choice is revealed anew. */
interface Moved {
  readonly view: Viewport;
  readonly chosen: string | null;
}

export function LineageGraph({ graph, chosen, onChoose }: Props) {
  const layout = useMemo(() => layoutLineage(graph, sizes), [graph]);
  const related = useMemo(() => relatedTo(graph, chosen), [graph, chosen]);
  const drawing = useMemo(() => extentOf(layout), [layout]);
  const { ref, frame } = useFrame<SVGSVGElement>();
  const [moved, setMoved] = useState<Moved | null>(null);
  const viewAfter = useCallback(
    (last: Moved | null): Viewport => {
      const view = last?.view ?? fitted(drawing, frame);
      const node = chosen === null ? undefined : layout.nodes.get(chosen);
      const shown = node === undefined || last?.chosen === chosen || frame.width === 0;
      return shown ? view : revealing(view, frame, boxOf(node));
    },
    [chosen, layout, drawing, frame],
  );
  const view = viewAfter(moved);
  const change = useCallback(
    (by: (view: Viewport) => Viewport) =>
      setMoved((last) => ({ view: by(viewAfter(last)), chosen })),
    [viewAfter, chosen],
  );
  const panning = usePanning(ref, change);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(graph, layout, chosen, event.key);
    const centre = { x: frame.width / 2, y: frame.height / 2 };
    if (next !== null) onChoose(next);
    else if (event.key === "+") change((now) => zoomed(now, 1.25, centre));
    else if (event.key === "-") change((now) => zoomed(now, 0.8, centre));
    else if (event.key === "0") change(() => whole(drawing, frame));
    else return;
    event.preventDefault();
  };
  const shift = `scale(${String(view.scale)}) translate(${String(-view.x)} ${String(-view.y)})`;
  return (
    <svg
      ref={ref}
      className="lineage"
      role="application"
      tabIndex={0}
      aria-label={`Lineage of ${String(graph.images.size)} images. Arrow keys walk, plus and minus zoom. The table view has the same as rows.`}
      onKeyDown={onKeyDown}
      {...panning}
    >
      <g transform={shift}>
        <ColumnTitles columns={layout.columns} />
        <g transform={`translate(${String(padding)} ${String(headRoom)})`}>
          <LineageEdges layout={layout} related={related} view={view} frame={frame} />
          <Nodes
            layout={layout}
            related={related}
            chosen={chosen}
            view={view}
            frame={frame}
            onChoose={onChoose}
          />
        </g>
      </g>
    </svg>
  );
}

function extentOf(layout: LineageLayout<ImageView>): Size {
  return { width: layout.width + 2 * padding, height: layout.height + headRoom + padding };
}

function boxOf(node: { readonly x: number; readonly y: number }) {
  return { x: node.x + padding, y: node.y + headRoom, width: nodeWidth, height: nodeHeight };
}

/** The chosen image, its ancestors and descendants; empty while none is chosen. */
function relatedTo(graph: ImageGraph<ImageView>, chosen: string | null): ReadonlySet<string> {
  if (chosen === null || !graph.images.has(chosen)) return new Set();
  const line = [...ancestors(graph, chosen), ...descendants(graph, chosen)];
  return new Set([chosen, ...line.map((image) => image.id)]);
}

function ColumnTitles({ columns }: { readonly columns: number }) {
  return columnTitles.slice(0, columns).map((title, column) => (
    <text
      key={title}
      className="lineage-column"
      x={padding + column * (nodeWidth + sizes.columnGap)}
      y="16"
    >
      {title}
    </text>
  ));
}

interface NodesProps {
  readonly layout: LineageLayout<ImageView>;
  readonly related: ReadonlySet<string>;
  readonly chosen: string | null;
  readonly view: Viewport;
  readonly frame: { readonly width: number; readonly height: number };
  readonly onChoose: (id: string) => void;
}

function Nodes({ layout, related, chosen, view, frame, onChoose }: NodesProps) {
  const far = view.scale < 0.35;
  return [...layout.nodes.values()]
    .filter((node) => seen(view, frame, boxOf(node)))
    .map(({ image, x, y }) => (
      <LineageNode
        key={image.id}
        image={image}
        x={x}
        y={y}
        far={far}
        light={lightOf(image.id, chosen, related)}
        onChoose={onChoose}
      />
    ));
}

function lightOf(id: string, chosen: string | null, related: ReadonlySet<string>) {
  if (id === chosen) return "chosen";
  if (related.size === 0) return "plain";
  return related.has(id) ? "related" : "dim";
}
