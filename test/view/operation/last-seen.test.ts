import { expect, test } from "vitest";
import { unseenForMs } from "../../../renderer/screens/operation/now/last-seen.ts";
import { aFleet } from "../preview/fleets.ts";
import { aReplacement } from "../preview/operations.ts";

const SECOND = 1000;
const running = aReplacement(aFleet({ name: "checkout-web", live: 40, servers: 50, rising: 24 }));
const last = running.samples.at(-1)?.atMs ?? 0;
const startedAtMs = last - 60 * SECOND;
const fresh = { ...running, startedAtMs };

test.each([
  ["a moment ago", 10, 1, null],
  ["too long ago", 30, 1, 30 * SECOND],
  ["on a cloud whose clock is faster, looks take as long in real time", 300, 20, null],
  ["and are missed as soon", 600, 20, 600 * SECOND],
])("what was seen %s", (_, seconds, speed, unseen) => {
  expect(unseenForMs(fresh, last + seconds * SECOND, speed)).toBe(unseen);
});

test("of an operation that takes hours not every look is written down", () => {
  const long = { ...running, startedAtMs: last - 10 * 3600 * SECOND };
  expect(unseenForMs(long, last + 200 * SECOND, 1)).toBeNull();
});

test("after the end, and where there are no servers, nothing is old", () => {
  const later = last + 3600 * SECOND;
  expect(unseenForMs({ ...fresh, endedAtMs: last }, later, 1)).toBeNull();
  expect(unseenForMs({ ...fresh, samples: [] }, later, 1)).toBeNull();
});
