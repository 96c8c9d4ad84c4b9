/** The lineage of all images of a connection, drawn or as rows, and one image's facts beside it. */
import Button from "@cloudscape-design/components/button";
import Select from "@cloudscape-design/components/select";
import { useEffect, useMemo } from "react";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { useTopic } from "../../client/topic-store.ts";
import { Problem } from "../../components/Problem.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go, goInstead } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { recipesOf } from "./image-filter.ts";
import { Lineage } from "./Lineage.tsx";
import "./images.css";

export function ImagesScreen({ place }: { readonly place: Place }) {
  const { rows, status, error } = useTopic("images");
  const connections = useTopic("connections").rows;
  const byConnection = useMemo(
    () => Map.groupBy(rows.values(), (image) => image.connectionId as string),
    [rows],
  );
  const named = place.query.get("connection");
  const known = [...new Set([...byConnection.keys(), ...connections.keys()])];
  const connection = named ?? known[0] ?? null;
  useEffect(() => {
    if (named === null && connection !== null) goInstead(links.images({ connection }));
  }, [named, connection]);
  const images = (connection === null ? undefined : byConnection.get(connection)) ?? noImages;
  const note = useMemo(() => noteOf(images), [images]);
  const state = connection === null ? undefined : connections.get(connection);
  if (error) return <Problem error={error} />;
  return (
    <>
      <PageHeader
        title="Images"
        note={note}
        actions={<ImageActions connections={known} connection={connection} />}
      />
      {state !== undefined && <Standing state={state} images={images.length} />}
      {images.length === 0 || connection === null ? (
        <Nothing isOpening={status === "opening"} state={state} />
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

const noImages: readonly ImageView[] = [];

function noteOf(images: readonly ImageView[]): string {
  let [bases, unknown] = [0, 0];
  for (const { kind } of images) {
    if (kind === "base") bases += 1;
    else if (kind === "unknown") unknown += 1;
  }
  const recipes = recipesOf(images).length;
  return [
    countWords(images.length, "image"),
    countWords(bases, "base"),
    ...(unknown === 0 ? [] : [`${String(unknown)} of unknown kind`]),
    countWords(recipes, "recipe"),
  ].join(" · ");
}

interface StandingProps {
  readonly state: ConnectionState;
  readonly images: number;
}

/** Where what is drawn may not be all, or not be of now. */
function Standing({ state: { phase, error, connection }, images }: StandingProps) {
  if (phase === "first-sync" && images > 0)
    return (
      <p className="muted" role="status">
        {connection.name} is still being read: there may be more images than these.
      </p>
    );
  if (error === null || images === 0) return null;
  return (
    <p className="tone-warn" role="status">
      {connection.name} can&apos;t be read now: these images are as they were last seen.{" "}
      {error.message}
    </p>
  );
}

interface NothingProps {
  readonly isOpening: boolean;
  readonly state: ConnectionState | undefined;
}

function Nothing({ isOpening, state }: NothingProps) {
  if (state?.error) return <Problem error={state.error} />;
  const isReading = isOpening || state?.phase === "first-sync" || state?.phase === "connecting";
  return (
    <Emptiness title={isReading ? "Reading the images…" : "No image is known yet"}>
      Images that the account owns, and those its servers and templates use, appear here as they are
      read.
    </Emptiness>
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
          virtualScroll
          selectedOption={options.find((option) => option.value === connection) ?? null}
          onChange={({ detail }) =>
            go(links.images({ connection: detail.selectedOption.value ?? "" }))
          }
        />
      )}
      <Button onClick={() => go(links.chooseToCompare(connection))}>Compare…</Button>
      <Button onClick={() => go(links.retention(connection === null ? {} : { connection }))}>
        Retention…
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
