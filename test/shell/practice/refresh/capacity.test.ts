/** How many members a group has at least and at most while it is refreshed. */
import { describe, expect, it } from "vitest";
import { capacityWindow } from "../../../../electron/practice/world/autoscaling/refresh/capacity-window.ts";
import {
  chooseRefreshSettings,
  REFRESH_DEFAULTS,
} from "../../../../electron/practice/world/autoscaling/refresh/settings.ts";
import { refreshRegion, start, untilStatus, versions, watchCapacity } from "./refresh-questions.ts";

const window = (desired: number, min: number, max: number | null, chosen = {}) => {
  const bounds = { minHealthyPercentage: min, maxHealthyPercentage: max };
  const { least, most } = capacityWindow(desired, bounds, { ...REFRESH_DEFAULTS, ...chosen });
  return [least, most];
};

describe("the window", () => {
  it.each([
    { desired: 100, min: 90, max: 120, expected: [90, 120] },
    { desired: 10, min: 80, max: 100, expected: [8, 10] },
    { desired: 10, min: 100, max: 110, expected: [10, 11] },
    { desired: 1, min: 100, max: 100, expected: [1, 2] },
    { desired: 5, min: 100, max: null, expected: [5, 6] },
    { desired: 5, min: 90, max: null, expected: [4, 5] },
    { desired: 3, min: 50, max: null, expected: [2, 3] },
    { desired: 4, min: 0, max: null, expected: [0, 4] },
    { desired: 0, min: 90, max: null, expected: [0, 0] },
  ])("of $desired with $min/$max is $expected", ({ desired, min, max, expected }) => {
    expect(window(desired, min, max)).toEqual(expected);
  });

  it("rounds as the world is set", () => {
    expect(window(3, 50, null, { minimumRounding: "down" })).toEqual([1, 3]);
    expect(window(3, 100, 110, { maximumRounding: "up" })).toEqual([3, 4]);
  });

  it("of a lone member depends on the world's setting", () => {
    expect(window(1, 90, null)).toEqual([0, 1]);
    expect(window(1, 90, null, { loneInstance: "launch-first" })).toEqual([1, 2]);
  });
});

describe("a group that is refreshed", () => {
  it.each([
    { size: 3, min: 100, max: 100, fewest: 3, most: 4 },
    { size: 5, min: 80, max: 100, fewest: 4, most: 5 },
    { size: 10, min: 80, max: 100, fewest: 8, most: 10 },
    { size: 10, min: 90, max: 120, fewest: 9, most: 12 },
    { size: 3, min: 0, max: 100, fewest: 0, most: 3 },
  ])("of $size with $min/$max stays between $fewest and $most", async (each) => {
    const region = await refreshRegion(each.size);
    await start(region, { MinHealthyPercentage: each.min, MaxHealthyPercentage: each.max });
    const seen = await watchCapacity(region, "Successful");
    expect(seen).toEqual({ fewest: each.fewest, most: each.most });
    expect(new Set(await versions(region))).toEqual(new Set(["2"]));
  });

  it("of one with the defaults is ended first, or launched first as the world is set", async () => {
    const first = await refreshRegion(1);
    await start(first);
    expect(await watchCapacity(first, "Successful")).toEqual({ fewest: 0, most: 1 });
    const second = await refreshRegion(1);
    chooseRefreshSettings(second.world, { loneInstance: "launch-first" });
    await start(second);
    expect(await watchCapacity(second, "Successful")).toEqual({ fewest: 1, most: 2 });
  });

  it("may hold more than its maximum size for a while", async () => {
    const region = await refreshRegion(2, { MaxSize: 2 });
    await start(region, { MinHealthyPercentage: 100 });
    await untilStatus(region, "Successful");
    expect(await versions(region)).toEqual(["2", "2"]);
  });
});
