import { describe, expect, test } from "vitest";
import { importsOf, sourceFiles } from "./source-files.ts";
import type { SourceFile } from "./source-files.ts";

const code = (folder: string) =>
  sourceFiles(folder).filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path));

function offences(files: readonly SourceFile[], forbidden: RegExp): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((name) => forbidden.test(name))
      .map((name) => `${file.path} imports ${name}`),
  );
}

describe("layers", () => {
  test("shared/ thinks: it is pure and knows neither the one that acts nor the one that shows", () => {
    const forbidden =
      /^(electron\/|renderer\/|test\/|build\/|node:|electron$|react|@aws-sdk\/|@smithy\/|ws$)/;
    expect(offences(code("shared"), forbidden)).toEqual([]);
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bconsole\.(log|error|warn|info)\(|\bprocess\.(env|argv|exit|cwd)\b|\bsetTimeout\(/;
    expect(
      code("shared")
        .filter(({ text }) => impure.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  test("electron/ acts: it never knows who shows", () => {
    expect(offences(code("electron"), /^(renderer\/|test\/|build\/|react)/)).toEqual([]);
  });

  test("renderer/ shows: it has no Node, no Electron, no AWS", () => {
    expect(
      offences(code("renderer"), /^(electron(\/|$)|test\/|build\/|node:|@aws-sdk\/|@smithy\/|ws$)/),
    ).toEqual([]);
  });

  test("no SDK outside of the adapters and of the practice cloud's wire", () => {
    const others = code("electron").filter(({ path }) => !/^electron\/(aws|practice)\//.test(path));
    expect(offences(others, /^(@aws-sdk|@smithy)\//)).toEqual([]);
  });

  test("Electron itself is imported by its two entries alone; all others take its types", () => {
    const files = code("electron").filter(
      ({ path }) => !/^electron\/(main|preload)\.ts$/.test(path),
    );
    const values = files.filter(({ text }) =>
      /^import (?!type\b)[^;]*from "electron";/m.test(text),
    );
    expect(values.map(({ path }) => path)).toEqual([]);
  });

  test("one place performs calls; the executor's caller asks it to, and who looks inside a server when told so", () => {
    const users = code("electron").filter(({ text }) =>
      /\.actor\.perform\(|actor\.perform\(/.test(text),
    );
    expect(users.map(({ path }) => path).toSorted()).toEqual([
      "electron/bake/look-inside.ts",
      "electron/operations/turn/caller.ts",
    ]);
  });
});
