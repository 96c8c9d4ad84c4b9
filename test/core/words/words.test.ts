import { describe, expect, it } from "vitest";
import { countWords, listWords } from "../../../shared/words/counts.ts";
import { aboutWords, ageWords, durationWords } from "../../../shared/words/durations.ts";

describe("durations", () => {
  it.each([
    [0, "0 s"],
    [400, "under 1 s"],
    [9_000, "9 s"],
    [60_000, "1 min"],
    [90_000, "1 min 30 s"],
    [15 * 60_000, "15 min"],
    [59 * 60_000 + 59_000, "59 min"],
    [65 * 60_000, "1 h 5 min"],
    [40 * 3_600_000, "40 h"],
    [3 * 86_400_000, "3 d"],
  ])("%d ms", (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
  it.each([
    [200, "about 1 s"],
    [9_400, "about 9 s"],
    [59_700, "about 1 min"],
    [230_000, "about 4 min"],
    [7_000_000, "about 2 h"],
  ])("about %d ms", (ms, words) => {
    expect(aboutWords(ms)).toBe(words);
  });
  it("of ages: one unit, and never of the future", () => {
    expect(ageWords(1_000, 62_000)).toBe("1 min");
    expect(ageWords(9_000, 1_000)).toBe("just now");
  });
});

describe("counts", () => {
  it("agrees in number", () => {
    expect([countWords(1, "server"), countWords(0, "server"), countWords(2, "snowflake")]).toEqual([
      "1 server",
      "0 servers",
      "2 snowflakes",
    ]);
  });
  it("joins lists, and cuts long ones", () => {
    expect([
      listWords([]),
      listWords(["a"]),
      listWords(["a", "b", "c"]),
      listWords(["a", "b", "c"], 2),
    ]).toEqual(["none", "a", "a, b and c", "a, b and 1 more"]);
  });
});
