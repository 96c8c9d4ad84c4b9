import { describe, expect, it } from "vitest";
import { expectedEndMs, watchOn, type Watched } from "../../../shared/decide/time-left.ts";
import type { StepState, StepStatus } from "../../../shared/model/operation.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import { stepId } from "../../../shared/model/ids.ts";

const MINUTE_MS = 60_000;

const planOf = (...steps: readonly (readonly [kind: string, minutes: number])[]) =>
  ({
    steps: steps.map(([kind, minutes], index) => ({
      id: stepId(`s${String(index)}`),
      work: { kind },
      expected: { medianMs: minutes * MINUTE_MS, worstMs: 0 },
    })),
  }) as unknown as Plan;

const state = (index: number, status: StepStatus, minutes: number, progress = 0): StepState => ({
  stepId: stepId(`s${String(index)}`),
  status,
  startedAtMs: 0,
  endedAtMs: status === "done" ? minutes * MINUTE_MS : null,
  note: "",
  progress,
  stuck: null,
});

/** Looked at every half minute, at a steady pace. */
function watchedFor(minutes: number, from: number, to: number): Watched {
  let watched = watchOn(null, from, 0);
  for (let look = 1; look <= minutes * 2; look += 1)
    watched = watchOn(watched, from + ((to - from) * look) / (minutes * 2), look * 30_000);
  return watched;
}

const minutesLeft = (...args: Parameters<typeof expectedEndMs>) =>
  ((expectedEndMs(...args) ?? NaN) - args[4]) / MINUTE_MS;

describe("waves and batches", () => {
  const plan = planOf(["raise", 4], ["soak", 10], ["raise", 4]);

  it("a rise that took twice as long as planned makes the next one longer, and no soak", () => {
    const states = [state(0, "done", 8), state(1, "running", 0)];
    expect(minutesLeft(plan, states, "running", { leftMs: 3 * MINUTE_MS }, 0)).toBe(3 + 8);
  });

  it("a rise of hours (it was paused) says no more than three times, a quick one no less than half", () => {
    const after = (minutes: number) =>
      minutesLeft(plan, [state(0, "done", minutes), state(1, "done", 10)], "running", null, 0);
    expect(after(480)).toBe(12);
    expect(after(0.1)).toBe(2);
  });

  it("half of the batches in twelve watched minutes are twelve more, whatever was planned", () => {
    const batches = planOf(["grow-and-shed", 6]);
    const said = { leftMs: null, watched: watchedFor(12, 0, 0.5) };
    const left = minutesLeft(batches, [state(0, "running", 0, 0.5)], "running", said, 0);
    expect(left).toBeGreaterThan(7);
    expect(left).toBeLessThanOrEqual(12);
  });
});

describe("what wasn't watched makes nothing look slow", () => {
  const plan = planOf(["raise", 10]);

  it("a pause of eight hours", () => {
    const before = watchedFor(4, 0, 0.4);
    const after = watchOn(before, 0.5, 8 * 60 * MINUTE_MS);
    const said = { leftMs: null, watched: after };
    const left = minutesLeft(plan, [state(0, "running", 0, 0.5)], "running", said, 9e7);
    expect(left).toBeGreaterThan(4);
    expect(left).toBeLessThan(6);
  });

  it("a restart in the middle: the pace is that of what was seen since", () => {
    const said = { leftMs: null, watched: watchedFor(2, 0.5, 0.7) };
    const left = minutesLeft(plan, [state(0, "running", 0, 0.7)], "running", said, 9e7);
    expect(left).toBeCloseTo(3, 5);
  });

  it("right after a restart, by what was planned", () => {
    const said = { leftMs: null, watched: watchOn(null, 0.5, 9e7) };
    expect(minutesLeft(plan, [state(0, "running", 0, 0.5)], "running", said, 9e7)).toBe(5);
  });
});

it("while somebody is asked nobody knows; before, what is usual counts", () => {
  const plan = planOf(["raise", 4], ["gate", 10]);
  const asks = { ...plan.steps[1]?.work, gate: { kind: "approval" } };
  const asking = {
    steps: plan.steps.map((step, index) => (index === 1 ? { ...step, work: asks } : step)),
  } as unknown as Plan;
  const through = state(0, "done", 4);
  expect(expectedEndMs(asking, [through, state(1, "running", 0)], "running", null, 0)).toBeNull();
  expect(minutesLeft(asking, [state(0, "running", 0)], "running", null, 0)).toBe(14);
});

it("without any progress the planned time runs down to a tenth", () => {
  const plan = planOf(["raise", 10]);
  const left = (minutes: number) =>
    minutesLeft(
      plan,
      [state(0, "running", 0)],
      "running",
      { leftMs: null, watched: watchedFor(minutes, 0, 0) },
      0,
    );
  expect([left(4), left(60)]).toEqual([6, 1]);
});

it("what is being ended has no steps to come that would take their time", () => {
  const plan = planOf(["raise", 4], ["raise", 90], ["release", 1]);
  const states = [state(0, "done", 4), state(1, "failed", 3), state(2, "running", 0)];
  expect(expectedEndMs(plan, states, "stopping", null, 0)).toBeNull();
});
