/** Which image an arrow key leads to: left the parent, right the first child, up and down in the same column. */
import type { ImageGraph } from "../../../shared/lineage/image-graph.ts";
import type { LineageLayout } from "../../../shared/lineage/layout.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";

export function neighbour(
  graph: ImageGraph<ImageView>,
  layout: LineageLayout<ImageView>,
  chosen: string | null,
  key: string,
): string | null {
  if (!key.startsWith("Arrow")) return null;
  const image = chosen === null ? undefined : graph.images.get(chosen);
  if (image === undefined) return layout.nodes.keys().next().value ?? null;
  if (key === "ArrowLeft")
    return image.parentId !== null && graph.images.has(image.parentId) ? image.parentId : null;
  if (key === "ArrowRight") return graph.children.get(image.id)?.[0]?.id ?? null;
  return inColumn(layout, image.id, key === "ArrowDown" ? 1 : -1);
}

function inColumn(layout: LineageLayout<ImageView>, id: string, step: 1 | -1): string | null {
  const own = layout.nodes.get(id);
  if (own === undefined) return null;
  const column = [...layout.nodes.values()]
    .filter((node) => node.column === own.column)
    .sort((a, b) => a.y - b.y);
  return column[column.indexOf(own) + step]?.image.id ?? null;
}
