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

/**
 * Where a place stands while this window is looked through: one from which something was made stays in sight as long
 * as any of that is, so that nobody scrolls through thousands of images without their parent.
 */
export function yIn(place: ImagePlace, { top, bottom }: Window): number {
  if (place.children.length === 0) return place.y;
  const low = Math.max(place.top, top + edge);
  const high = Math.min(place.bottom, bottom - nodeHeight - foot);
  return Math.min(Math.max(place.y, Math.min(low, place.bottom)), Math.max(high, place.top));
}
const edge = 28;
/** What lies on the drawing at its foot. */
const foot = 52;

export function isIn(place: ImagePlace, window: Window): boolean {
  const y = yIn(place, window);
  return (
    place.x + nodeWidth >= window.left &&
    place.x <= window.right &&
    y + nodeHeight >= window.top &&
    y <= window.bottom
  );
}

/** It is held in sight beside what was made from it, so it need not be brought there. */
export const isPinned = (place: ImagePlace, window: Window): boolean =>
  yIn(place, window) !== place.y && isIn(place, window);

/** `families`: the places from which something was made. */
export function placesIn(
  drawing: ImageDrawing,
  families: readonly ImagePlace[],
  window: Window,
): ImagePlace[] {
  const found = families.filter((place) => isIn(place, window));
  const { left, top, right, bottom } = window;
  const first = Math.max(0, Math.floor((left - nodeWidth) / columnWidth));
  const last = Math.min(drawing.columns - 1, Math.ceil(right / columnWidth));
  for (let at = first; at <= last; at += 1) {
    const column = drawing.columnsOf[at] ?? [];
    for (let row = firstFrom(column, top - nodeHeight); row < column.length; row += 1) {
      const place = column[row];
      if (place === undefined || place.y > bottom) break;
      if (place.children.length === 0) found.push(place);
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

/** The place under a point of the layout; null: none. The last painted lies on top. */
export function placeAt(
  places: readonly ImagePlace[],
  window: Window,
  x: number,
  y: number,
): ImagePlace | null {
  const hit = (place: ImagePlace) => {
    const top = yIn(place, window);
    return place.x <= x && x <= place.x + nodeWidth && top <= y && y <= top + nodeHeight;
  };
  return places.findLast(hit) ?? null;
}

export interface Line {
  readonly from: ImagePlace;
  readonly to: ImagePlace;
  /** made: the one was made from the other. next: the next of the same series. */
  readonly kind: "made" | "next";
}

/** The lines of the places in sight; of a family that goes on out of sight, one more each way. */
export function linesIn(places: readonly ImagePlace[], { top, bottom }: Window): Line[] {
  const lines: Line[] = [];
  for (const place of places) {
    const from = place.before ?? place.parent;
    if (from !== null)
      lines.push({ from, to: place, kind: place.before === null ? "made" : "next" });
    if (place.earlier !== null) lines.push({ from: place.earlier, to: place, kind: "next" });
    const above = place.children.findLast((child) => child.y + nodeHeight < top);
    const below = place.children.find((child) => child.y > bottom);
    for (const to of [above, below])
      if (to !== undefined && to.before === null) lines.push({ from: place, to, kind: "made" });
  }
  return lines;
}
