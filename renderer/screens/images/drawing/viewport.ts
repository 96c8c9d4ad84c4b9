/** What part of a drawing is seen, at which scale; pure. Units: drawing units and CSS pixels. */
import { headRoom } from "./sizes.ts";

export interface Viewport {
  /** Drawing coordinates of the top left corner. */
  readonly x: number;
  readonly y: number;
  /** Pixels per drawing unit. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const minScale = 0.1;
export const maxScale = 1.6;

const readableScale = 0.8;

/** In CSS pixels, at every scale: the columns' titles at the head, zoom and legend at the foot, the map at the right. */
const band = { head: 32, foot: 58, left: 24, right: 112 } as const;

/** As wide as the frame if it can be read so, its top left in view. */
export function fitted(drawing: Size, frame: Size): Viewport {
  if (drawing.width === 0 || frame.width === 0) return { x: 0, y: 0, scale: 1 };
  const scale = Math.min(1, Math.max(frame.width / drawing.width, readableScale));
  const x = Math.min(0, (drawing.width - frame.width / scale) / 2);
  return { x, y: 0, scale };
}

/** All of it between head and foot, or as much as can be told apart. */
export function whole(drawing: Size, frame: Size): Viewport {
  const height = frame.height - band.head - band.foot;
  const scale = clampScale(Math.min(frame.width / drawing.width, height / drawing.height, 1));
  return kept({ x: 0, y: -Infinity, scale }, drawing, frame);
}

/** Hardly anything but the drawing is in sight: it can't be lost. One smaller than the frame stays within it. */
export function kept(view: Viewport, drawing: Size, frame: Size): Viewport {
  const { scale } = view;
  const [left, right] = [band.left / scale, band.right / scale];
  const [head, foot] = [headOf(scale), band.foot / scale];
  const x = keptAlong(view.x, drawing.width - frame.width / scale, left, right);
  const y = keptAlong(view.y, drawing.height - frame.height / scale, head, foot);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

/** What the titles need beyond the drawing's own head room. */
const headOf = (scale: number) => Math.max(0, band.head / scale - headRoom);

function keptAlong(at: number, room: number, before: number, after: number): number {
  const [start, end] = [-before, room + after];
  return Math.min(Math.max(at, Math.min(start, end)), Math.max(start, end));
}

/** With this point of the drawing in the middle. */
export const centred = (view: Viewport, frame: Size, x: number, y: number): Viewport => ({
  ...view,
  x: x - frame.width / view.scale / 2,
  y: y - frame.height / view.scale / 2,
});

const clampScale = (scale: number) => Math.min(maxScale, Math.max(minScale, scale));

/** Zoomed by `factor`, with the point under the pointer (pixels within the frame) staying where it is. */
export function zoomed(
  view: Viewport,
  factor: number,
  at: { readonly x: number; readonly y: number },
): Viewport {
  const scale = clampScale(view.scale * factor);
  return {
    scale,
    x: view.x + at.x / view.scale - at.x / scale,
    y: view.y + at.y / view.scale - at.y / scale,
  };
}

export function panned(view: Viewport, dxPixels: number, dyPixels: number): Viewport {
  return { ...view, x: view.x - dxPixels / view.scale, y: view.y - dyPixels / view.scale };
}

/** Moved as little as needed to show the box. */
export function revealing(
  view: Viewport,
  frame: Size,
  box: { readonly x: number; readonly y: number } & Size,
): Viewport {
  const { scale } = view;
  const [left, right] = [band.left / scale, band.right / scale];
  const [head, foot] = [band.head / scale, band.foot / scale];
  return {
    ...view,
    x: reveal(view.x + left, frame.width / scale - left - right, box.x, box.width) - left,
    y: reveal(view.y + head, frame.height / scale - head - foot, box.y, box.height) - head,
  };
}

function reveal(start: number, length: number, at: number, size: number): number {
  if (at < start) return at;
  return at + size > start + length ? at + size - length : start;
}
