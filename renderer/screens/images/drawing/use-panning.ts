/** Wheel and drag pan, Ctrl and wheel zoom, on one element. A press that hardly moves is a click. The viewport is the caller's. */
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";
import { panned, zoomed, type Viewport } from "./viewport.ts";

type Change = (change: (view: Viewport) => Viewport) => void;

const clickPixels = 4;

export function usePanning(
  ref: RefObject<HTMLElement | null>,
  change: Change,
  onClick: (x: number, y: number) => void,
) {
  const held = useRef<{ x: number; y: number; moved: number } | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      change((view) =>
        event.ctrlKey || event.metaKey
          ? zoomed(view, Math.exp(-event.deltaY / 300), at)
          : panned(view, -dx, -dy),
      );
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [ref, change]);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      held.current = { x: event.clientX, y: event.clientY, moved: 0 };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = held.current;
      if (from === null || event.buttons === 0) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      const moved = from.moved + Math.abs(dx) + Math.abs(dy);
      held.current = { x: event.clientX, y: event.clientY, moved };
      if (moved > clickPixels) change((view) => panned(view, dx, dy));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      if (held.current !== null && held.current.moved <= clickPixels)
        onClick(event.clientX - box.left, event.clientY - box.top);
      held.current = null;
    },
  };
}
