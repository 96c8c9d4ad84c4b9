import { describe, expect, it, test } from "vitest";
import {
  inForce,
  Revocations,
  revokedWords,
  whyRevoked,
  wordOf,
  wordText,
} from "../../../shared/lineage/revocation.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { anImage } from "../../builders/image.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";

const at = (ms: number) => new Date(ms).toISOString();
const HOLE = `${at(NOW_MS - HOUR_MS)} ada: it has a hole`;

/** A base, a golden image on it, a server image on that; tags as told. */
function lineage(tags: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const one = (id: string, parent: string | null): ImageFact =>
    anImage(id, {
      name: id.replace("ami-", ""),
      sourceImageId: parent === null ? null : imageId(parent),
      tags: tags[id] ?? {},
    });
  const images = [
    one("ami-base", null),
    one("ami-golden", "ami-base"),
    one("ami-server", "ami-golden"),
    one("ami-other", null),
  ];
  return new Map<string, ImageFact>(images.map((image) => [image.id, image]));
}

const found = (tags: Parameters<typeof lineage>[0], id: string) =>
  new Revocations(lineage(tags)).of(id);

describe("a revoked image", () => {
  const tags = { "ami-base": { [TAG.revoked]: HOLE } };

  it("revokes itself, and whatever was made from it", () => {
    expect(found(tags, "ami-base")).toMatchObject({ by: "ada", through: null });
    expect(found(tags, "ami-server")).toMatchObject({ through: { id: "ami-base", name: "base" } });
    expect(found(tags, "ami-other")).toBeNull();
  });

  it("says through which ancestor", () => {
    const revocation = found(tags, "ami-server");
    expect(revocation && revokedWords(revocation)).toBe(
      "revoked by ada, through base from which it was made: it has a hole.",
    );
    const images = lineage(tags);
    const server = images.get("ami-server");
    expect(server && whyRevoked(server, images, NOW_MS)).toContain("by ada, through base");
  });

  it("is so by a mark in the words of before as well", () => {
    expect(found({ "ami-golden": { [TAG.bad]: HOLE } }, "ami-server")).toMatchObject({
      through: { name: "golden" },
    });
  });
});

test("a revocation at a time counts from then on", () => {
  const later = `${at(NOW_MS + HOUR_MS)} ada: support ends`;
  const revocation = found({ "ami-base": { [TAG.revoked]: later } }, "ami-server");
  expect(inForce(revocation, NOW_MS)).toBeNull();
  expect(inForce(revocation, NOW_MS + HOUR_MS)).not.toBeNull();
});

describe("what is taken back", () => {
  const withdrawn = (ms: number) => ({ [TAG.revoked]: `withdrawn ${at(ms)} bob: checked` });

  it("stands in nobody's way", () => {
    expect(found({ "ami-base": withdrawn(NOW_MS) }, "ami-server")).toBeNull();
  });

  it("on a descendant excepts it, and what is made from it, from what was said until then", () => {
    const tags = { "ami-base": { [TAG.revoked]: HOLE }, "ami-golden": withdrawn(NOW_MS) };
    expect(found(tags, "ami-golden")).toBeNull();
    expect(found(tags, "ami-server")).toBeNull();
    expect(found(tags, "ami-base")).not.toBeNull();
  });

  it("excepts it from nothing that is said later", () => {
    const tags = {
      "ami-base": { [TAG.revoked]: HOLE },
      "ami-golden": withdrawn(NOW_MS - 2 * HOUR_MS),
    };
    expect(found(tags, "ami-golden")).not.toBeNull();
  });
});

test("tags that claim a circle end the walk", () => {
  const images = lineage({ "ami-other": { [TAG.revoked]: HOLE } });
  const golden = images.get("ami-golden");
  const base = images.get("ami-base");
  if (!golden || !base) throw new Error("Both are there");
  images.set("ami-base", { ...base, sourceImageId: golden.id });
  expect(new Revocations(images).of("ami-server")).toBeNull();
});

test("what is written is read back, within AWS's length, whatever the user is called", () => {
  const text = wordText({
    isRevoked: true,
    by: "ops: night",
    atMs: NOW_MS,
    reason: "x".repeat(400),
  });
  expect(text).toHaveLength(256);
  expect(wordOf({ tags: { [TAG.revoked]: text } })).toMatchObject({
    isRevoked: true,
    by: "ops  night",
    atMs: NOW_MS,
  });
});

test("somebody's own words count as a revocation without a time", () => {
  expect(found({ "ami-base": { [TAG.revoked]: "do not use" } }, "ami-base")).toEqual({
    by: "somebody",
    fromMs: null,
    reason: "do not use",
    through: null,
  });
});
