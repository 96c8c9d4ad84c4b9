import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { projectFile, sourceFiles } from "./source-files.ts";
import type { SourceFile } from "./source-files.ts";

const folders = ["shared", "electron", "renderer", "test", "build"];
const all = sourceFiles(...folders);
const code = all.filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path));
const withText = (pattern: RegExp, files: readonly SourceFile[] = code) =>
  files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

/** Spelt in parts, so that this file doesn't hold what it looks for. */
const spelt = (...parts: string[]) => parts.join("");

describe("house law", () => {
  test("no module mocks", () => {
    expect(withText(new RegExp(spelt("\\bvi\\.", "(mock|doMock|hoisted)\\(")))).toEqual([]);
  });

  test("no test is left out or alone", () => {
    const marks = new RegExp(
      spelt("\\b(test|it|describe)\\.", "(skip|only|todo|fails|skipIf|runIf)\\b"),
    );
    expect(withText(marks)).toEqual([]);
  });

  test("no leftover marks", () => {
    const marks = new RegExp(spelt("\\b(TO", "DO|FIX", "ME|XX", "X|HA", "CK)\\b"));
    expect(withText(marks, all)).toEqual([]);
  });

  test("no machine's paths and no registry's hosts", () => {
    const paths = new RegExp(spelt("[\"'`]/(wo", "rk|tm", "p)/|registry\\.npm"));
    expect(withText(paths, all)).toEqual([]);
  });

  test("no default exports but where a tool demands one", () => {
    const found = withText(/^export default\b/m);
    expect(found).toEqual(["build/vitest.config.ts"]);
  });

  test("no tests that sleep", () => {
    const sleeping = new RegExp(
      spelt("waitFor", "Timeout\\(|setTimeout\\(\\s*(resolve|done|ok)\\b"),
    );
    expect(
      withText(
        sleeping,
        code.filter(({ path }) => path.startsWith("test/")),
      ),
    ).toEqual([]);
  });

  test("no barrel files", () => {
    expect(code.filter(({ path }) => /\/index\.tsx?$/.test(path))).toEqual([]);
  });

  test("files are kebab-case, components PascalCase", () => {
    const named = (path: string) => {
      const name = path.split("/").at(-1) ?? "";
      return (
        /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/.test(name) ||
        /^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs)$/.test(name)
      );
    };
    expect(code.map(({ path }) => path).filter((path) => !named(path))).toEqual([]);
  });

  test("nine files of ten have at most 300 lines, and none has 600", () => {
    const long = code.filter(({ lines }) => lines > 300);
    expect(long.length / code.length).toBeLessThan(0.1);
    expect(code.filter(({ lines }) => lines > 600).map(({ path }) => path)).toEqual([]);
  });

  test("the README's pictures are there", () => {
    const pictures = [...projectFile("README.md").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
      ([, path = ""]) => path,
    );
    const missing = pictures.filter(
      (path) => !existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))),
    );
    expect(missing).toEqual([]);
  });
});
