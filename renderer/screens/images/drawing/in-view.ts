/** Which places and which lines are in sight: found by column and row, not by looking at all of them. Pure. */
import type { Drawing } from "../../../../shared/lineage/layout/lineage-drawing.ts";
import type { Placed } from "../../../../shared/lineage/layout/placed.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { columnWidth, headRoom, nodeHeight, nodeWidth, padding } from "./sizes.ts";
import type { Size, Viewport } from "./viewport.ts";

export type ImagePlace = Placed<ImageView>;
export type ImageDrawing = Drawing<ImageView>;

/** In the layout's units: without padding and head room. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function windowOf(view: Viewport, frame: Size): Window {
  const [left, top] = [view.x - padding, view.y - headRoom];
  return {
    left,
    top,
    right: left + frame.width / view.scale,
    bottom: top + frame.height / view.scale,
  };
}

export function placesIn(
  drawing: ImageDrawing,
  { left, top, right, bottom }: Window,
): ImagePlace[] {
  const found: ImagePlace[] = [];
  const first = Math.max(0, Math.floor((left - nodeWidth) / columnWidth));
  const last = Math.min(drawing.columns - 1, Math.ceil(right / columnWidth));
  for (let at = first; at <= last; at += 1) {
    const column = drawing.columnsOf[at] ?? [];
    for (let row = firstFrom(column, top - nodeHeight); row < column.length; row += 1) {
      const place = column[row];
      if (place === undefined || place.y > bottom) break;
      found.push(place);
    }
  }
  return found;
}

/** The index of the first place at `y` or below. */
export function firstFrom(column: readonly ImagePlace[], y: number): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle]?.y ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place under a point of the layout; null: none. */
export function placeAt(drawing: ImageDrawing, x: number, y: number): ImagePlace | null {
  const at = Math.floor(x / columnWidth);
  if (x - at * columnWidth > nodeWidth) return null;
  const column = drawing.columnsOf[at] ?? [];
  const place = column[firstFrom(column, y - nodeHeight)];
  return place !== undefined && place.y <= y && y <= place.y + nodeHeight ? place : null;
}

export interface Line {
  readonly from: ImagePlace;
  readonly to: ImagePlace;
  /** made: the one was made from the other. next: the next of the same series. */
  readonly kind: "made" | "next";
}

/** Of a parent in sight, at most so many lines lead out of sight each way: more would lie on each other. */
const mostOutward = 40;

/**
 * The lines of the places in sight; of a family whose parent and some child stand on both sides of the window, one for
 * all that pass through. `lit`: where these alone are asked for, also a parent's line to an image further on in a row.
 */
export function linesIn(
  places: readonly ImagePlace[],
  families: readonly ImagePlace[],
  { left, top, right, bottom }: Window,
): Line[] {
  const lines: Line[] = [];
  const seen = new Set(places);
  for (const to of places) {
    const from = to.before ?? to.parent;
    if (from !== null) lines.push({ from, to, kind: to.before === null ? "made" : "next" });
    if (to.earlier !== null) lines.push({ from: to.earlier, to, kind: "next" });
  }
  for (const from of families) {
    if (from.x > right || from.x + 2 * columnWidth < left) continue;
    if (seen.has(from)) outward(from, seen, top, bottom, lines);
    else if (from.y < top) pass(from, from.children, (child) => child.y > bottom, lines);
    else if (from.y > bottom) pass(from, from.children, (child) => child.y < top, lines);
  }
  return lines;
}

function outward(
  from: ImagePlace,
  seen: ReadonlySet<ImagePlace>,
  top: number,
  bottom: number,
  lines: Line[],
): void {
  const heads = from.children.filter((child) => child.before === null && !seen.has(child));
  const above = heads.filter((child) => child.y < top).slice(-mostOutward);
  const below = heads.filter((child) => child.y > bottom).slice(0, mostOutward);
  const beside = heads.filter((child) => child.y >= top && child.y <= bottom);
  for (const to of [...above, ...below, ...beside]) lines.push({ from, to, kind: "made" });
}

function pass(
  from: ImagePlace,
  children: readonly ImagePlace[],
  beyond: (child: ImagePlace) => boolean,
  lines: Line[],
): void {
  const to = children.find(beyond);
  if (to !== undefined) lines.push({ from, to, kind: "made" });
}
