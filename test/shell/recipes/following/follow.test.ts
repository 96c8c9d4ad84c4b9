import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { RecipeFolder } from "../../../../electron/recipes/recipe-folder.ts";
import { fullRecipe } from "../../../core/recipe/recipe-texts.ts";
import { aFolder, put, recipesIn, runningClock } from "../a-recipe-folder.ts";
import type { Files } from "../a-recipe-folder.ts";

function followed(files: Files) {
  const folder = aFolder(files);
  const recipes = recipesIn(folder, runningClock);
  onTestFinished(() => recipes.close());
  return { folder, recipes };
}

/** Resolves when what is shown has become so. */
async function until(recipes: RecipeFolder, isSo: () => boolean): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const off = recipes.onChange(() => {
      if (!isSo()) return;
      off();
      resolve();
    });
  });
}
const names = (recipes: RecipeFolder) => recipes.recipes().map(({ file }) => file);
const ready = (recipes: RecipeFolder) => until(recipes, () => recipes.view().status === "ready");

describe("a recipe folder is followed", () => {
  it("while recipes are made, changed, renamed and deleted", async () => {
    const { folder, recipes } = followed({ "a.yaml": fullRecipe });
    await ready(recipes);
    expect(names(recipes)).toEqual(["a.yaml"]);
    put(folder, { "web/b.yaml": fullRecipe });
    await until(recipes, () => names(recipes).includes("web/b.yaml"));
    put(folder, { "web/b.yaml": fullRecipe.replace("format: rpm", "format: apk") });
    await until(recipes, () => recipes.recipes()[1]?.problems.length === 1);
    renameSync(join(folder, "web/b.yaml"), join(folder, "web/c.yaml"));
    await until(recipes, () => names(recipes).join() === "a.yaml,web/c.yaml");
    rmSync(join(folder, "a.yaml"));
    await until(recipes, () => names(recipes).join() === "web/c.yaml");
  });

  it("and so are the files that recipes take", async () => {
    const text = fullRecipe.replace(/content: \|\n.*\n.*\n/, "from: shop.conf\n");
    const { folder, recipes } = followed({ "a.yaml": text });
    await ready(recipes);
    expect(recipes.recipes()[0]?.problems[0]?.message).toMatch(/shop.conf isn't there/);
    put(folder, { "shop.conf": "listen 80;" });
    await until(recipes, () => recipes.recipes()[0]?.problems.length === 0);
    expect(recipes.recipes()[0]?.takes).toEqual({ files: 1, bytes: 10 });
  });

  it("through an editor's temporary files, without a flicker", async () => {
    const { folder, recipes } = followed({ "a.yaml": fullRecipe });
    await ready(recipes);
    const seen: string[] = [];
    recipes.onChange(() => seen.push(names(recipes).join()));
    put(folder, { "4913": "", "a.yaml~": fullRecipe, ".a.yaml.swp": "x" });
    rmSync(join(folder, "a.yaml"));
    put(folder, { "a.yaml": fullRecipe.replace("7.3.0", "7.4.0") });
    await until(recipes, () => recipes.recipes()[0]?.version === "7.4.0");
    expect(new Set(seen)).toEqual(new Set(["a.yaml"]));
  });

  it("until it is gone, and again when it is back", async () => {
    const { folder, recipes } = followed({ "recipes/a.yaml": fullRecipe });
    const inner = recipesIn(join(folder, "recipes"), runningClock);
    onTestFinished(() => inner.close());
    await ready(inner);
    renameSync(join(folder, "recipes"), join(folder, "elsewhere"));
    await until(inner, () => inner.view().status === "unreadable");
    expect(names(inner)).toEqual([]);
    expect(inner.view().problem).toMatch(/can't be read.*Fleets are not affected/);
    mkdirSync(join(folder, "recipes"));
    writeFileSync(join(folder, "recipes/b.yaml"), fullRecipe);
    await until(inner, () => names(inner).join() === "b.yaml");
    recipes.close();
  });
});

describe("what is taken for a recipe", () => {
  it("is not every YAML file of a repository", async () => {
    const { recipes } = followed({
      "shop.yaml": fullRecipe,
      "broken.yaml": "base: [\n",
      "playbook/site.yml": "- hosts: all\n",
      "k8s.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {}\n",
      ".github/workflows/ci.yml": "name: CI\njobs: {}\n",
      "compose.yaml": "name: x\nservices: {}\n",
    });
    await ready(recipes);
    expect(names(recipes)).toEqual(["broken.yaml", "shop.yaml"]);
    expect(recipes.view().otherYaml).toBe(3);
  });

  it("is a thousand at most, and that is told", async () => {
    const many = Array.from({ length: 1003 }, (_, index) => [
      `r${String(index).padStart(4, "0")}.yaml`,
      `base: x\nsteps: y\n`,
    ]);
    const { recipes } = followed(Object.fromEntries(many) as Files);
    await ready(recipes);
    expect(names(recipes)).toHaveLength(1000);
    expect(recipes.view().notes.join()).toMatch(/3 more are there/);
  });
});

describe("another folder", () => {
  it("is chosen, remembered, and let go again", async () => {
    const { folder, recipes } = followed({ "a.yaml": fullRecipe });
    const other = aFolder({ "b.yaml": fullRecipe });
    expect(await recipes.choose(other)).toMatchObject({ path: other, origin: "chosen" });
    expect(names(recipes)).toEqual(["b.yaml"]);
    expect(await recipes.choose(null)).toMatchObject({ path: folder, origin: "own" });
  });

  it.each(["relative/path", "/no/such/folder"])("is refused if it is none: %s", async (path) => {
    const { recipes } = followed({ "a.yaml": fullRecipe });
    await expect(recipes.choose(path)).rejects.toMatchObject({ code: "invalid-input" });
    expect((await recipes.list()).map(({ file }) => file)).toEqual(["a.yaml"]);
  });
});
