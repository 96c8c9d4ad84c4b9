/** The lineage of one connection's images: filters, drawing or table, and the chosen image beside it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { imageGraph } from "../../../shared/lineage/image-graph.ts";
import { lineageDrawing } from "../../../shared/lineage/layout/lineage-drawing.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { useClockText } from "../../components/connections/clocks.ts";
import { links } from "../../links.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go } from "../../ui/hash-path.ts";
import { ImageDetail } from "./detail/ImageDetail.tsx";
import { LineageDrawing } from "./drawing/LineageDrawing.tsx";
import { sizes } from "./drawing/sizes.ts";
import { relatedTo } from "./image-facts.ts";
import {
  fittingImages,
  isFiltering,
  noFilter,
  recipesOf,
  withAncestors,
  type ImageFilter,
} from "./image-filter.ts";
import { LineageFilters } from "./LineageFilters.tsx";
import { usePlaced } from "./use-placed.ts";
import { ImageTable } from "./table/ImageTable.tsx";

interface Props {
  readonly images: readonly ImageView[];
  readonly connection: string;
  readonly chosen: string | null;
}

const noImages: readonly ImageView[] = [];
const nobody: ReadonlySet<string> = new Set();
/** Marks come with the minute's end in view: what was revoked just now is marked at once, and not at the next minute. */
const tickMs = 60_000;

export function Lineage({ images: read, connection, chosen }: Props) {
  const { images, problem } = usePlaced(read, connection);
  const [filter, setFilter] = useState(noFilter);
  const [asTable, setAsTable] = useState(false);
  const tick = useClockText(connection, (nowMs) => String(Math.floor(nowMs / tickMs)));
  const nowMs = (Number(tick) + 1) * tickMs;
  // Only what is chosen and the table need how all hangs together: twenty thousand images may change twice a second.
  const isWholeWanted = chosen !== null || asTable;
  const whole = useMemo(
    () => imageGraph(isWholeWanted ? images : noImages),
    [images, isWholeWanted],
  );
  const related = useMemo(
    () => (chosen === null ? nobody : relatedTo(whole, chosen)),
    [whole, chosen],
  );
  const fitting = useMemo(
    () => (isFiltering(filter) ? fittingImages(images, filter, nowMs) : images),
    [images, filter, nowMs],
  );
  const recipes = useRecipes(images);
  const choose = (id: string) => go(links.images({ connection, image: id }));
  const latest = useRef(fitting);
  useEffect(() => void (latest.current = fitting));
  const onFirst = useCallback(() => {
    const newest = newestOf(latest.current);
    if (newest !== null) go(links.images({ connection, image: newest.id }));
  }, [connection]);
  const image = chosen === null ? undefined : whole.images.get(chosen);
  return (
    <div className={image === undefined ? "images-screen" : "images-screen images-chosen"}>
      <div className="images-main">
        <LineageFilters
          filter={filter}
          onFilter={setFilter}
          recipes={recipes}
          asTable={asTable}
          onTable={setAsTable}
          onFirst={onFirst}
        />
        {fitting.length === 0 ? (
          <Emptiness title="No image fits these filters" />
        ) : asTable ? (
          <ImageTable images={fitting} all={whole} nowMs={nowMs} onChoose={choose} />
        ) : (
          <Drawn {...{ filter, images, fitting, related, chosen, nowMs }} onChoose={choose} />
        )}
      </div>
      {image !== undefined && (
        <aside aria-label="The chosen image" className="images-side">
          <ImageDetail image={image} graph={whole} nowMs={nowMs} onChoose={choose} />
        </aside>
      )}
      {problem !== null && (
        <p className="muted" role="status">
          Some images hang nowhere: AWS doesn&apos;t tell their ancestors now. {problem}
        </p>
      )}
      {image === undefined && chosen !== null && (
        <p className="muted" role="status">
          The image {chosen} isn&apos;t in this connection any more, or was not read yet.
        </p>
      )}
    </div>
  );
}

/** The same list while it says the same. */
function useRecipes(images: readonly ImageView[]): readonly string[] {
  const text = useMemo(() => recipesOf(images).join("\n"), [images]);
  return useMemo(() => (text === "" ? [] : text.split("\n")), [text]);
}

const newestOf = (images: readonly ImageView[]) =>
  images.reduce<ImageView | null>(
    (newest, each) => (newest === null || each.createdAtMs > newest.createdAtMs ? each : newest),
    null,
  );

interface DrawnProps {
  readonly filter: ImageFilter;
  readonly images: readonly ImageView[];
  readonly fitting: readonly ImageView[];
  readonly related: ReadonlySet<string>;
  readonly chosen: string | null;
  readonly nowMs: number;
  readonly onChoose: (id: string) => void;
}

function Drawn({ filter, images, fitting, ...rest }: DrawnProps) {
  const [layout] = useState(() => lineageDrawing<ImageView>(sizes));
  const shown = useMemo(
    () => (isFiltering(filter) ? withAncestors(imageGraph(images), fitting) : images),
    [filter, images, fitting],
  );
  const drawing = useMemo(() => layout.update(shown), [layout, shown]);
  return <LineageDrawing drawing={drawing} search={filter} {...rest} />;
}
