import { describe, expect, test } from "vitest";
import { steps } from "../../electron/operations/steps/registry.ts";
import { requestSchemas } from "../../shared/contract/requests.ts";
import { projectFile, sourceFiles } from "./source-files.ts";

const names = Object.keys(requestSchemas);

describe("the contract", () => {
  test("each request has exactly one handler", () => {
    const files = sourceFiles("electron/ipc/handlers");
    const handled = files.flatMap(({ text }) =>
      [...text.matchAll(/^ {4}"([a-z]+:[a-z-]+)":/gm)].map(([, name = ""]) => name),
    );
    expect(handled.toSorted()).toEqual(names.toSorted());
  });

  test("requests are named noun:verb; a verb has two words at most, as put-back", () => {
    for (const name of names) expect(name).toMatch(/^[a-z]+:[a-z]+(-[a-z]+)?$/);
  });

  test("nothing of it is named like a secret", () => {
    expect(projectFile("shared/contract/requests.ts")).not.toMatch(
      /secret|password|accessKey|sessionToken/i,
    );
  });
});

describe("steps", () => {
  const union = sourceFiles("shared/model/steps")
    .map(({ text }) => text)
    .join("\n");
  const kinds = [...union.matchAll(/readonly kind: "([a-z-]+)"/g)].map(([, kind = ""]) => kind);

  test("each kind has its module, and there is no other", () => {
    expect(Object.keys(steps).toSorted()).toEqual(kinds.toSorted());
  });

  test.each(kinds)("%s has a look and a decide", (kind) => {
    const module = steps[kind as keyof typeof steps];
    expect(typeof module.look).toBe("function");
    expect(typeof module.decide).toBe("function");
  });
});
