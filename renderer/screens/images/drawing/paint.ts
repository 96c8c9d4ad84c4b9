/** Paints what is in sight of a lineage on a canvas. Words only where they can be read. */
import { linesIn, placesIn, windowOf, yIn, type ImageDrawing, type ImagePlace } from "./in-view.ts";
import { paintLines } from "./paint-lines.ts";
import { paintNameBeside, paintNameWithin, paintPlace, type Light } from "./paint-place.ts";
import type { Palette } from "./palette.ts";
import { columnWidth, headRoom, padding, nodeHeight, readableFrom } from "./sizes.ts";
import type { Size, Viewport } from "./viewport.ts";

export interface Scene {
  readonly drawing: ImageDrawing;
  /** Those from which something was made. */
  readonly families: readonly ImagePlace[];
  /** The chosen image, its ancestors and descendants; empty while none is chosen. */
  readonly related: ReadonlySet<string>;
  readonly chosen: string | null;
  readonly palette: Palette;
  readonly nowMs: number;
}

const columnTitles = ["Base images", "Golden images", "Server images · servers in service"];

export function paint(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: Viewport,
  frame: Size,
  pixelRatio: number,
): void {
  const { drawing, families, palette, nowMs } = scene;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, frame.width, frame.height);
  const scale = pixelRatio * view.scale;
  context.setTransform(scale, 0, 0, scale, scale * (padding - view.x), scale * (headRoom - view.y));
  const window = windowOf(view, frame);
  const places = placesIn(drawing, families, window);
  paintLines(context, linesIn(places, window), scene, window, view.scale);
  const far = view.scale < readableFrom;
  for (const place of places) {
    const light = lightOf(place.image.id, scene);
    paintPlace(context, place, yIn(place, window), { light, far, palette, nowMs });
  }
  if (far && nodeHeight * view.scale >= leastBox) {
    for (const place of places)
      paintNameWithin(context, place, yIn(place, window), view.scale, { palette, nowMs });
    for (const place of rowEnds(places))
      paintNameBeside(context, place, yIn(place, window), view.scale, palette);
  }
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  paintTitles(context, scene, view, frame);
}

/** Names that have no room in their boxes stand right of them, where the rows are far enough apart to tell them. */
const leastBox = 11;

/** Nothing stands right of them. */
function rowEnds(places: readonly ImagePlace[]): readonly ImagePlace[] {
  const ends = new Map<number, ImagePlace>();
  for (const place of places) {
    if (place.children.length > 0) continue;
    const end = ends.get(place.y);
    if (end === undefined || end.x < place.x) ends.set(place.y, place);
  }
  return [...ends.values()];
}

function lightOf(id: string, { chosen, related }: Scene): Light {
  if (id === chosen) return "chosen";
  if (related.size === 0) return "plain";
  return related.has(id) ? "related" : "dim";
}

/** Narrower columns have no room for their titles. */
const leastTitle = 64;

/** The columns' titles stay in sight. */
function paintTitles(
  context: CanvasRenderingContext2D,
  { drawing, palette }: Scene,
  view: Viewport,
  frame: Size,
): void {
  context.globalAlpha = 0.92;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, frame.width, 24);
  context.globalAlpha = 1;
  context.fillStyle = palette.text2;
  context.font = `11px ${palette.font}`;
  const width = columnWidth * view.scale;
  if (width < leastTitle) return;
  for (const [column, title] of columnTitles.slice(0, drawing.columns).entries()) {
    const x = (padding + column * columnWidth - view.x) * view.scale;
    const most = column === columnTitles.length - 1 ? frame.width : width;
    if (x < frame.width && x + width > 0) context.fillText(fitting(title, most), x, 16);
  }
}

/** Of a title that has no room, its first word. */
const fitting = (title: string, width: number) => {
  const text = title.toUpperCase();
  return width > text.length * 8 ? text : (text.split(" ")[0] ?? "");
};
