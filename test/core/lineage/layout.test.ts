import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageGraph, type LineageImage } from "../../../shared/lineage/image-graph.ts";
import { layoutLineage } from "../../../shared/lineage/layout.ts";
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
const lay = (images: readonly LineageImage[]) => layoutLineage(imageGraph(images), sizes);

describe("layoutLineage", () => {
  it("puts bases, golden and server images into columns, and what was made of a server image right of it", () => {
    const { nodes, columns } = lay([
      image("base", "base", null),
      image("golden", "golden", "base", 1),
      image("web-1", "server", "golden", 2),
      image("web-2", "server", "web-1", 3),
    ]);
    expect([...nodes.values()].map((node) => [node.image.id, node.column])).toEqual([
      ["base", 0],
      ["golden", 1],
      ["web-1", 2],
      ["web-2", 3],
    ]);
    expect(columns).toBe(4);
  });

  it("stands a parent in the middle of its children", () => {
    const { nodes } = lay([
      image("base", "base", null),
      image("one", "server", "base", 1),
      image("two", "server", "base", 2),
      image("zwei", "server", "base", 3),
    ]);
    expect(nodes.get("base")?.y).toBe(nodes.get("two")?.y);
  });

  it("puts images of one series from one parent into a row, in order of time", () => {
    const { nodes, edges } = lay([
      image("base", "base", null),
      image("web-1.2", "server", "base", 3),
      image("api-1.0", "server", "base", 2),
      image("web-1.1", "server", "base", 1),
    ]);
    const row = (id: string) => nodes.get(id)?.y;
    expect(row("web-1.1")).toBe(row("web-1.2"));
    expect(row("api-1.0")).not.toBe(row("web-1.1"));
    expect((nodes.get("web-1.1")?.x ?? 0) < (nodes.get("web-1.2")?.x ?? 0)).toBe(true);
    expect(edges).toContainEqual({ from: "web-1.1", to: "web-1.2", kind: "next" });
  });

  it("links bases of one series in order of time, and no others", () => {
    const { edges } = lay([
      image("al2023-2026.10.30", "base", null, 2),
      image("al2023-2026.09.18", "base", null, 1),
      image("debian-12", "base", null, 3),
    ]);
    expect(edges).toEqual([{ from: "al2023-2026.09.18", to: "al2023-2026.10.30", kind: "next" }]);
  });

  it("draws every image once and no two in one place, whatever the tags claim", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const parents = fc.array(fc.option(fc.constantFrom(...ids, "gone")), {
      minLength: 8,
      maxLength: 8,
    });
    const kinds = fc.array(fc.constantFrom("base", "golden", "server", "unknown"), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(parents, kinds, (parentOf, kindOf) => {
        const images = ids.map((id, at) =>
          image(id, kindOf[at] ?? "server", parentOf[at] ?? null, at),
        );
        const { nodes } = lay(images);
        expect(nodes.size).toBe(ids.length);
        const places = [...nodes.values()].map((node) => `${String(node.x)} ${String(node.y)}`);
        expect(new Set(places).size).toBe(ids.length);
      }),
    );
  });
});
