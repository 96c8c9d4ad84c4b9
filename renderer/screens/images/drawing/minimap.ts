/** The whole drawing in a strip, and what of it is in sight. Its two directions have scales of their own. */
import { conditionOf, toneOf } from "../image-marks.ts";
import type { Scene } from "./paint.ts";
import { headRoom, nodeHeight, nodeWidth, padding } from "./sizes.ts";
import type { Size, Viewport } from "./viewport.ts";

export const mapWidth = 84;

export const mapHeight = (drawing: Size, frame: Size) =>
  Math.round(
    Math.max(60, Math.min(frame.height - 90, (drawing.height / drawing.width) * mapWidth)),
  );

/** Nothing is hidden: no map is needed. */
export const isAllInSight = (drawing: Size, frame: Size) =>
  drawing.width * 0.8 <= frame.width && drawing.height * 0.8 <= frame.height;

export function paintMap(canvas: HTMLCanvasElement, scene: Scene, drawing: Size, map: Size): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  canvas.width = map.width;
  canvas.height = map.height;
  const [sx, sy] = [map.width / drawing.width, map.height / drawing.height];
  const [width, height] = [Math.max(1, nodeWidth * sx), Math.max(1, nodeHeight * sy)];
  for (const { image, x, y } of scene.drawing.order) {
    context.fillStyle = scene.palette.fills[toneOf(image, conditionOf(image, scene.nowMs))];
    context.fillRect((x + padding) * sx, (y + headRoom) * sy, width, height);
  }
}

/** The frame's place on the map, as styles. */
export function sightOn(map: Size, drawing: Size, view: Viewport, frame: Size) {
  const [sx, sy] = [map.width / drawing.width, map.height / drawing.height];
  const [left, top] = [Math.max(0, view.x * sx), Math.max(0, view.y * sy)];
  const right = Math.min(map.width, (view.x + frame.width / view.scale) * sx);
  const bottom = Math.min(map.height, (view.y + frame.height / view.scale) * sy);
  return {
    left: `${left.toFixed(1)}px`,
    top: `${top.toFixed(1)}px`,
    width: `${Math.max(3, right - left).toFixed(1)}px`,
    height: `${Math.max(3, bottom - top).toFixed(1)}px`,
  };
}
