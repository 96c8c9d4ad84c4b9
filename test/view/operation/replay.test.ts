import { describe, expect, test } from "vitest";
import {
  fittingSpeed,
  operationAt,
  replaySpan,
} from "../../../renderer/components/replay/operation-at.ts";
import { aFleet } from "../preview/fleets.ts";
import { aReplacement } from "../preview/operations.ts";

const base = aReplacement(aFleet({ name: "checkout-web", live: 40, servers: 50, rising: 24 }));
const endedAtMs = base.samples.at(-1)?.atMs ?? 0;
const operation = { ...base, status: "failed" as const, outcome: "It failed", endedAtMs };
const second = operation.steps[1];

describe("an operation as it stood at a moment", () => {
  test("has begun what had begun, is through with what was done, and waits for the rest", () => {
    const atMs = (second?.startedAtMs ?? 0) + 1;
    const then = operationAt(operation, atMs);
    expect(then.steps.slice(0, 3).map(({ status }) => status)).toEqual([
      "done",
      "running",
      "waiting",
    ]);
    expect(then.status).toBe("running");
    expect([then.outcome, then.endedAtMs, then.stuck]).toEqual([null, null, null]);
    expect(then.samples.every((sample) => sample.atMs <= atMs)).toBe(true);
  });

  test("before its start nothing has begun; at its end it is as it is", () => {
    const before = operationAt(operation, operation.startedAtMs - 1);
    expect(new Set(before.steps.map(({ status }) => status))).toEqual(new Set(["waiting"]));
    expect(operationAt(operation, endedAtMs)).toBe(operation);
  });
});

test("the span reaches to the end, or to what was last seen", () => {
  expect(replaySpan(operation)).toEqual({ startMs: operation.startedAtMs, endMs: endedAtMs });
  expect(replaySpan(base).endMs).toBe(endedAtMs);
  expect(replaySpan({ ...base, samples: [] }).endMs).toBeGreaterThan(base.startedAtMs);
});

test.each([
  [10, 1],
  [120, 10],
  [9 * 60, 60],
  [3600, 300],
  [86_400, 1800],
])("%i s are shown in about a quarter of a minute: %i times as fast", (seconds, speed) => {
  expect(fittingSpeed({ startMs: 0, endMs: seconds * 1000 })).toBe(speed);
});
