import { describe, expect, it, test } from "vitest";
import { holeOf, indexHoles, type HoleWorld } from "../../../shared/lineage/hole.ts";
import type { FleetView, GenerationView, ImageView } from "../../../shared/model/fleet.ts";
import { connectionId, fleetId, generationId, imageId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { NOW_MS } from "../../builders/time.ts";

function image(id: string, parent: string | null, over: Partial<ImageView> = {}): ImageView {
  return {
    id: imageId(`ami-${id}`),
    connectionId: connectionId("here"),
    name: id,
    kind: "server",
    state: "available",
    recipe: null,
    version: null,
    parentId: parent === null ? null : imageId(`ami-${parent}`),
    parentBy: "tag",
    verification: { kind: "verified", text: "passed" },
    createdAtMs: NOW_MS,
    deprecatedAtMs: null,
    serversInService: 0,
    usedBy: [],
    architecture: "x86_64",
    ownerId: "1",
    manifestKnown: false,
    tags: {},
    readAtMs: NOW_MS,
    ...over,
  };
}

function generation(label: string, of: string, over: Partial<GenerationView>): GenerationView {
  return {
    id: generationId(label),
    label,
    state: "cold",
    imageId: imageId(`ami-${of}`),
    servers: 0,
    inService: 0,
    promise: null,
    ...over,
  } as GenerationView;
}

const fleet = (name: string, generations: readonly GenerationView[]) =>
  ({ id: fleetId(name), name, generations }) as unknown as FleetView;

const world = (
  id: string,
  images: readonly ImageView[],
  fleets: readonly FleetView[] = [],
): HoleWorld => ({
  connectionId: connectionId(id),
  images: images.map((one) => ({ ...one, connectionId: connectionId(id) })),
  fleets,
});

const images = [
  image("base", null, { kind: "base" }),
  image("golden", "base", { kind: "golden" }),
  image("shop-1", "golden", { recipe: "shop", createdAtMs: NOW_MS - 9 }),
  image("shop-2", "elsewhere", { recipe: "shop", createdAtMs: NOW_MS - 5 }),
  image("shop-3", "golden", { recipe: "shop", createdAtMs: NOW_MS - 1 }),
  image("mail-1", "golden", { recipe: "mail", createdAtMs: NOW_MS - 9 }),
];

describe("what must be replaced if a base has a hole", () => {
  const fleets = [
    fleet("shop", [
      generation("v3", "shop-3", { state: "live", servers: 4, inService: 4 }),
      generation("v1", "shop-1", { state: "warm", servers: 4, inService: 4 }),
    ]),
    fleet("mail", [
      generation("v9", "mail-1", { state: "cold", promise: { isKept: true } }),
      generation("v8", "mail-1", { state: "cold" }),
    ]),
    fleet("other", [generation("v1", "shop-2", { state: "live", servers: 2, inService: 2 })]),
  ];
  const hole = holeOf(indexHoles([world("here", images, fleets)]), "ami-base");

  it("is everything made from it, by any number of steps", () => {
    expect(hole.images.map(({ image: { name }, depth }) => [name, depth])).toEqual([
      ["base", 0],
      ["golden", 1],
      ["shop-1", 2],
      ["shop-3", 2],
      ["mail-1", 2],
    ]);
  });

  it("is what serves first, then what is warm, then what is promised", () => {
    expect(hole.uses.map(({ fleetName, label }) => `${fleetName} ${label}`)).toEqual([
      "shop v3",
      "shop v1",
      "mail v9",
      "mail v8",
    ]);
    expect(hole).toMatchObject({ fleets: 2, inService: 4 });
  });

  it("names what is newer and not made from it; else nothing: it has to be baked", () => {
    const newer = new Map(hole.images.map((one) => [one.image.name, one.newer?.name ?? null]));
    expect(newer.get("shop-1")).toBe("shop-2");
    expect(newer.get("shop-3")).toBeNull();
    expect(newer.get("mail-1")).toBeNull();
  });
});

test("copies and shared images in other connections are part of it", () => {
  const there = [
    image("copy", "shop-1", { recipe: "shop" }),
    image("tagged", null, { tags: { [TAG.parent]: "ami-golden" } }),
    image("base", null, { kind: "base" }),
  ];
  const fleets = [
    fleet("far", [generation("v1", "copy", { state: "live", servers: 3, inService: 3 })]),
  ];
  const hole = holeOf(
    indexHoles([world("here", images), world("there", there, fleets)]),
    "ami-base",
  );
  expect(hole.uses).toMatchObject([{ connectionId: "there", fleetName: "far", inService: 3 }]);
  const ids = hole.images.map(({ image: one }) => `${one.connectionId} ${one.name}`);
  expect(ids).toContain("there tagged");
  expect(ids.filter((id) => id.endsWith(" base"))).toEqual(["here base", "there base"]);
});

test("what is revoked, failed its tests, or can't be started is nothing newer", () => {
  const bad: readonly Partial<ImageView>[] = [
    { state: "disabled" },
    { verification: { kind: "failed", text: "failed" } },
    { revoked: { by: "ada", fromMs: null, reason: "x", through: null } },
    { architecture: "arm64" },
  ];
  const rows = bad.map((over, at) =>
    image(`shop-9${String(at)}`, null, { recipe: "shop", ...over }),
  );
  const hole = holeOf(
    indexHoles([world("here", [...images.filter(({ name }) => name !== "shop-2"), ...rows])]),
    "ami-base",
  );
  expect(hole.images.every(({ newer }) => newer === null)).toBe(true);
});

test("tags that claim a circle are gone round once", () => {
  const circle = [image("a", "b"), image("b", "a")];
  expect(holeOf(indexHoles([world("here", circle)]), "ami-a").images).toHaveLength(2);
});
