import { describe, expect, it } from "vitest";
import {
  baseRefusal,
  baseWarnings,
  type BaseCase,
} from "../../../../shared/bake/base/base-refusals.ts";
import { chooseBase, type BaseQuestion } from "../../../../shared/bake/base/choose-base.ts";
import type { ImageFact } from "../../../../shared/model/facts.ts";
import { imageId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { anImage, chosenBase, NOW } from "../bake-world.ts";

const passed = { [TAG.recipe]: "hardened", [TAG.verified]: "passed 9/9 2026-11-19T00:00:00Z" };
const named = (number: number, changes: Partial<ImageFact> = {}) =>
  anImage({
    id: imageId(`ami-${String(number)}`),
    name: `hardened ${String(number)}`,
    createdAtMs: NOW - 100_000 + number,
    tags: passed,
    ...changes,
  });

const question = (changes: Partial<BaseQuestion>): BaseQuestion => ({
  wanted: { kind: "recipe", recipe: "hardened" },
  chosen: null,
  architecture: "x86_64",
  named: [named(1), named(3), named(2)],
  isRevoked: () => false,
  ...changes,
});

describe("the base of a bake", () => {
  it.each<[string, Partial<BaseQuestion>, string | null]>([
    ["is the newest that the recipe names", {}, "ami-3"],
    ["is no image that is revoked", { isRevoked: ({ id }) => id === "ami-3" }, "ami-2"],
    [
      "is no image of another architecture",
      { named: [named(1), named(3, { architecture: "arm64" })] },
      "ami-1",
    ],
    ["is no disabled image", { named: [named(1), named(3, { state: "disabled" })] }, "ami-1"],
    [
      "by a recipe is no image that was not verified",
      { named: [named(1), named(3, { tags: {} })] },
      "ami-1",
    ],
    [
      "by a name may be one that Bennu never tested",
      {
        wanted: { kind: "name", name: "hardened *", owner: null },
        named: [named(1), named(3, { tags: {} })],
      },
      "ami-3",
    ],
    [
      "by a name is none that failed its tests",
      {
        wanted: { kind: "name", name: "hardened *", owner: null },
        named: [named(1), named(3, { tags: { [TAG.verified]: "failed: port 22" } })],
      },
      "ami-1",
    ],
    [
      "named to the letter is taken as it is, to be told what is wrong with it",
      { wanted: { kind: "image", image: "ami-9" }, named: [named(9, { state: "disabled" })] },
      "ami-9",
    ],
    ["is what the user chose", { chosen: { id: imageId("ami-1"), image: named(1) } }, "ami-1"],
    ["is none where none fits", { named: [] }, null],
  ])("%s", (_, changes, id) => {
    expect(chooseBase(question(changes)).image?.id ?? null).toBe(id);
  });

  it.each<[string, Partial<BaseQuestion>, string]>([
    ["there is none at all", { named: [] }, "the newest verified image of hardened: there is none"],
    [
      "there is none for this processor",
      { named: [named(1, { architecture: "arm64" })] },
      "there is none for x86_64, only for arm64",
    ],
    [
      "none is fit",
      { named: [named(1, { tags: {} }), named(2, { state: "failed" })] },
      "of 2 images none for x86_64 is verified, available and not revoked",
    ],
  ])("says why there is none: %s", (_, changes, words) => {
    expect(chooseBase(question(changes)).words).toContain(words);
  });

  it("knows of a newer one than was chosen, and of none where that is the newest", () => {
    const newer = (number: number) =>
      chooseBase(
        question({ chosen: { id: imageId(`ami-${String(number)}`), image: named(number) } }),
      ).newer?.id;
    expect([newer(1), newer(3)]).toEqual(["ami-3", undefined]);
  });
});

const about = (image: ImageFact | null, changes: Partial<BaseCase> = {}): BaseCase => ({
  found: chosenBase(image),
  wanted: { kind: "recipe", recipe: "hardened" },
  instanceType: "c7i.large",
  architecture: "x86_64",
  revoked: null,
  nowMs: NOW,
  ...changes,
});

describe("a base is refused", () => {
  it.each<[string, BaseCase, RegExp]>([
    ["that isn't there", about(null), /no base for this bake here: ami-0base: there is none/],
    [
      "that is revoked",
      about(anImage(), { revoked: "revoked by ada: it has a hole." }),
      /is revoked: revoked by ada|revoked by ada/,
    ],
    ["that is disabled", about(anImage({ state: "disabled" })), /is disabled, so no server/],
    [
      "that failed its tests",
      about(anImage({ tags: { [TAG.verified]: "failed: port 22" } })),
      /has not passed its own tests/,
    ],
    ["of another architecture", about(anImage({ architecture: "arm64" })), /made for arm64/],
  ])("%s", (_, asked, reason) => {
    expect(baseRefusal(asked)?.reason).toMatch(reason);
    expect(baseRefusal(asked)?.cure.length).toBeGreaterThan(10);
  });

  it("not where all is well", () => {
    expect(baseRefusal(about(anImage()))).toBeNull();
    expect(baseWarnings(about(anImage()))).toEqual([]);
  });
});

describe("of a base is warned", () => {
  it.each<[string, BaseCase, string]>([
    [
      "that is deprecated",
      about(anImage({ deprecatedAtMs: NOW - 1 })),
      "hardened 92 is deprecated.",
    ],
    [
      "that was baked and never tested",
      about(anImage({ tags: { [TAG.recipe]: "hardened" } })),
      "hardened 92 was baked, but is not known to have passed its tests.",
    ],
    [
      "than which there is a newer one",
      about(null, { found: { ...chosenBase(anImage()), newer: named(93) } }),
      "hardened 93 is newer than hardened 92, and is what the recipe names now.",
    ],
    [
      "that the recipe doesn't name",
      about(anImage({ name: "other", tags: {} })),
      "The recipe expects an image of the recipe hardened as its base; other is something else.",
    ],
  ])("%s", (_, asked, warning) => {
    expect(baseWarnings(asked)).toContain(warning);
  });
});
