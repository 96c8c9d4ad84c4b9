/** What a seed is about: a fleet, as ever; or the life of images, where that is asked for. */
import { drawScenario } from "../../scenario/draw.ts";
import { scenarioWords } from "../../scenario/words.ts";
import type { AnyScenario } from "../../simulate.ts";
import type { DrawWish } from "./draw.ts";
import { drawLife } from "./draw.ts";
import { lifeWords } from "./words.ts";

export const drawAny = (seed: number, wish: DrawWish): AnyScenario =>
  wish.life === null ? drawScenario(seed, wish) : drawLife(seed, wish.life, wish);

export const wordsOf = (scenario: AnyScenario): string[] =>
  "life" in scenario ? lifeWords(scenario) : scenarioWords(scenario);
