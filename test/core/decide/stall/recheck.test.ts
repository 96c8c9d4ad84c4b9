import { describe, expect, it } from "vitest";
import { stuckRecheckMs } from "../../../../shared/decide/stall/recheck.ts";

describe("when to look again at what is stuck", () => {
  it.each([
    ["at first as the step wants", 5000, 0, 5000],
    ["after two minutes still", 5000, 120_000, 5000],
    ["after ten minutes by a thirtieth of them", 5000, 600_000, 20_000],
    ["after an hour every half minute", 5000, 3_600_000, 30_000],
    ["never sooner than the step wants", 60_000, 3_600_000, 60_000],
  ])("%s", (_what, wishedMs, stuckForMs, expected) => {
    expect(stuckRecheckMs(wishedMs, stuckForMs)).toBe(expected);
  });
});
