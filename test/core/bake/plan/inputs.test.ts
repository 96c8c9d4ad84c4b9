import { describe, expect, it } from "vitest";
import { bakeInputs, reusable, type InputSources } from "../../../../shared/bake/plan/inputs.ts";
import { withEarlierTimes } from "../../../../shared/bake/plan/times.ts";
import type { ImageFact } from "../../../../shared/model/facts.ts";
import { imageId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { planBake } from "../../../../shared/bake/plan-bake.ts";
import { anImage, bakeInput, NOW } from "../bake-world.ts";

const recipe = bakeInput().recipe;
if (!recipe) throw new Error("no recipe");
const sources = (changes: Partial<InputSources> = {}): InputSources => ({
  recipe,
  recipeDigest: "sha256:r",
  baseImageId: "ami-1",
  architecture: "x86_64",
  programDigest: "sha256:p",
  parameterVersions: new Map(),
  ...changes,
});
/** Text itself, so that what differs is seen. */
const digest = (changes: Partial<InputSources> = {}) =>
  bakeInputs(sources(changes), (text) => text).digest;
const withVariable = (value: string) => ({
  ...recipe,
  variables: [{ name: "LEVEL", from: { kind: "ssm", parameter: "/shop/level" } as const, value }],
});

describe("the inputs of a bake", () => {
  it.each<[string, Partial<InputSources>]>([
    ["its base", { baseImageId: "ami-2" }],
    ["its recipe, with every file of its folder", { recipeDigest: "sha256:other" }],
    ["its architecture", { architecture: "arm64" }],
    ["the program that provisions", { programDigest: "sha256:newer" }],
    ["a variable's value", { recipe: withVariable("2") }],
  ])("are others with %s", (_, changes) => {
    expect(digest(changes)).not.toBe(digest());
    expect(digest()).toBe(digest());
  });

  it("are others with the version of the parameter that a variable is read from", () => {
    const at = (version: number) =>
      digest({ recipe: withVariable("2"), parameterVersions: new Map([["/shop/level", version]]) });
    expect(at(1)).not.toBe(at(2));
  });

  it("name where a secret lies, and never what it is", () => {
    const secret = { name: "TOKEN", from: { kind: "ssm", parameter: "/shop/token" } as const };
    const { list } = bakeInputs(
      sources({ recipe: { ...recipe, secrets: [secret] } }),
      (text) => text,
    );
    expect(list).toContainEqual({ name: "secret TOKEN", value: "/shop/token" });
  });
});

describe("an image of the same inputs", () => {
  const image = (changes: Partial<ImageFact> = {}, tags: Record<string, string> = {}) =>
    anImage({
      tags: {
        [TAG.inputs]: "sha256:i",
        [TAG.verified]: "passed 9/9 2026-11-19T00:00:00Z",
        ...tags,
      },
      ...changes,
    });
  it.each<[string, ImageFact[], boolean, string | null]>([
    ["is offered", [image()], false, "ami-0base"],
    [
      "is offered, the newest first",
      [image(), image({ id: imageId("ami-2"), createdAtMs: NOW })],
      false,
      "ami-2",
    ],
    [
      "is not where it failed its tests",
      [image({}, { [TAG.verified]: "failed: port" })],
      false,
      null,
    ],
    ["is not where it isn't available", [image({ state: "disabled" })], false, null],
    ["is not where it is revoked", [image()], true, null],
    ["is not where its inputs are others", [image({}, { [TAG.inputs]: "sha256:x" })], false, null],
  ])("%s", (_, images, isRevoked, id) => {
    expect(reusable(images, "sha256:i", () => isRevoked)?.imageId ?? null).toBe(id);
  });
});

describe("the expected time of a bake", () => {
  const planned = planBake(bakeInput());
  if (planned.refused) throw new Error(planned.reason);
  const { steps } = planned.plan;
  const took = (tookMs: number) => [
    { kind: "await-builder" as const, role: "builder", tookMs },
    { kind: "take-turn" as const, role: null, tookMs: 9_000_000 },
  ];
  const expected = (earlier: ReturnType<typeof took>[], id: string) =>
    withEarlierTimes(steps, earlier).find((step) => step.id === id)?.expected;

  it("is the middle and the worst of earlier ones, step by step", () => {
    expect(expected([took(60_000), took(90_000), took(200_000)], "2-await-builder")).toEqual({
      medianMs: 90_000,
      worstMs: 200_000,
    });
  });

  it("is assumed of a step that none has done, and of the wait for a turn", () => {
    const assumed = (id: string) => steps.find((step) => step.id === id)?.expected;
    expect(expected([took(1)], "6-await-builder")).toEqual(assumed("6-await-builder"));
    expect(expected([took(1)], "0-take-turn")).toEqual(assumed("0-take-turn"));
  });
});
