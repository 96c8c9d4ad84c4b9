import { describe, expect, test } from "vitest";
import { barParts, barWidth } from "../../renderer/components/generations/generation-bar.ts";
import {
  previousGeneration,
  readinessWords,
} from "../../renderer/components/generations/readiness.ts";
import { servedSpans } from "../../renderer/screens/fleet/timeline.ts";
import { aFleet, cold, gone, nowMs, warm } from "./preview/fleets.ts";

describe("the bar of a fleet's generations", () => {
  test("the largest fleet fills the column and small ones stay visible", () => {
    expect(barWidth(140, 140)).toBe(100);
    expect(barWidth(3, 140)).toBeGreaterThan(3);
    expect(barWidth(0, 140)).toBe(0);
  });

  test("rising stands before live, snowflakes stand apart, and the widths add up", () => {
    const fleet = aFleet({ name: "web", live: 40, servers: 50, rising: 24, snowflakes: 2 });
    const parts = barParts(fleet, 100);
    expect(parts.map(({ fill, count }) => [fill, count])).toEqual([
      ["rising", 28],
      ["live", 48],
      ["bad", 2],
    ]);
    const sum = parts.reduce((total, { widthPercent }) => total + widthPercent, 0);
    expect(sum).toBeCloseTo(barWidth(78, 100));
  });
});

describe("the way back", () => {
  test("is the warm generation before the live one, else the next older one", () => {
    expect(
      previousGeneration(aFleet({ name: "web", live: 40, servers: 5, warm: true }))?.label,
    ).toBe("v39");
    expect(previousGeneration(aFleet({ name: "web", live: 40, servers: 5 }))?.readiness.kind).toBe(
      "cold",
    );
  });

  test("is the one that still serves beside the live one, before any that is warm", () => {
    const fleet = aFleet({ name: "web", live: 40, servers: 6, warm: true });
    const generations = fleet.generations.map((one) =>
      one.label === "v38" ? { ...one, state: "live" as const, servers: 2, inService: 2 } : one,
    );
    expect(previousGeneration({ ...fleet, generations })?.label).toBe("v38");
  });

  test("is no warm one of which there are only a few servers, as of a canary that failed", () => {
    const fleet = aFleet({ name: "web", live: 40, servers: 10, warm: true });
    const generations = fleet.generations.map((one) =>
      one.label === "v39" ? { ...one, servers: 1, inService: 1 } : one,
    );
    expect(previousGeneration({ ...fleet, generations })?.label).toBe("v38");
  });

  test("is never the one that rises", () => {
    const fleet = aFleet({ name: "web", live: 40, servers: 5, rising: 2 });
    expect(previousGeneration(fleet)?.label).toBe("v39");
  });

  test.each([
    [warm, "≈ 9 s · warm", true],
    [cold, "≈ 4 min", true],
    [gone, "can't return", false],
    [{ kind: "unknown", reason: "Not read yet." } as const, "not known yet", false],
  ])("is put in words: %o", (readiness, text, possible) => {
    expect(readinessWords(readiness)).toMatchObject({ text, possible });
  });
});

test("spans of the time line start with the oldest and end now", () => {
  const spans = servedSpans(aFleet({ name: "web", live: 40, servers: 5 }), nowMs);
  expect(spans[0]?.startPercent).toBe(0);
  const live = spans.find(({ state }) => state === "live");
  expect((live?.startPercent ?? 0) + (live?.widthPercent ?? 0)).toBeCloseTo(100);
});
