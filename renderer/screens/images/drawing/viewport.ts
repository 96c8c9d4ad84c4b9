/** What part of a drawing is seen, at which scale; pure. Units: drawing units and CSS pixels. */
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
const margin = 24;

/** As wide as the frame if it can be read so, its top left in view. */
export function fitted(drawing: Size, frame: Size): Viewport {
  if (drawing.width === 0 || frame.width === 0) return { x: 0, y: 0, scale: 1 };
  const scale = Math.min(1, Math.max(frame.width / drawing.width, readableScale));
  const x = Math.min(0, (drawing.width - frame.width / scale) / 2);
  return { x, y: 0, scale };
}

export const whole = (drawing: Size, frame: Size): Viewport => {
  const scale = clampScale(Math.min(frame.width / drawing.width, frame.height / drawing.height, 1));
  return { x: 0, y: 0, scale };
};

/** Hardly anything but the drawing is in sight: it can't be lost. One smaller than the frame stays within it. */
export function kept(view: Viewport, drawing: Size, frame: Size): Viewport {
  const x = keptAlong(view.x, drawing.width, frame.width / view.scale, margin / view.scale);
  const y = keptAlong(view.y, drawing.height, frame.height / view.scale, margin / view.scale);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

function keptAlong(at: number, length: number, seen: number, more: number): number {
  const room = length - seen;
  return room > 0 ? Math.min(Math.max(at, -more), room + more) : Math.min(Math.max(at, room), 0);
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
  const width = frame.width / view.scale;
  const height = frame.height / view.scale;
  return {
    ...view,
    x: reveal(view.x, width, box.x, box.width),
    y: reveal(view.y, height, box.y, box.height),
  };
}

function reveal(start: number, length: number, at: number, size: number): number {
  if (at - margin < start) return at - margin;
  if (at + size + margin > start + length) return at + size + margin - length;
  return start;
}
