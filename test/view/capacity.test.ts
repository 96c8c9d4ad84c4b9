import { describe, expect, test } from "vitest";
import {
  capacityForecast,
  lineOf,
  lowestSeen,
  ticksUpTo,
  timeTicks,
} from "../../renderer/components/capacity/forecast.ts";
import { phasesOf } from "../../renderer/components/operations/phases.ts";
import { aFleet, nowMs } from "./preview/fleets.ts";
import { aReplacement } from "./preview/operations.ts";

const operation = aReplacement(aFleet({ name: "checkout-web", live: 40, servers: 50, rising: 24 }));

describe("the forecast", () => {
  test("starts at what was seen last and fills the new generation before the old one leaves", () => {
    const { from, to } = capacityForecast(operation, nowMs);
    expect(to[0]).toEqual({ atMs: nowMs, value: 24 });
    expect(to.at(-1)?.value).toBe(50);
    expect(to[1]?.atMs).toBeLessThanOrEqual(from[1]?.atMs ?? 0);
    expect(from.at(-1)?.value).toBe(0);
  });

  test("in one group the old leaves as the new comes", () => {
    const { groups, steps } = operation.plan;
    const work = { kind: "refresh" } as never;
    const plan = {
      ...operation.plan,
      groups: groups && { ...groups, to: groups.from },
      steps: steps.map((step, index) => (index === 6 ? { ...step, work } : step)),
    };
    const { from, to } = capacityForecast({ ...operation, plan }, nowMs);
    expect(from).toHaveLength(2);
    expect(from[1]).toEqual({ atMs: to[1]?.atMs, value: 0 });
    expect(from[1]?.atMs).toBeGreaterThan(nowMs);
  });

  test("is not drawn where no end is known, or after the end", () => {
    const nothing = { from: [], to: [] };
    expect(capacityForecast({ ...operation, expectedEndMs: null }, nowMs)).toEqual(nothing);
    expect(capacityForecast({ ...operation, status: "succeeded" }, nowMs)).toEqual(nothing);
    expect(capacityForecast({ ...operation, samples: [] }, nowMs)).toEqual(nothing);
  });
});

test("a level is two points", () => {
  const samples = [5, 5, 5, 5, 9].map((to, index) => ({ atMs: index, from: 50, to }));
  expect(lineOf(samples, "to").map(({ atMs }) => atMs)).toEqual([0, 3, 4]);
});

test("the lowest capacity seen counts both generations; nothing seen is not zero", () => {
  expect(lowestSeen(operation.samples)).toBe(50);
  expect(lowestSeen([])).toBeNull();
});

test.each([
  [58, [0, 20, 40, 60]],
  [3, [0, 1, 2, 3]],
  [1000, [0, 500, 1000]],
])("the axis up to %i has round numbers", (most, ticks) => {
  expect(ticksUpTo(most, 3)).toEqual(ticks);
});

test("times of the axis are whole steps within the picture", () => {
  const minuteMs = 60_000;
  expect(timeTicks(0, 31 * minuteMs, 5)).toEqual(
    [0, 10, 20, 30].map((minutes) => minutes * minuteMs),
  );
});

describe("the beads", () => {
  test("gather steps by phase, in the plan's order", () => {
    expect(phasesOf(operation).map(({ title, state }) => [title, state])).toEqual([
      ["Preflight", "done"],
      ["Lay generation v41", "done"],
      ["Canary", "done"],
      ["Raise the rest", "running"],
      ["Shift traffic", "waiting"],
      ["Soak", "waiting"],
      ["Keep v40 warm", "waiting"],
    ]);
  });

  test("a stuck step makes its phase stuck, and its note is shown", () => {
    const steps = operation.steps.map((step, index) =>
      index === 6
        ? { ...step, status: "stuck" as const, note: "No capacity. Tried 3 times." }
        : step,
    );
    const phase = phasesOf({ ...operation, steps })[3];
    expect(phase).toMatchObject({ state: "stuck", detail: "No capacity" });
  });
});
