import { describe, expect, it } from "vitest";
import {
  architecturesOf,
  completeDraft,
  likelyBase,
  newDraft,
  proposedDraft,
  suggestedBases,
} from "../../../renderer/screens/bakes/new/bake-draft.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { gitUnknown, type RecipeSummary } from "../../../shared/model/recipe.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import type { RecipeBase } from "../../../shared/recipe/recipe.ts";
import { summariseRecipe } from "../../../shared/recipe/summary.ts";
import { fullRecipe } from "../../core/recipe/recipe-texts.ts";

const recipe = (changes: Partial<RecipeSummary> = {}): RecipeSummary => ({
  ...summariseRecipe({
    ...{ file: "shop.yaml", text: fullRecipe, parsed: parseRecipe(fullRecipe, "shop.yaml") },
    ...{ entries: new Map(), digest: null, git: gitUnknown("") },
  }),
  ...changes,
});
const image = (id: string, changes: Partial<Record<keyof ImageView, unknown>> = {}) =>
  ({
    ...{ id, connectionId: "c", name: id, kind: "golden", state: "available", recipe: "hardened" },
    ...{ verification: { kind: "verified", text: "" }, createdAtMs: 1, architecture: "x86_64" },
    ...changes,
  }) as unknown as ImageView;
const choices = {
  instanceTypes: ["c7i.large", "c7g.large"],
  subnets: [{ id: "subnet-1", zone: "a", name: null }],
};

describe("the base that a recipe means now", () => {
  const images = [
    image("ami-old", { createdAtMs: 1 }),
    image("ami-new", { createdAtMs: 5 }),
    image("ami-revoked", { createdAtMs: 9, revoked: { reason: "x" } }),
    image("ami-failed", { createdAtMs: 8, verification: { kind: "failed", text: "" } }),
    image("ami-name", { createdAtMs: 2, name: "al2023-2026", recipe: null }),
  ];
  it.each<[RecipeBase, string | null]>([
    [{ kind: "recipe", recipe: "hardened" }, "ami-new"],
    [{ kind: "recipe", recipe: "none" }, null],
    [{ kind: "name", name: "al2023-*", owner: null }, "ami-name"],
    [{ kind: "name", name: "al2023-", owner: null }, null],
    [{ kind: "image", image: "ami-old" }, "ami-old"],
    [{ kind: "parameter", parameter: "/x" }, null],
  ])("%j", (base, expected) => {
    expect(likelyBase(images, recipe({ base }))?.id ?? null).toBe(expected);
  });

  it("offers bases first where a golden image is made", () => {
    const all = [image("ami-golden"), image("ami-base", { kind: "base" })];
    const first = (kind: RecipeSummary["kind"]) =>
      suggestedBases(all, "c", recipe({ kind }))[0]?.id;
    expect(first("golden")).toBe("ami-base");
    expect(first("server")).toBe("ami-golden");
  });

  it("offers nothing of another connection, and nothing that can't be started from", () => {
    const all = [image("ami-1", { connectionId: "d" }), image("ami-2", { state: "deregistered" })];
    expect(suggestedBases(all, "c", null)).toEqual([]);
  });
});

describe("a bake for each architecture", () => {
  it("is as the recipe says, else as the base is", () => {
    expect(architecturesOf(recipe({ architectures: ["x86_64", "arm64"] }), null)).toHaveLength(2);
    expect(architecturesOf(recipe(), image("a", { architecture: "arm64" }))).toEqual(["arm64"]);
    expect(architecturesOf(null, null)).toEqual(["x86_64"]);
  });

  it("has a type for each before it can be planned", () => {
    const draft = newDraft("c", "shop.yaml", null);
    const both = ["x86_64", "arm64"] as const;
    expect(completeDraft(draft, both)).toBeNull();
    const proposed = proposedDraft(draft, both, choices, null);
    expect(completeDraft(proposed, both)).toEqual({
      ...{ connectionId: "c", recipeFile: "shop.yaml", baseImageId: null },
      lanes: [
        { instanceType: "c7i.large", subnetId: "subnet-1" },
        { instanceType: "c7g.large", subnetId: "subnet-1" },
      ],
    });
    expect(completeDraft({ ...proposed, recipeFile: null }, both)).toBeNull();
  });

  it("sends only what differs from the settings", () => {
    const draft = { ...newDraft("c", "shop.yaml", null), bucket: "b", variables: { A: "1" } };
    const whole = completeDraft(proposedDraft(draft, ["x86_64"], choices, null), ["x86_64"]);
    expect(whole).toMatchObject({ bucket: "b", variables: { A: "1" } });
    expect(whole).not.toHaveProperty("via");
    expect(whole).not.toHaveProperty("instanceProfile");
  });
});
