import { useEffect, useRef, type PointerEvent, type Ref } from "react";
import { mapHeight, mapWidth, paintMap } from "./minimap.ts";
import type { Scene } from "./paint.ts";
import type { Size } from "./viewport.ts";

interface Props {
  readonly scene: Scene;
  readonly drawing: Size;
  readonly frame: Size;
  /** What is in sight: moved by whoever moves the drawing. */
  readonly sight: Ref<HTMLDivElement>;
  readonly onGo: (x: number, y: number) => void;
}

/** A picture of 20,000 images may wait until the large one is there. */
const quietMs = 120;

export function Minimap({ scene, drawing, frame, sight, onGo }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = { width: mapWidth, height: mapHeight(drawing, frame) };
  useEffect(() => {
    const timer = setTimeout(() => {
      if (canvas.current) paintMap(canvas.current, scene, drawing, map);
    }, quietMs);
    return () => clearTimeout(timer);
  });
  const goThere = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / map.width) * drawing.width;
    onGo(x, ((event.clientY - box.top) / map.height) * drawing.height);
  };
  return (
    <div
      className="lineage-map"
      aria-hidden="true"
      style={{ width: map.width, height: map.height }}
      onPointerDown={goThere}
      onPointerMove={goThere}
    >
      <canvas ref={canvas} />
      <div ref={sight} className="lineage-sight" />
    </div>
  );
}
