import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strangers } from "../../../build/packed-files.ts";
import { seedRecipeFolder } from "../../../electron/recipes/seed-recipes.ts";
import { aFolder, recipesIn } from "./a-recipe-folder.ts";

const seeds = new URL("../../../electron/practice/recipes/", import.meta.url);

describe("the practice cloud's recipes", () => {
  it("have no mistake, and all that they take", async () => {
    const listed = await recipesIn(seeds.pathname).list();
    expect(
      listed.flatMap(({ file, problems }) => problems.map(({ message }) => [file, message])),
    ).toEqual([]);
    expect(listed.filter(({ file }) => file.startsWith("examples/"))).toHaveLength(7);
  });

  it("show each kind of provisioner", async () => {
    const listed = await recipesIn(seeds.pathname).list();
    const used = new Set(listed.flatMap(({ provisioner }) => provisioner.split(", ")));
    const wanted = [
      "packages",
      "files",
      "shell",
      "ansible",
      "chef",
      "puppet",
      "cfengine",
      "container",
    ];
    expect(wanted.filter((kind) => !used.has(kind))).toEqual([]);
  });

  it("are given to a newcomer whole, and never over what is there", async () => {
    const folder = join(aFolder({}), "recipes");
    seedRecipeFolder(folder, seeds);
    const given = await recipesIn(folder).list();
    expect(given.flatMap(({ problems }) => problems)).toEqual([]);
    expect(given).toHaveLength((await recipesIn(seeds.pathname).list()).length);
    const own = aFolder({ "recipes/mine.yaml": "base: x" });
    seedRecipeFolder(join(own, "recipes"), seeds);
    expect(readdirSync(join(own, "recipes"))).toEqual(["mine.yaml"]);
  });

  it("are all let into the packaged program", () => {
    const files = readdirSync(seeds, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) =>
        join("out/recipes", parentPath.slice(seeds.pathname.length - 1), name),
      );
    expect(files.length).toBeGreaterThan(20);
    expect(strangers(files)).toEqual([]);
  });
});
