import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { timesFound } from "../guards/mutation.ts";
import { guards } from "../guards/table/all-guards.ts";
import { projectFile, sourceFiles } from "./source-files.ts";

const exists = (path: string) =>
  existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)));

/** What `npm run test:guards` takes out, one by one. */
describe("the table of guards", () => {
  test("names each guard once", () => {
    const names = guards.map(({ guard }) => guard);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test("finds each guard in exactly one place of its file", () => {
    const astray = guards
      .map((one) => ({ ...one, times: timesFound(projectFile(one.file), one) }))
      .filter(({ times }) => times !== 1)
      .map(({ guard, file, times }) => `${file}: ${guard} (${String(times)} times)`);
    expect(astray).toEqual([]);
  });

  test("has a guard for each of the 26 failure stories, and each has its test", () => {
    const all = Array.from({ length: 26 }, (_, at) => String(at + 1).padStart(2, "0"));
    const tests = sourceFiles("test/stories").map(({ text }) => text);
    const without = all.filter(
      (story) =>
        !guards.some(({ named }) => named === `story ${story}`) ||
        !tests.some((text) => text.includes(`describe("story ${story}: `)),
    );
    expect(without).toEqual([]);
  });

  test("names tests that are there", () => {
    const missing = guards.flatMap(({ noticedBy }) => noticedBy.filter((path) => !exists(path)));
    expect(missing).toEqual([]);
  });
});
