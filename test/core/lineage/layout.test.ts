import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineageImage } from "../../../shared/lineage/image-graph.ts";
import { lineageDrawing, type Drawing } from "../../../shared/lineage/layout/lineage-drawing.ts";
import { imageId } from "../../../shared/model/ids.ts";

const sizes = { nodeWidth: 100, nodeHeight: 40, columnGap: 20, rowGap: 10, treeGap: 15 };

function image(
  id: string,
  kind: LineageImage["kind"],
  parent: string | null,
  at = 0,
): LineageImage {
  return {
    id: imageId(id),
    name: id,
    kind,
    parentId: parent === null ? null : imageId(parent),
    createdAtMs: at,
  };
}
const lay = (images: readonly LineageImage[]) => lineageDrawing<LineageImage>(sizes).update(images);

describe("a lineage's drawing", () => {
  it("puts bases, golden and server images into columns, and what was made of a server image right of it", () => {
    const { order, columns } = lay([
      image("base", "base", null),
      image("golden", "golden", "base", 1),
      image("web-1", "server", "golden", 2),
      image("web-2", "server", "web-1", 3),
    ]);
    expect(order.map((place) => [place.image.id, place.column])).toEqual([
      ["base", 0],
      ["golden", 1],
      ["web-1", 2],
      ["web-2", 3],
    ]);
    expect(columns).toBe(4);
  });

  it("stands a parent in the middle of its children", () => {
    const { places } = lay([
      image("base", "base", null),
      image("one", "server", "base", 1),
      image("two", "server", "base", 2),
      image("zwei", "server", "base", 3),
    ]);
    expect(places.get("base")?.y).toBe(places.get("two")?.y);
  });

  it("puts images of one series from one parent into a row, in order of time", () => {
    const { places } = lay([
      image("base", "base", null),
      image("web-1.2", "server", "base", 3),
      image("api-1.0", "server", "base", 2),
      image("web-1.1", "server", "base", 1),
    ]);
    const row = (id: string) => places.get(id)?.y;
    expect(row("web-1.1")).toBe(row("web-1.2"));
    expect(row("api-1.0")).not.toBe(row("web-1.1"));
    expect((places.get("web-1.1")?.x ?? 0) < (places.get("web-1.2")?.x ?? 0)).toBe(true);
    expect(places.get("web-1.2")?.before?.image.id).toBe("web-1.1");
  });

  it("goes on in the next row where a series is long", () => {
    const versions = Array.from({ length: 25 }, (_, at) =>
      image(`web-1.${String(at)}`, "server", "base", at),
    );
    const { places, columns } = lay([image("base", "base", null), ...versions]);
    const rows = new Set(versions.map(({ id }) => places.get(id)?.y));
    expect(rows.size).toBe(3);
    expect(columns).toBe(12);
  });

  it("links bases of one series in order of time, and no others", () => {
    const { order } = lay([
      image("al2023-2026.10.30", "base", null, 2),
      image("al2023-2026.09.18", "base", null, 1),
      image("debian-12", "base", null, 3),
    ]);
    const links = order.flatMap(({ image: { id }, earlier }) =>
      earlier === null ? [] : [[earlier.image.id, id]],
    );
    expect(links).toEqual([["al2023-2026.09.18", "al2023-2026.10.30"]]);
  });

  it("moves nothing where only what the images say changed", () => {
    const drawing = lineageDrawing<LineageImage>(sizes);
    const base = image("base", "base", null);
    const before = drawing.update([base, image("web", "server", "base", 1)]);
    const after = drawing.update([base, image("web", "server", "base", 1)]);
    expect(after).not.toBe(before);
    expect(after.moves).toBe(before.moves);
  });
});

const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
const someImages = fc
  .array(
    fc.record({
      id: fc.constantFrom(...ids),
      parent: fc.option(fc.constantFrom(...ids, "gone")),
      kind: fc.constantFrom("base", "golden", "server", "unknown"),
      at: fc.nat(3),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    [...new Map(all.map((one) => [one.id, one])).values()].map(({ id, kind, parent, at }) =>
      image(id, kind, parent, at),
    ),
  );
const seen = (drawing: Drawing<LineageImage>) => ({
  width: drawing.width,
  height: drawing.height,
  places: drawing.order.map(({ image: { id }, x, y, parent, before, earlier, children }) => [
    id,
    x,
    y,
    parent?.image.id,
    before?.image.id,
    earlier?.image.id,
    children.map((child) => child.image.id),
  ]),
});

describe("whatever the tags claim", () => {
  it("draws every image once and no two in one place, each column from top to bottom", () => {
    fc.assert(
      fc.property(someImages, (images) => {
        const { order, columnsOf } = lay(images);
        expect(order.map((place) => place.image.id).toSorted()).toEqual(
          images.map(({ id }) => id).toSorted(),
        );
        expect(new Set(order.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(
          images.length,
        );
        for (const column of columnsOf) {
          const ys = column.map(({ y }) => y);
          expect(ys).toEqual(ys.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it("comes to the same from change to change as at once", () => {
    fc.assert(
      fc.property(fc.array(someImages, { minLength: 1, maxLength: 5 }), (rounds) => {
        const drawing = lineageDrawing<LineageImage>(sizes);
        for (const images of rounds)
          expect(seen(drawing.update(images))).toEqual(seen(lay(images)));
      }),
      { numRuns: 500 },
    );
  });
});
