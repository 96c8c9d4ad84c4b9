/** The same images as rows: for reading aloud, for sorting, for those who like tables. */
import { useMemo } from "react";
import type { ImageGraph } from "../../../../shared/lineage/image-graph.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import type { GridColumn } from "../../../ui/grid-column.ts";
import { VirtualGrid } from "../../../ui/VirtualGrid.tsx";
import { verificationWords } from "../detail/ImageWords.tsx";
import { conditionOf, spokenWords } from "../image-marks.ts";

interface Props {
  readonly images: readonly ImageView[];
  readonly all: ImageGraph<ImageView>;
  readonly nowMs: number;
  readonly onChoose: (id: string) => void;
}

export function ImageTable({ images, all, nowMs, onChoose }: Props) {
  const columns = useMemo(() => columnsOf(all, nowMs), [all, nowMs]);
  return (
    <div className="images-table">
      <VirtualGrid
        label="Images and what they came from"
        rows={images}
        columns={columns}
        rowKey={keyOf}
        rowLabel={(image) => spokenWords(image, nowMs)}
        onOpen={(image) => onChoose(image.id)}
        initialSort={{ columnId: "made", descending: true }}
        rowHeight={34}
        empty={<p className="muted">No image.</p>}
      />
    </div>
  );
}

const keyOf = (image: ImageView) => image.id;

function columnsOf(all: ImageGraph<ImageView>, nowMs: number): GridColumn<ImageView>[] {
  const parentOf = ({ parentId }: ImageView) =>
    parentId === null ? null : (all.images.get(parentId)?.name ?? parentId);
  const column = (
    id: string,
    title: string,
    track: string,
    value: (image: ImageView) => string | number | null,
  ): GridColumn<ImageView> => ({
    id,
    title,
    track,
    cell: (image) => value(image) ?? "–",
    sortKey: value,
  });
  // What is looked for most stands where it is seen with an image open beside it.
  return [
    column("name", "Name", "minmax(216px, 3fr)", ({ name }) => name),
    {
      id: "made",
      title: "Made",
      track: "minmax(104px, 130px)",
      cell: (image) => dateTimeWords(image.createdAtMs),
      sortKey: (image) => image.createdAtMs,
    },
    column(
      "state",
      "State",
      "minmax(80px, 120px)",
      (image) => conditionOf(image, nowMs) ?? image.state,
    ),
    {
      id: "tests",
      title: "Tests",
      track: "minmax(96px, 1fr)",
      cell: (image) => <span title={verificationWords(image)}>{testsInShort(image)}</span>,
      sortKey: verificationWords,
    },
    column("servers", "Servers", "minmax(56px, 80px)", (image) => image.serversInService),
    column("parent", "Parent", "minmax(100px, 1.4fr)", parentOf),
    column(
      "children",
      "Made from it",
      "minmax(60px, 100px)",
      ({ id }) => all.children.get(id)?.length ?? 0,
    ),
    column("kind", "Kind", "minmax(60px, 90px)", ({ kind }) => kind),
  ];
}

/** Without its day, which the title has. */
const testsInShort = (image: ImageView) =>
  image.verification.kind === "untested"
    ? "never tested"
    : verificationWords(image).replace(/ on \d{4}-\d{2}-\d{2}$/, "");
