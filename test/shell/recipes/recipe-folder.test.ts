import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fullRecipe } from "../../core/recipe/recipe-texts.ts";
import { aFolder, recipesIn } from "./a-recipe-folder.ts";

describe("a recipe folder", () => {
  it("lists YAML files at any depth, in order, and nothing else", async () => {
    const folder = aFolder({
      ...{
        "web/shop.yaml": fullRecipe,
        "a.yml": fullRecipe,
        "README.md": "no",
        ".git/x.yaml": fullRecipe,
      },
      "node_modules/y.yaml": fullRecipe,
    });
    const listed = await recipesIn(folder).list();
    expect(listed.map((one) => one.file)).toEqual(["a.yml", "web/shop.yaml"]);
    expect(listed[1]).toMatchObject({ name: "web-shop", tests: 7, problems: [], text: fullRecipe });
  });

  it("lists a recipe with mistakes, with their places", async () => {
    const folder = aFolder({ "shop.yaml": fullRecipe.replace("format: rpm", "format: apk") });
    const [listed] = await recipesIn(folder).list();
    expect(listed).toMatchObject({
      name: "shop",
      problems: [{ line: 13, path: "steps[0].packages.format" }],
    });
  });

  it("lists a file that can't be read, with the reason", async () => {
    const folder = aFolder({
      "binary.yaml": new Uint8Array([0xff, 0xfe, 0x00]),
      "large.yaml": `base:\n${"a".repeat(300_000)}`,
    });
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling.yaml"));
    const listed = await recipesIn(folder).list();
    expect(listed.map((one) => [one.file, one.problems[0]?.message])).toEqual([
      ["binary.yaml", expect.stringContaining("isn't text in UTF-8")],
      ["dangling.yaml", expect.stringContaining("moved or deleted")],
      ["large.yaml", expect.stringContaining("too large")],
    ]);
  });

  it("sees a change at once", async () => {
    const folder = aFolder({ "shop.yaml": fullRecipe });
    const recipes = recipesIn(folder);
    await recipes.list();
    writeFileSync(join(folder, "shop.yaml"), fullRecipe.replace("7.3.0", "7.4.0"));
    expect(await recipes.text("shop.yaml")).toContain("7.4.0");
  });

  it.each(["../secret.yaml", "/etc/hostname", "inside/../../secret.yaml", "link.yaml", ""])(
    "reads nothing outside of it: %j",
    async (file) => {
      const parent = aFolder({ "secret.yaml": "secret", "recipes/inside/x.yaml": "x" });
      symlinkSync(join(parent, "secret.yaml"), join(parent, "recipes", "link.yaml"));
      const reading = recipesIn(join(parent, "recipes")).text(file);
      await expect(reading).rejects.toMatchObject({ code: "invalid-input" });
    },
  );

  it("says so if the file, or the folder, is gone", async () => {
    const recipes = recipesIn(aFolder({}));
    await expect(recipes.text("gone.yaml")).rejects.toMatchObject({ code: "not-found" });
    await expect(recipesIn("/no/such/folder").list()).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
