/** What a user does beside its words: skips soaks, clears what holds a step, answers a gate that asks. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import { MINUTE } from "./minute.ts";
import type { Hand } from "./scenario.ts";

export function drawHand(chance: Chance): Hand {
  return {
    skipsSoaks: chance.next() < 0.15,
    clearsAfterMs: chance.next() < 0.5 ? Math.round(chance.between(0, 10 * MINUTE)) : null,
    answer: chance.pick(["go on", "go on", "go on", "no", null]),
    answersAfterMs: Math.round(chance.between(0, chance.pick([MINUTE, 12 * MINUTE]))),
  };
}
