import { describe, expect, it } from "vitest";
import { ancestors, descendants, graphOfFacts } from "../../../shared/lineage/image-graph.ts";
import { outdatedBase, seriesName } from "../../../shared/lineage/series.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, NOW_MS } from "../../builders/time.ts";

const graph = (...images: readonly ImageFact[]) =>
  graphOfFacts(new Map(images.map((image) => [image.id, image])), new Set(["ami-web"]));
const parent = (id: string) => ({ tags: { [TAG.parent]: id } });

describe("parentage", () => {
  const base = anImage("ami-base", { name: "al2023" });
  it.each([
    ["the tag", parent("ami-base"), "tag"],
    ["the tag by name", parent("al2023"), "name"],
    ["AWS's source image", { tags: {}, sourceImageId: imageId("ami-base") }, "source"],
    [
      "a description of Netflix's bakery",
      { tags: {}, description: "name=web, ancestor_id=ami-base, ancestor_name=al2023" },
      "name",
    ],
    ["a tag of Packer users", { tags: { Base_AMI_Name: "al2023" } }, "name"],
  ] as const)("by %s", (_, over, parentBy) => {
    const image = graph(base, anImage("ami-web", over)).images.get("ami-web");
    expect(image?.parentage).toEqual({ parentId: "ami-base", parentBy });
  });

  it("is unknown without evidence, and never the image itself", () => {
    const images = graph(
      base,
      anImage("ami-a", { tags: {} }),
      anImage("ami-b", parent("ami-b")),
    ).images;
    expect([images.get("ami-a")?.parentId, images.get("ami-b")?.parentId]).toEqual([null, null]);
  });

  it("ends a walk where the tags claim a circle", () => {
    const circle = graph(anImage("ami-a", parent("ami-b")), anImage("ami-b", parent("ami-a")));
    expect(ancestors(circle, "ami-a").map((one) => one.id)).toEqual(["ami-b"]);
    expect(descendants(circle, "ami-a").map((one) => one.id)).toEqual(["ami-b"]);
  });
});

describe("kinds", () => {
  it("follow the tag, then use, then the place in the lineage", () => {
    const { images } = graph(
      anImage("ami-base"),
      anImage("ami-gold", parent("ami-base")),
      anImage("ami-web", parent("ami-gold")),
      anImage("ami-leaf", parent("ami-gold")),
      anImage("ami-alone"),
      anImage("ami-said", { tags: { [TAG.kind]: "golden" } }),
    );
    expect([...images.values()].map((one) => `${one.id} ${one.kind}`).sort()).toEqual([
      "ami-alone unknown",
      "ami-base base",
      "ami-gold golden",
      "ami-leaf server",
      "ami-said golden",
      "ami-web server",
    ]);
  });
});

describe("series", () => {
  it.each([
    ["al2023-2026.10.30", "al2023"],
    ["hardened 91", "hardened"],
    ["checkout-web 7.2.4", "checkout-web"],
    ["debian-12-amd64-20260901", "debian-12-amd64"],
    ["al2023-ami-2023.6.20241010.0-kernel-6.1-x86_64", "al2023-ami-kernel-x86_64"],
    ["web-2026-10-30T12:00:00Z", "web"],
    ["2026.10", "2026.10"],
  ])("%s is of %s", (name, series) => {
    expect(seriesName(name)).toBe(series);
  });

  it("tells of a newer base of the same series", () => {
    const bases = [10, 5, 1].map((days) =>
      anImage(`ami-b${String(days)}`, {
        name: `al2023-2026.11.${String(20 - days)}`,
        createdAtMs: NOW_MS - days * DAY_MS,
        tags: { [TAG.kind]: "base" },
      }),
    );
    const lineage = graph(...bases, anImage("ami-web", parent("ami-b5")));
    expect(outdatedBase(lineage, "ami-web")?.id).toBe("ami-b1");
    expect(outdatedBase(lineage, "ami-b1")).toBeNull();
  });
});
