import { expect, it } from "vitest";
import { placedByAncestry, unplacedImages } from "../../../shared/lineage/ancestry.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { imageId } from "../../../shared/model/ids.ts";

const image = (id: string, over: Partial<ImageView> = {}) =>
  ({
    id: imageId(id),
    kind: "server",
    state: "available",
    parentId: null,
    parentBy: null,
    createdAtMs: 0,
    ...over,
  }) as ImageView;
const line = (...ids: string[]) =>
  ids.map((id, at) => ({
    imageId: imageId(id),
    createdAtMs: null,
    ownerAlias: null,
    sourceImageId: ids[at + 1] === undefined ? null : imageId(ids[at + 1] ?? ""),
    sourceRegion: null,
  }));

it("asks for images without a place, the newest first, and for no base", () => {
  const images = [
    image("a", { createdAtMs: 1 }),
    image("b", { createdAtMs: 2, parentId: imageId("gone") }),
    image("c", { createdAtMs: 3, parentId: imageId("a") }),
    image("d", { createdAtMs: 4, kind: "base" }),
    image("e", { createdAtMs: 5, state: "deregistered" }),
  ];
  expect(unplacedImages(images, 9).map(({ id }) => id)).toEqual(["b", "a"]);
  expect(unplacedImages(images, 1).map(({ id }) => id)).toEqual(["b"]);
});

it("places an image under the nearest ancestor that is known, over those that are gone", () => {
  const images = [image("base", { kind: "base" }), image("web", { parentId: imageId("gone") })];
  const [, web] = placedByAncestry(images, { web: line("web", "gone", "base", "older") });
  expect(web).toMatchObject({ parentId: "base", parentBy: "ancestry" });
});

it("leaves what is placed, and what AWS tells nothing of, as it is", () => {
  const images = [
    image("base", { kind: "base" }),
    image("web", { parentId: imageId("base") }),
    image("x"),
  ];
  expect(placedByAncestry(images, { web: line("web", "x"), x: line("x", "nobody") })).toBe(images);
});
