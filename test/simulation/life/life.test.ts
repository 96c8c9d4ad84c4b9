/** A fixed set of seeds about images, few and small. More: `npm run simulate -- --operation images`. */
import { describe, expect, it } from "vitest";
import { ANY } from "../scenario/draw.ts";
import { simulate } from "../simulate.ts";
import { drawLife } from "./scenario/draw.ts";
import { LIVES } from "./scenario/scenario.ts";
import { smallerLives } from "./scenario/smaller.ts";
import { lifeWords } from "./scenario/words.ts";

const FIXED_SEEDS = 2;
const TIMEOUT_MS = 180_000;
const seeds = LIVES.flatMap((life) =>
  Array.from({ length: FIXED_SEEDS }, (_, index) => [life, index + 1] as const),
);

describe("whatever goes wrong, images come to what was planned or stay as they were", () => {
  it.each(seeds)("%s, seed %i", { timeout: TIMEOUT_MS }, async (life, seed) => {
    const scenario = drawLife(seed, life, { ...ANY, servers: 1 });
    const { problems, story } = await simulate(scenario);
    expect(problems, [`${life} ${String(seed)}`, ...story].join("\n")).toEqual([]);
  });
});

describe("a seed about images", () => {
  it("is the same again, call by call", async () => {
    const drawn = () => drawLife(3, "retention", ANY);
    const [first, second] = [await simulate(drawn()), await simulate(drawn())];
    expect(first.calls.length).toBeGreaterThan(0);
    expect(second.traceHash).toBe(first.traceHash);
    expect(second.story).toEqual(first.story);
  });

  it("draws every kind, and says what it is about in words", () => {
    const drawn = Array.from({ length: 60 }, (_, seed) => drawLife(seed, "images", ANY));
    expect(new Set(drawn.map(({ life }) => life))).toEqual(new Set(LIVES));
    for (const scenario of drawn) expect(lifeWords(scenario)[0]).toContain(scenario.life);
  });

  it("can be made smaller, part by part, until hardly anything is left of it", () => {
    let scenario = drawLife(7, "campaign", { ...ANY, faults: "heavy" });
    for (let turn = 0; turn < 200; turn += 1) {
      const [smaller] = smallerLives(scenario);
      if (!smaller) break;
      scenario = smaller;
    }
    expect([...smallerLives(scenario)]).toEqual([]);
    expect(scenario).toMatchObject({ rules: [], colleague: [], broken: null });
    expect(scenario.fleets).toHaveLength(1);
  });
});
