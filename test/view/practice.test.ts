import { describe, expect, test } from "vitest";
import { forHowLong, targetOptions } from "../../renderer/screens/practice/fault-options.ts";
import { originWords, regionShown } from "../../renderer/screens/practice/practice-regions.ts";
import type { ReadyFault } from "../../shared/model/practice/practice-fault.ts";
import { faultChoices, practiceRegions } from "./preview/practice.ts";

const fault = (part: Partial<ReadyFault>): ReadyFault => ({
  id: "zone-full",
  title: "A fault",
  words: "",
  target: "zone",
  needsTarget: false,
  probability: 1,
  count: null,
  forMs: null,
  ...part,
});
const labels = (options: readonly { readonly label: string }[]) =>
  options.map(({ label }) => label);

describe("which region the practice screen shows", () => {
  test("the one of the address, else the user's first, else none", () => {
    const second = practiceRegions[1];
    expect(regionShown(practiceRegions, "practice-2")).toBe(second);
    expect(regionShown(practiceRegions, "gone")).toBe(practiceRegions[0]);
    expect(regionShown(second ? [second] : [], null)).toBe(second);
    expect(regionShown([], null)).toBeNull();
  });

  test("what it was made from, in words", () => {
    const words = (["scenario", "file", "lesson", "rehearsal"] as const).map((kind) =>
      originWords({ origin: { kind, name: "shop", seed: 1 }, lesson: null }),
    );
    expect(words).toEqual([
      "the scenario “shop”",
      "the file shop",
      "the lesson “shop”",
      "a copy of shop",
    ]);
  });
});

describe("what the fault form offers", () => {
  test("anywhere comes first, unless the fault needs a target", () => {
    expect(labels(targetOptions(fault({}), faultChoices))).toEqual([
      "In any zone",
      "eu-west-1a",
      "eu-west-1b",
    ]);
    expect(
      labels(targetOptions(fault({ needsTarget: true, target: "fleet" }), faultChoices)),
    ).toEqual(["checkout-web", "catalog-api"]);
  });

  test("the fault's own time stands among the usual ones, in order, and its end is the last", () => {
    expect(labels(forHowLong(fault({ forMs: 5 * 60_000 })))).toEqual([
      "2 min",
      "5 min",
      "10 min",
      "1 h",
      "4 h",
      "Until I mend it",
    ]);
  });
});
