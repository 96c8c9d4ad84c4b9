/** Wheel zooms, drag pans, on one element. The viewport is the caller's. */
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";
import { panned, zoomed, type Viewport } from "./viewport.ts";

type Change = (change: (view: Viewport) => Viewport) => void;

export function usePanning(ref: RefObject<SVGSVGElement | null>, change: Change) {
  const held = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      change((view) =>
        event.ctrlKey || event.metaKey
          ? zoomed(view, Math.exp(-event.deltaY / 300), at)
          : panned(view, -event.deltaX, -event.deltaY),
      );
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [ref, change]);
  return {
    onPointerDown: (event: PointerEvent) => {
      held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = held.current;
      if (from === null || event.buttons === 0) return;
      held.current = { x: event.clientX, y: event.clientY };
      change((view) => panned(view, event.clientX - from.x, event.clientY - from.y));
    },
    onPointerUp: () => {
      held.current = null;
    },
  };
}
