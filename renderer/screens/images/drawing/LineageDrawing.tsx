/**
 * The lineage as a drawing: a canvas of its own layout, painted where it is in sight. Arrow keys walk from image to
 * image, + and - zoom, 0 shows all. What it shows is in the table view as rows; the chosen image is said aloud.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { spokenWords } from "../image-marks.ts";
import { isPinned, placeAt, placesIn, windowOf, type ImageDrawing } from "./in-view.ts";
import { isAllInSight } from "./minimap.ts";
import { Legend } from "./Legend.tsx";
import { Minimap } from "./Minimap.tsx";
import { neighbour } from "./neighbour.ts";
import type { Scene } from "./paint.ts";
import { readPalette, useTheme } from "./palette.ts";
import { headRoom, nodeHeight, nodeWidth, padding, readableFrom } from "./sizes.ts";
import { useFrame } from "./use-frame.ts";
import { usePanning } from "./use-panning.ts";
import { useViewport } from "./use-viewport.ts";
import { centred, fitted, revealing, whole, zoomed } from "./viewport.ts";
import { ZoomButtons } from "./ZoomButtons.tsx";

interface Props {
  readonly drawing: ImageDrawing;
  /** What was looked for: another thing while another search is. */
  readonly search: object;
  readonly related: ReadonlySet<string>;
  readonly chosen: string | null;
  readonly nowMs: number;
  readonly onChoose: (id: string) => void;
}

export function LineageDrawing({ drawing, related, chosen, nowMs, search, onChoose }: Props) {
  const { ref, frame } = useFrame<HTMLCanvasElement>();
  const sight = useRef<HTMLDivElement>(null);
  const scene = useScene({ drawing, related, chosen, nowMs });
  const extent = useMemo(() => extentOf(drawing), [drawing]);
  const { change, view } = useViewport({ canvas: ref, sight, frame, extent, scene });
  // What a search leaves is shown so that it can be read, however far off everything was looked at before.
  const searched = useRef(search);
  useLayoutEffect(() => {
    if (searched.current === search) return;
    searched.current = search;
    change((now) => (now.scale < readableFrom ? fitted(extent, frame) : now));
  }, [search, extent, frame, change]);
  const place = chosen === null ? undefined : drawing.places.get(chosen);
  const revealed = useRef<string | null>(null);
  // Another choice is shown, and the same one where it moved; the user's own way through the drawing is left alone.
  const wanted = place && `${place.image.id} ${String(place.x)} ${String(place.y)}`;
  useLayoutEffect(() => {
    if (place === undefined || wanted === undefined || frame.width === 0) return;
    if (revealed.current === wanted) return;
    revealed.current = wanted;
    change((now) =>
      isPinned(place, windowOf(now, frame)) ? now : revealing(now, frame, boxOf(place)),
    );
  }, [place, wanted, frame, change]);
  const at = (x: number, y: number) => {
    const { scale, x: left, y: top } = view();
    const window = windowOf(view(), frame);
    const places = placesIn(drawing, scene.families, window);
    return placeAt(places, window, left + x / scale - padding, top + y / scale - headRoom);
  };
  const panning = usePanning(ref, change, (x, y) => {
    const found = at(x, y);
    if (found !== null) onChoose(found.image.id);
  });
  useHoverTitle(ref, at, nowMs);
  const centre = { x: frame.width / 2, y: frame.height / 2 };
  const zoom = (factor: number) => change((now) => zoomed(now, factor, centre));
  const fit = () => change(() => whole(extent, frame));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(drawing, chosen, event.key);
    if (next !== null) onChoose(next.image.id);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  };
  return (
    <div className="lineage">
      <canvas
        ref={ref}
        className="lineage-canvas"
        role="application"
        tabIndex={0}
        aria-label={`Lineage of ${String(drawing.order.length)} images. Arrow keys walk, plus and minus zoom, 0 shows all. The table view has the same as rows.`}
        onKeyDown={onKeyDown}
        {...panning}
      />
      <p className="lineage-spoken" aria-live="polite">
        {place === undefined ? "" : spokenWords(place.image, nowMs)}
      </p>
      <div className="lineage-foot">
        <ZoomButtons onZoom={zoom} onFit={fit} />
        <Legend />
      </div>
      {frame.width > 0 && !isAllInSight(extent, frame) && (
        <Minimap
          scene={scene}
          drawing={extent}
          frame={frame}
          sight={sight}
          onGo={(x, y) => change((now) => centred(now, frame, x, y))}
        />
      )}
    </div>
  );
}

function useScene({ drawing, related, chosen, nowMs }: Omit<Props, "onChoose" | "search">): Scene {
  const theme = useTheme();
  const { order } = drawing;
  // The palette is read from the page: it is another one once the theme is.
  const palette = useMemo(() => ({ theme, ...readPalette() }), [theme]);
  const families = useMemo(() => order.filter((place) => place.children.length > 0), [order]);
  return useMemo(
    () => ({ drawing, families, related, chosen, palette, nowMs }),
    [drawing, families, related, chosen, palette, nowMs],
  );
}

const extentOf = (drawing: ImageDrawing) => ({
  width: drawing.width + 2 * padding,
  height: drawing.height + headRoom + padding,
});

const boxOf = (place: { readonly x: number; readonly y: number }) => ({
  x: place.x + padding,
  y: place.y + headRoom,
  width: nodeWidth,
  height: nodeHeight,
});

/** What stands under the pointer, as its title, without drawing anything anew. */
function useHoverTitle(
  ref: React.RefObject<HTMLCanvasElement | null>,
  at: (x: number, y: number) => ReturnType<typeof placeAt>,
  nowMs: number,
): void {
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    const onMove = (event: PointerEvent) => {
      if (event.buttons !== 0) return;
      const found = at(event.offsetX, event.offsetY);
      canvas.title = found === null ? "" : `${found.image.id} · ${spokenWords(found.image, nowMs)}`;
      canvas.style.cursor = found === null ? "grab" : "pointer";
    };
    canvas.addEventListener("pointermove", onMove);
    return () => canvas.removeEventListener("pointermove", onMove);
  });
}
