import { describe, expect, test } from "vitest";
import type { PastRun } from "../../../../shared/model/facts/outlook-facts.ts";
import { withOwnTimes } from "../../../../shared/plan/outlook/history.ts";
import { sumWords, usdWords } from "../../../../shared/plan/outlook/money.ts";
import { listPrice } from "../../../../shared/prices/price-book.ts";
import { HOUR_MS, MINUTE_MS } from "../../../builders/time.ts";
import { outlookFor, planFor, six } from "./cases.ts";

describe("money", () => {
  test("the new servers from their start, and the old ones while warm", () => {
    const plan = planFor(six());
    const { money } = outlookFor(six());
    const warmHours = 6;
    const most = warmHours + (6 * plan.expected.worstMs) / HOUR_MS;
    expect(money.extraServerHours).toBeGreaterThan(warmHours);
    expect(money.extraServerHours).toBeLessThan(most);
    expect(money.usd).toBeCloseTo(money.extraServerHours * 0.096, 6);
    expect(money.basis).toMatch(
      /m5.large at \$0.096 an hour: AWS's list price .* us-east-1, as of 2026/,
    );
    expect(money.basis).toMatch(/6 old servers cost \$0.58 an hour until retired/);
  });
  test("a price that isn't known stays unknown", () => {
    const { money } = outlookFor(six(), { region: "ap-south-2" });
    expect(money.usd).toBeNull();
    expect(money.basis).toMatch(/no price of m5.large in ap-south-2 is known/);
  });
  test("what the connection says goes before the list", () => {
    const prices = [{ instanceType: "m5.large", usdPerHour: 0.05 }];
    const { money } = outlookFor(six(), { region: "ap-south-2", prices });
    expect(money.usd).toBeCloseTo(money.extraServerHours * 0.05, 6);
    expect(money.basis).toMatch(/as set for this connection/);
  });
  test.each([
    ["us-east-1", "c7i.large", 0.08925],
    ["us-east-1", "t3.medium", 0.0416],
    ["us-east-1", "m5.24xlarge", 4.608],
    ["eu-west-1", "m7i.xlarge", 0.2247],
    ["eu-west-1", "m5.metal", null],
    ["us-east-1", "p5.48xlarge", null],
    ["mars-1", "m5.large", null],
  ])("the list price in %s of %s is %s", (region, type, usd) => {
    const price = listPrice(region, type)?.usdPerHour ?? null;
    if (usd === null) expect(price).toBeNull();
    else expect(price).toBeCloseTo(usd, 4);
  });
  test.each([
    [12.3, "$12.30"],
    [0.0875, "$0.0875"],
    [0.11235, "$0.11235"],
    [0.05, "$0.05"],
    [0, "$0.00"],
  ])("%d USD is %s", (usd, words) => expect(usdWords(usd)).toBe(words));
});

const run = (minutes: number, raiseMinutes: number, over: Partial<PastRun> = {}): PastRun => ({
  kind: "replace",
  strategy: "parallel",
  durationMs: minutes * MINUTE_MS,
  steps: [
    { kind: "raise", durationMs: raiseMinutes * MINUTE_MS },
    { kind: "soak", durationMs: 99 * MINUTE_MS },
  ],
  ...over,
});

test.each([
  [0.2814, "$0.28"],
  [0.004, "under $0.01"],
  [0, "$0.00"],
])("%d USD are, as a sum, %s", (usd, words) => expect(sumWords(usd)).toBe(words));

describe("this fleet's own history", () => {
  test("median and worst of its runs of the same kind and strategy", () => {
    const past = [run(20, 2), run(90, 9), run(30, 3), run(1, 1, { strategy: "refresh" })];
    expect(outlookFor(six(), { around: { past } }).history).toEqual({
      runs: 3,
      expected: { medianMs: 30 * MINUTE_MS, worstMs: 90 * MINUTE_MS },
    });
  });
  test("none is none", () => {
    const past = [run(20, 2, { kind: "rollback", strategy: null })];
    expect(outlookFor(six(), { around: { past } }).history).toBeNull();
  });
  test("steps take what they took before; soaks what was chosen", () => {
    const before = planFor(six());
    const plan = withOwnTimes(before, [run(20, 2), run(90, 9), run(30, 3)]);
    const times = plan.steps.map(({ work, expected }) => [work.kind, expected.medianMs]);
    const soaks = before.steps.filter(({ work }) => work.kind === "soak");
    expect(times.filter(([kind]) => kind === "raise").map(([, ms]) => ms)).toEqual(
      before.steps.filter(({ work }) => work.kind === "raise").map(() => 3 * MINUTE_MS),
    );
    expect(times.filter(([kind]) => kind === "soak").map(([, ms]) => ms)).toEqual(
      soaks.map(({ expected }) => expected.medianMs),
    );
    expect(plan.expected.medianMs).toBe(
      plan.steps.reduce((sum, { expected }) => sum + expected.medianMs, 0),
    );
  });
});
