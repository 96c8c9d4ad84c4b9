import { describe, expect, it } from "vitest";
import { foundWords } from "../../../shared/bake/test-words.ts";
import { quoted } from "../../../shared/words/quoted.ts";

describe("what AWS said", () => {
  it("ends in an ellipsis only where it was cut", () => {
    expect(quoted("No capacity")).toBe('"No capacity"');
    expect(quoted(`${"a".repeat(252)} in`)).toBe(`"${"a".repeat(252)} in…"`);
    expect(quoted(`${"a".repeat(254)}.`)).toBe(`"${"a".repeat(254)}."`);
  });
});

describe("what a test found", () => {
  it.each([
    ["nginx is active", "active", true, ""],
    ["telnet is not installed", "not installed", true, ""],
    ["nginx is installed", "1.28.0-1", true, "1.28.0-1"],
    ["nginx is installed", "not installed", false, "not installed"],
    ["nginx is active", "active", false, "active"],
  ])("%s, %s: beside its name %s", (name, detail, passed, words) => {
    expect(foundWords({ name, detail, passed, where: "builder", durationMs: 1 })).toBe(words);
  });
});
