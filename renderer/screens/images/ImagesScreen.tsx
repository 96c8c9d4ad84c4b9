/** The lineage of all images of a connection, drawn or as rows, and one image's facts beside it. */
import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import { useEffect, useMemo, useState } from "react";
import { imageGraph } from "../../../shared/lineage/image-graph.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go, goInstead } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ImageDetail } from "./ImageDetail.tsx";
import { recipesOf, shownGraph, type ImageFilter } from "./image-facts.ts";
import { ImageTable } from "./ImageTable.tsx";
import { LineageGraph } from "./LineageGraph.tsx";
import "./images.css";

const noFilter: ImageFilter = { text: "", recipe: null, inServiceOnly: false };

export function ImagesScreen({ place }: { readonly place: Place }) {
  const { rows, status, error } = useTopic("images");
  const all = useMemo(() => [...rows.values()], [rows]);
  const connections = useMemo(() => [...new Set(all.map((image) => image.connectionId))], [all]);
  const named = place.query.get("connection");
  const connection = named ?? connections[0] ?? null;
  useEffect(() => {
    if (named === null && connection !== null) goInstead(links.images({ connection }));
  }, [named, connection]);
  const images = useMemo(
    () => all.filter((image) => image.connectionId === connection),
    [all, connection],
  );
  if (error) return <Problem error={error} />;
  return (
    <>
      <PageHeader
        title="Images"
        note={`${countWords(images.length, "image")}, ${countWords(images.filter((each) => each.kind === "base").length, "base")}, ${countWords(recipesOf(images).length, "recipe")}`}
        actions={<ImageActions connections={connections} connection={connection} />}
      />
      {images.length === 0 || connection === null ? (
        <Emptiness title={status === "opening" ? "Reading the images…" : "No image is known yet"}>
          Images that the account owns, and those its servers and templates use, appear here as they
          are read.
        </Emptiness>
      ) : (
        <Lineage
          key={connection}
          images={images}
          connection={connection}
          chosen={place.query.get("image")}
        />
      )}
    </>
  );
}

interface ActionProps {
  readonly connections: readonly string[];
  readonly connection: string | null;
}

function ImageActions({ connections, connection }: ActionProps) {
  const { rows } = useTopic("connections");
  const options = connections.map((id) => ({
    value: id,
    label: rows.get(id)?.connection.name ?? id,
  }));
  return (
    <>
      {connections.length > 1 && (
        <Select
          ariaLabel="Connection"
          options={options}
          selectedOption={options.find((option) => option.value === connection) ?? null}
          onChange={({ detail }) =>
            go(links.images({ connection: detail.selectedOption.value ?? "" }))
          }
        />
      )}
      <Button onClick={() => go(`#/compare?connection=${encodeURIComponent(connection ?? "")}`)}>
        Compare…
      </Button>
      <Button
        variant="primary"
        onClick={() => go(links.newBake(connection === null ? {} : { connection }))}
      >
        Bake an image
      </Button>
    </>
  );
}

interface LineageProps {
  readonly images: readonly ImageView[];
  readonly connection: string;
  readonly chosen: string | null;
}

function Lineage({ images, connection, chosen }: LineageProps) {
  const [filter, setFilter] = useState(noFilter);
  const [asTable, setAsTable] = useState(false);
  const whole = useMemo(() => imageGraph(images), [images]);
  const graph = useMemo(() => shownGraph(images, filter), [images, filter]);
  const choose = (id: string) => go(links.images({ connection, image: id }));
  const image = chosen === null ? undefined : whole.images.get(chosen);
  const View = asTable ? ImageTable : LineageGraph;
  return (
    <div className={image === undefined ? "images-screen" : "images-screen images-chosen"}>
      <div className="images-main">
        <Filters
          filter={filter}
          onFilter={setFilter}
          recipes={recipesOf(images)}
          asTable={asTable}
          onTable={setAsTable}
        />
        {graph.images.size === 0 ? (
          <Emptiness title="No image fits these filters" />
        ) : (
          <View graph={graph} chosen={chosen} onChoose={choose} />
        )}
      </div>
      {image !== undefined && (
        <aside aria-label="The chosen image" className="images-side">
          <ImageDetail image={image} graph={whole} onChoose={choose} />
        </aside>
      )}
    </div>
  );
}

interface FilterProps {
  readonly filter: ImageFilter;
  readonly onFilter: (filter: ImageFilter) => void;
  readonly recipes: readonly string[];
  readonly asTable: boolean;
  readonly onTable: (asTable: boolean) => void;
}

function Filters({ filter, onFilter, recipes, asTable, onTable }: FilterProps) {
  const options = [
    { value: "", label: "any recipe" },
    ...recipes.map((recipe) => ({ value: recipe, label: recipe })),
  ];
  return (
    <div className="images-filters">
      <input
        type="search"
        aria-label="Find an image"
        placeholder="Find an image"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      <Select
        ariaLabel="Recipe"
        options={options}
        selectedOption={options.find((option) => option.value === (filter.recipe ?? "")) ?? null}
        onChange={({ detail }) =>
          onFilter({ ...filter, recipe: detail.selectedOption.value || null })
        }
      />
      <label>
        <input
          type="checkbox"
          checked={filter.inServiceOnly}
          onChange={() => onFilter({ ...filter, inServiceOnly: !filter.inServiceOnly })}
        />{" "}
        in service only
      </label>
      <span className="images-legend" aria-hidden="true">
        <i className="lineage-key lineage-live" /> live <i className="lineage-key lineage-rising" />{" "}
        rising <i className="lineage-key lineage-warm" /> can return{" "}
        <i className="lineage-key lineage-bad" /> failed
      </span>
      <SegmentedControl
        label="View"
        selectedId={asTable ? "table" : "drawing"}
        options={[
          { id: "drawing", text: "Drawing" },
          { id: "table", text: "Table" },
        ]}
        onChange={({ detail }) => onTable(detail.selectedId === "table")}
      />
    </div>
  );
}
