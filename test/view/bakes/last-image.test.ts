import { describe, expect, it } from "vitest";
import { lastImages } from "../../../renderer/screens/bakes/recipes/last-image.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";

const recipe = (file: string, digest: string) =>
  ({ file, digest, name: "shop" }) as unknown as RecipeSummary;
const image = (id: string, createdAtMs: number, recipeDigest?: string) =>
  ({ id, createdAtMs, recipeDigest, recipe: "shop", state: "available" }) as unknown as ImageView;
const two = [recipe("shop.yaml", "a"), recipe("shop-broken.yaml", "b")];
const found = (recipes: readonly RecipeSummary[], ...images: readonly ImageView[]) =>
  [...lastImages(recipes, images)].map(([file, { id }]) => [file, id]);

describe("the last image of a recipe", () => {
  it("is the newest of its name, also where the recipe was changed since", () => {
    const images = [image("old", 1, "a"), image("new", 2, "x")];
    expect(found(two.slice(0, 1), ...images)).toEqual([["shop.yaml", "new"]]);
  });

  it("is not one that was made exactly of another file of that name", () => {
    expect(found(two, image("one", 1, "a"))).toEqual([["shop.yaml", "one"]]);
  });

  it("can be of each file of the name where it is of none exactly", () => {
    expect(found(two, image("one", 1, "x")).map(([file]) => file)).toHaveLength(2);
  });
});
