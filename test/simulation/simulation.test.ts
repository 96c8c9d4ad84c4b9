/** A fixed set of seeds, every seed that ever failed, and the shortest histories of those. More: `npm run simulate`. */
import { describe, expect, it } from "vitest";
import { ONCE_FAILED, ONCE_FAILED_SEEDS } from "./once-failed.ts";
import { drawScenario } from "./scenario/draw.ts";
import { scenarioWords } from "./scenario/words.ts";
import { simulate, type AnyScenario } from "./simulate.ts";

const FIXED_SEEDS = 200;
/** Of the wall's time: a run of hundreds of servers beside a busy machine's other work. */
const TIMEOUT_MS = 180_000;
const fixed = Array.from({ length: FIXED_SEEDS }, (_, index) => index + 1);

async function expectToHold(scenario: AnyScenario): Promise<void> {
  const { problems, story } = await simulate(scenario);
  expect(problems, [`seed ${String(scenario.seed)}`, ...story].join("\n")).toEqual([]);
}

describe("whatever goes wrong, the fleet is served and every operation ends", () => {
  const seeds = [...new Set([...fixed, ...ONCE_FAILED_SEEDS])];
  it.each(seeds)("seed %i", { timeout: TIMEOUT_MS }, async (seed) => {
    await expectToHold(drawScenario(seed));
  });

  it.each(ONCE_FAILED)("what once failed: $what", async ({ scenario }) => {
    await expectToHold(scenario);
  });
});

describe("a seed", () => {
  it("is the same again, call by call", async () => {
    const [first, second] = [await simulate(drawScenario(7)), await simulate(drawScenario(7))];
    expect(first.calls.length).toBeGreaterThan(0);
    expect(second.traceHash).toBe(first.traceHash);
    expect(second.story).toEqual(first.story);
    expect((await simulate(drawScenario(12))).traceHash).not.toBe(first.traceHash);
  });

  it("says what it is about in words", () => {
    const words = scenarioWords(drawScenario(5));
    expect(words[0]).toMatch(/^\d+ servers of [a-z-]+ in [13] zones/);
  });
});
