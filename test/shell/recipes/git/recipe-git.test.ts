import { appendFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fullRecipe } from "../../../core/recipe/recipe-texts.ts";
import { aFolder, put, recipesIn } from "../a-recipe-folder.ts";
import { aRepository } from "./a-repository.ts";

const withFolder = fullRecipe.replace(
  "        mode: '0640'\n        content: |\n          # it's 8080, \"really\"; ümlaut $HOME\n          listen 8080;\n",
  "        mode: '0640'\n        from: site/shop.conf\n      - path: /usr/share/site\n        from: site\n",
);
const files = { "shop.yaml": withFolder, "site/shop.conf": "listen 80;\n", "site/a.html": "a\n" };
const gitOf = async (folder: string) => (await recipesIn(folder).read("shop.yaml")).git;

describe("the commit of a recipe", () => {
  it("is the one that is checked out, if nothing that goes in differs from it", async () => {
    const { folder, commit } = aRepository(files);
    const id = commit("first");
    put(folder, { "other.txt": "not of this recipe" });
    expect(await gitOf(folder)).toEqual({ commit: id, isDirty: false, words: "" });
    expect((await recipesIn(folder).read("shop.yaml")).commit).toBe(id);
  });

  it.each([
    [
      "the recipe",
      (folder: string) => appendFileSync(join(folder, "shop.yaml"), "# x\n"),
      /shop.yaml was changed/,
    ],
    [
      "a file that it takes",
      (folder: string) => put(folder, { "site/shop.conf": "x" }),
      /shop.conf was changed/,
    ],
    [
      "a new file in a folder",
      (folder: string) => put(folder, { "site/b": "b" }),
      /site\/b is not committed/,
    ],
    [
      "one that was deleted",
      (folder: string) => rmSync(join(folder, "site/a.html")),
      /a.html was deleted/,
    ],
  ])("is marked where %s differs", async (_, change, words) => {
    const { folder, commit } = aRepository(files);
    const id = commit("first");
    change(folder);
    expect(await gitOf(folder)).toMatchObject({ commit: id, isDirty: true });
    expect((await gitOf(folder)).words).toMatch(words);
    expect((await recipesIn(folder).read("shop.yaml")).commit).toBe(`${id}+dirty`);
  });

  it("takes line ends of Windows for no change", async () => {
    const { folder, commit } = aRepository(files);
    commit("first");
    put(folder, { "site/shop.conf": "listen 80;\r\n" });
    expect(await gitOf(folder)).toMatchObject({ isDirty: false });
  });

  it("is known where the recipe folder is only a part of the repository", async () => {
    const { folder, commit } = aRepository({ "infra/recipes/shop.yaml": fullRecipe, x: "x" });
    const id = commit("first");
    expect(await gitOf(join(folder, "infra/recipes"))).toMatchObject({
      commit: id,
      isDirty: false,
    });
  });

  it("sees the next commit", async () => {
    const { folder, commit } = aRepository(files);
    commit("first");
    const recipes = recipesIn(folder);
    await recipes.list();
    put(folder, { "site/shop.conf": "listen 81;\n" });
    expect((await recipes.list())[0]?.git).toMatchObject({ isDirty: true });
    const second = commit("second");
    expect((await recipes.list())[0]?.git).toMatchObject({ commit: second, isDirty: false });
    expect(recipes.view().git).toMatchObject({ branch: "main", commit: second });
  });

  it.each([
    ["without a repository", () => aFolder(files), /no git repository/],
    ["without a commit", () => aRepository(files).folder, /Nothing was committed/],
  ])("is not known %s, and that is no error", async (_, make, words) => {
    const git = await gitOf(make());
    expect(git).toMatchObject({ commit: null, isDirty: null });
    expect(git.words).toMatch(words);
  });
});

describe("a repository that means harm", () => {
  it("gets nothing run that it configures", async () => {
    const { folder, git, commit } = aRepository({ ...files, ".gitattributes": "* filter=evil\n" });
    commit("first");
    const trap = join(folder, "trap.sh");
    const sprung = join(folder, "sprung");
    writeFileSync(trap, `#!/bin/sh\ntouch '${sprung}'\ncat\n`, { mode: 0o755 });
    for (const key of [
      ...["core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.gitProxy"],
      ...["filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.external"],
      ...["uploadpack.packObjectsHook", "credential.helper", "alias.ls-tree", "alias.rev-parse"],
    ])
      git("config", key, key.startsWith("alias") ? `!${trap}` : trap);
    git("config", "core.hooksPath", folder);
    put(folder, { "site/shop.conf": "changed\n" });
    const recipes = recipesIn(folder);
    await recipes.list();
    expect(await gitOf(folder)).toMatchObject({ isDirty: true });
    expect(existsSync(sprung)).toBe(false);
  });

  it("that lacks objects isn't fetched from anywhere", async () => {
    const { folder, git, commit } = aRepository(files);
    const id = commit("first");
    const sprung = join(folder, "sprung");
    git("config", "remote.origin.url", `ext::sh -c "touch ${sprung}"`);
    git("config", "remote.origin.promisor", "true");
    git("config", "extensions.partialClone", "origin");
    const tree = git("rev-parse", `${id}^{tree}`).trim();
    rmSync(join(folder, ".git/objects", tree.slice(0, 2), tree.slice(2)), { force: true });
    expect(await gitOf(folder)).toMatchObject({ isDirty: null });
    expect(existsSync(sprung)).toBe(false);
  });
});
