/**
 * What part of the drawing is seen, outside of React: it changes with every frame of a drag, and only the canvas and
 * the sight on the map follow. Painted at most once a frame.
 */
import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";
import { mapHeight, mapWidth, sightOn } from "./minimap.ts";
import { paint, type Scene } from "./paint.ts";
import { fitted, kept, type Size, type Viewport } from "./viewport.ts";

interface Parts {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly sight: RefObject<HTMLDivElement | null>;
  readonly frame: Size;
  /** Of the drawing, with its margins. */
  readonly extent: Size;
  readonly scene: Scene;
}

export function useViewport(parts: Parts) {
  const held = useRef<Viewport | null>(null);
  const latest = useRef(parts);
  const waiting = useRef(0);
  const repaint = useCallback(() => {
    waiting.current ||= requestAnimationFrame(() => {
      waiting.current = 0;
      paintNow(latest.current, viewOf(held, latest.current));
    });
  }, []);
  const change = useCallback(
    (by: (view: Viewport) => Viewport) => {
      const { extent, frame } = latest.current;
      held.current = by(viewOf(held, latest.current));
      if (frame.width > 0) held.current = kept(held.current, extent, frame);
      repaint();
    },
    [repaint],
  );
  useLayoutEffect(() => {
    latest.current = parts;
    repaint();
  });
  useLayoutEffect(
    () => () => {
      cancelAnimationFrame(waiting.current);
      waiting.current = 0;
    },
    [],
  );
  const view = useCallback(() => viewOf(held, latest.current), []);
  return { change, view };
}

/** Until it is moved it fits the drawing, also one that is read bit by bit; it stays on one that became smaller. */
function viewOf(held: RefObject<Viewport | null>, { extent, frame }: Parts): Viewport {
  if (held.current === null) return fitted(extent, frame);
  return frame.width > 0 ? kept(held.current, extent, frame) : held.current;
}

function paintNow({ canvas, sight, frame, extent, scene }: Parts, view: Viewport): void {
  const context = canvas.current?.getContext("2d", { alpha: false });
  if (!canvas.current || !context || frame.width === 0) return;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
  if (canvas.current.width !== width) canvas.current.width = width;
  if (canvas.current.height !== height) canvas.current.height = height;
  paint(context, scene, view, frame, ratio);
  const map = { width: mapWidth, height: mapHeight(extent, frame) };
  if (sight.current) Object.assign(sight.current.style, sightOn(map, extent, view, frame));
}
