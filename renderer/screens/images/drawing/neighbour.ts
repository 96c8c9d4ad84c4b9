/** Which image an arrow key leads to: left the parent, right the first child, up and down in the same column. */
import { firstFrom, type ImageDrawing, type ImagePlace } from "./in-view.ts";

export function neighbour(
  drawing: ImageDrawing,
  chosen: string | null,
  key: string,
): ImagePlace | null {
  if (!key.startsWith("Arrow") && key !== "Home" && key !== "End") return null;
  const place = chosen === null ? undefined : drawing.places.get(chosen);
  if (place === undefined) return drawing.order[0] ?? null;
  const column = drawing.columnsOf[place.column] ?? [];
  switch (key) {
    case "ArrowLeft":
      return place.parent;
    case "ArrowRight":
      return place.children[0] ?? nextInRow(drawing, place);
    case "ArrowUp":
      return column[indexIn(column, place) - 1] ?? null;
    case "ArrowDown":
      return column[indexIn(column, place) + 1] ?? null;
    case "Home":
      return column[0] ?? null;
    case "End":
      return column.at(-1) ?? null;
    default:
      return null;
  }
}

const indexIn = (column: readonly ImagePlace[], place: ImagePlace) =>
  column.indexOf(place, firstFrom(column, place.y));

function nextInRow(drawing: ImageDrawing, place: ImagePlace): ImagePlace | null {
  const column = drawing.columnsOf[place.column + 1] ?? [];
  const next = column[firstFrom(column, place.y)];
  return next?.before === place ? next : null;
}
