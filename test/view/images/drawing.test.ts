import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  linesIn,
  placeAt,
  placesIn,
  windowOf,
  yIn,
} from "../../../renderer/screens/images/drawing/in-view.ts";
import { neighbour } from "../../../renderer/screens/images/drawing/neighbour.ts";
import { nodeHeight, nodeWidth, sizes } from "../../../renderer/screens/images/drawing/sizes.ts";
import {
  kept,
  maxScale,
  minScale,
  revealing,
  whole,
  zoomed,
} from "../../../renderer/screens/images/drawing/viewport.ts";
import { conditionOf, toneOf } from "../../../renderer/screens/images/image-marks.ts";
import { lineageDrawing } from "../../../shared/lineage/layout/lineage-drawing.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { imageId } from "../../../shared/model/ids.ts";

const image = (
  id: string,
  kind: ImageView["kind"],
  parent: string | null,
  over: Partial<ImageView> = {},
) =>
  ({
    id: imageId(id),
    name: id,
    kind,
    parentId: parent === null ? null : imageId(parent),
    createdAtMs: 0,
    state: "available",
    verification: { kind: "untested" },
    usedBy: [],
    serversInService: 0,
    deprecatedAtMs: null,
    ...over,
  }) as unknown as ImageView;
const many = Array.from({ length: 400 }, (_, at) =>
  image(`app${String.fromCharCode(97 + (at % 26))}${at}x`, "server", "golden"),
);
const drawing = lineageDrawing<ImageView>(sizes).update([
  image("base", "base", null),
  image("golden", "golden", "base"),
  ...many,
]);
const families = drawing.order.filter((place) => place.children.length > 0);
const frame = { width: 1000, height: 700 };
const at = (y: number, scale = 1) => windowOf({ x: 0, y, scale }, frame);

describe("what is in sight", () => {
  it("is found without looking at all: the same places as by looking at all", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 26_000 }),
        fc.integer({ min: 1, max: 10 }),
        (y, tenth) => {
          const window = at(y, tenth / 10);
          const seen = drawing.order.filter((place) => {
            const top = yIn(place, window);
            return (
              top + nodeHeight >= window.top && top <= window.bottom && place.x <= window.right
            );
          });
          const found = placesIn(drawing, families, window);
          expect(found.map((place) => place.image.id).toSorted()).toEqual(
            seen.map((place) => place.image.id).toSorted(),
          );
        },
      ),
    );
  });

  it("keeps a parent in sight as long as something made from it is, and joins the two", () => {
    const window = at(9_000);
    const places = placesIn(drawing, families, window);
    expect(places.map((place) => place.image.id)).toEqual(
      expect.arrayContaining(["base", "golden"]),
    );
    const golden = drawing.places.get("golden");
    if (golden === undefined) throw new Error("no golden image");
    expect(yIn(golden, window)).toBeGreaterThan(window.top);
    expect(yIn(golden, window)).toBeLessThan(window.bottom);
    const lines = linesIn(places, window).filter(({ from }) => from === golden);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(30);
  });

  it("is hit where it is painted", () => {
    const window = at(9_000);
    const places = placesIn(drawing, families, window);
    for (const place of places)
      expect(placeAt(places, window, place.x + nodeWidth / 2, yIn(place, window) + 5)).toBe(place);
    expect(placeAt(places, window, nodeWidth + 5, window.top + 2)).toBeNull();
  });
});

describe("keys", () => {
  it("lead to parent, first child, and along a column", () => {
    const walk = (from: string, key: string) => neighbour(drawing, from, key)?.image.id;
    const [first, second] = drawing.places.get("golden")?.children ?? [];
    expect(walk("golden", "ArrowLeft")).toBe("base");
    expect(walk("golden", "ArrowRight")).toBe(first?.image.id);
    expect(walk(first?.image.id ?? "", "ArrowDown")).toBe(second?.image.id);
    expect(walk(second?.image.id ?? "", "ArrowUp")).toBe(first?.image.id);
    expect(walk(first?.image.id ?? "", "ArrowUp")).toBeUndefined();
    expect(neighbour(drawing, null, "ArrowDown")?.image.id).toBe("base");
    expect(neighbour(drawing, "golden", "a")).toBeNull();
  });
});

describe("the view", () => {
  const extent = { width: 3000, height: 20_000 };
  const views = fc.record({
    x: fc.integer({ min: -9999, max: 99_999 }),
    y: fc.integer({ min: -9999, max: 99_999 }),
    scale: fc.double({ min: minScale, max: maxScale, noNaN: true }),
  });

  it("never loses the drawing, and is left alone where it doesn't", () => {
    fc.assert(
      fc.property(views, (view) => {
        const once = kept(view, extent, frame);
        expect(kept(once, extent, frame)).toBe(once);
        expect(once.x).toBeLessThan(extent.width);
        expect(once.y).toBeLessThan(extent.height);
        expect(once.x + frame.width / once.scale).toBeGreaterThan(0);
      }),
    );
  });

  it("shows what is chosen whole, below the titles, above the foot and left of the map", () => {
    fc.assert(
      fc.property(views, fc.nat(19_000), (view, y) => {
        const { scale, ...to } = revealing(view, frame, {
          x: 500,
          y,
          width: nodeWidth,
          height: nodeHeight,
        });
        expect((y - to.y) * scale).toBeGreaterThanOrEqual(31.9);
        expect((y + nodeHeight - to.y) * scale).toBeLessThanOrEqual(frame.height - 57.9);
        if (frame.width >= nodeWidth * scale + 24 + 112)
          expect((500 + nodeWidth - to.x) * scale).toBeLessThanOrEqual(frame.width - 111.9);
      }),
      { examples: [[{ x: 0, y: 0, scale: 1 }, 0]] },
    );
  });

  it("keeps the point under the pointer when it zooms, and fits a small drawing whole", () => {
    const pointer = { x: 300, y: 200 };
    const now = zoomed({ x: 100, y: 50, scale: 0.5 }, 1.5, pointer);
    expect(now.x + pointer.x / now.scale).toBeCloseTo(100 + 300 / 0.5);
    expect(now.y + pointer.y / now.scale).toBeCloseTo(50 + 200 / 0.5);
    const all = whole({ width: 900, height: 2000 }, frame);
    expect(all.scale * 2000).toBeLessThanOrEqual(frame.height - 90);
  });
});

it.each([
  [{}, null, "cold"],
  [{ state: "disabled" }, "disabled", "bad"],
  [{ state: "pending" }, "pending", "cold"],
  [{ state: "error" }, "failed", "bad"],
  [{ state: "invalid" }, "unusable", "bad"],
  [{ verification: { kind: "failed", text: "" } }, "tests failed", "bad"],
  [{ deprecatedAtMs: 5 }, "deprecated", "cold"],
  [{ deprecatedAtMs: 50 }, null, "cold"],
  [{ serversInService: 3 }, null, "live"],
  [
    { revoked: { by: "a", fromMs: 5, reason: "r", through: null }, serversInService: 3 },
    "revoked",
    "bad",
  ],
  [{ revoked: { by: "a", fromMs: 50, reason: "r", through: null } }, null, "cold"],
  [{ revoked: { by: "a", fromMs: null, reason: "r", through: null } }, "revoked", "bad"],
] as const)("%j is said to be %s, in the colour of %s", (over, condition, tone) => {
  const one = image("x", "server", null, over as Partial<ImageView>);
  expect(conditionOf(one, 10)).toBe(condition);
  expect(toneOf(one, conditionOf(one, 10))).toBe(tone);
});
