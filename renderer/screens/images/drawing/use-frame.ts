import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Size } from "./viewport.ts";

/** The element's size in CSS pixels, followed. */
export function useFrame<Element extends globalThis.Element>(): {
  readonly ref: RefObject<Element | null>;
  readonly frame: Size;
} {
  const ref = useRef<Element>(null);
  const [frame, setFrame] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setFrame({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, frame };
}
