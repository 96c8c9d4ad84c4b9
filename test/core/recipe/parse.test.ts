import { describe, expect, it } from "vitest";
import { recipeDigest } from "../../../shared/recipe/digest.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { gitUnknown } from "../../../shared/model/recipe.ts";
import { recipeJsonSchema } from "../../../shared/recipe/schema.ts";
import { summariseRecipe } from "../../../shared/recipe/summary.ts";
import { fullRecipe, recipeWithTest } from "./recipe-texts.ts";

const problemsOf = (text: string) => parseRecipe(text, "shop.yaml").problems;
/** Line of the first line that holds the words. */
const lineOf = (text: string, words: string) =>
  text.slice(0, text.indexOf(words)).split("\n").length;

describe("a recipe without mistakes", () => {
  it("is read with its defaults filled in", () => {
    const { recipe, problems } = parseRecipe(fullRecipe, "shop.yaml");
    expect(problems).toEqual([]);
    expect(recipe).toMatchObject({ name: "web-shop", version: "7.3.0", kind: "server" });
    expect(recipe?.users[0]).toEqual({
      name: "shop",
      shell: "/usr/sbin/nologin",
      home: "/home/shop",
    });
    expect(recipe?.steps.map((step) => step.kind)).toEqual(["packages", "files", "shell"]);
    expect(recipe?.tests.map((test) => test.name)).toContain("port 8080 listens");
  });

  it("is listed with what it does", () => {
    const parsed = parseRecipe(fullRecipe, "web/shop.yaml");
    const known = { entries: new Map(), digest: null, git: gitUnknown("") };
    const file = "web/shop.yaml";
    expect(summariseRecipe({ ...known, file, text: fullRecipe, parsed })).toMatchObject({
      file: "web/shop.yaml",
      name: "web-shop",
      provisioner: "packages, files, shell",
      tests: 7,
    });
  });

  it("gives tests of the same name a number", () => {
    const { recipe } = parseRecipe(recipeWithTest("port: 8080"), "shop.yaml");
    expect(recipe?.tests.map((test) => test.name)).toContain("port 8080 listens (2)");
  });
});

describe("a mistake is named with its line, its column and what was expected", () => {
  const swap = (from: string, to: string) => fullRecipe.replace(from, to);
  it.each([
    [
      "a misspelt key",
      swap("services:", "servces:"),
      "servces",
      /no "servces".*mean "services"/,
      /name, version/,
    ],
    [
      "a misspelt key in a step",
      swap("format: rpm", "formt: rpm"),
      "formt",
      /mean "format"/,
      /format, install/,
    ],
    [
      "a value out of a list",
      swap("format: rpm", "format: apk"),
      "apk",
      /"apk"/,
      /one of rpm, deb/,
    ],
    [
      "a number for a text",
      swap("version: 1.28.0 }\n        - jem", "version: 1.28 }\n        - jem"),
      "1.28 }",
      /the number 1.28/,
      /in quotes/,
    ],
    ["a wrong version", swap("'7.3.0'", "'7 3'"), "'7 3'", /"7 3"/, /version in quotes/],
    ["a port out of range", recipeWithTest("port: 70000"), "70000", /too large/, /at most 65535/],
    [
      "a relative path",
      swap("path: /etc", "path: etc"),
      "etc/nginx",
      /"etc\/nginx/,
      /absolute path/,
    ],
    ["a mode without quotes", swap("'0640'", "640"), "640", /the number 640/, /quotes/],
    [
      "two kinds in one test",
      recipeWithTest("{ port: 1, service: x }"),
      "service: x",
      /both port and service/,
      /exactly one of/,
    ],
    [
      "a companion that doesn't go with it",
      recipeWithTest("{ port: 1, status: 200 }"),
      "status",
      /doesn't go with a port/,
      /status with http/,
    ],
    [
      "a test of no kind",
      recipeWithTest("{ name: odd }"),
      "{ name: odd",
      /must say what it is/,
      /exactly one of command/,
    ],
    [
      "a base without a kind",
      swap("  recipe: hardened", "  {}"),
      "{}",
      /must say what it is/,
      /recipe, name, image, parameter/,
    ],
    [
      "broken YAML",
      swap("services: [nginx]", "services: [nginx"),
      "tests:",
      /isn't valid YAML/,
      /two spaces/,
    ],
    [
      "a key given twice",
      swap("services: [nginx]", "name: again\nservices: [nginx]"),
      "name: again",
      /isn't valid YAML/,
      /YAML/,
    ],
  ])("%s", (_, text, words, message, expected) => {
    const [problem] = problemsOf(text);
    expect(problem?.message).toMatch(message);
    expect(problem?.expected).toMatch(expected);
    const line = lineOf(text, words);
    expect([line, line - 1]).toContain(problem?.line);
    expect(problem?.column).toBeGreaterThan(0);
  });

  it("points at the very column", () => {
    expect(
      problemsOf(fullRecipe.replace("      format: rpm", "      formt: rpm"))[0],
    ).toMatchObject({
      line: lineOf(fullRecipe, "format: rpm"),
      column: 7,
      path: "steps[0].packages.formt",
    });
  });

  it("says what is missing", () => {
    const [problem] = problemsOf(fullRecipe.replace("version: '7.3.0'\n", ""));
    expect(problem).toMatchObject({ path: "version", message: '"version" is missing.' });
  });

  it.each([
    ["", "empty"],
    ["just words", "the text"],
    ["[1, 2]", "a list"],
    ["- &a [*a]", ""],
  ])("refuses %j as a whole", (text, words) => {
    const { recipe, problems } = parseRecipe(text, "shop.yaml");
    expect(recipe).toBeNull();
    expect(problems[0]?.message).toContain(words);
  });

  it("finds all mistakes, in the order of the file", () => {
    const text = fullRecipe.replace("format: rpm", "format: apk").replace("port: 8080", "port: x");
    const lines = problemsOf(text).map((problem) => problem.line);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});

describe("identity", () => {
  const sha256 = (text: string) => `len${String(text.length)}:${text}`;
  const digest = (text: string) => {
    const { recipe } = parseRecipe(text, "shop.yaml");
    return recipe && recipeDigest(recipe, sha256);
  };
  it("is the same for a changed comment, another for a changed version", () => {
    expect(digest(fullRecipe.replace("# Everything", "# Nothing"))).toBe(digest(fullRecipe));
    expect(digest(fullRecipe.replace("7.3.0", "7.3.1"))).not.toBe(digest(fullRecipe));
  });

  it("has a JSON schema for editors", () => {
    expect(recipeJsonSchema()).toMatchObject({ type: "object", additionalProperties: false });
  });
});
