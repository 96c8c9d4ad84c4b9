import { describe, expect, it } from "vitest";
import { exactlyOnceProblems, type Effect, type Written } from "./exactly-once.ts";

const effect = (name: string, isDone = true, token: string | null = null): Effect => ({
  name,
  token,
  isDone,
});
const written = (name: string, outcome: Written["outcome"] = "ok"): Written => ({ name, outcome });

describe("effects against what was written down", () => {
  it.each<[string, readonly Effect[], readonly Written[], RegExp | null]>([
    ["one of each", [effect("Suspend")], [written("Suspend")], null],
    ["asked for and never answered", [effect("Suspend")], [written("Suspend", "unknown")], null],
    ["written down and never asked for", [], [written("Suspend", null)], null],
    ["refused by AWS", [effect("Suspend", false)], [written("Suspend", "failed")], null],
    [
      "twice with one token is once",
      [effect("Run", true, "t"), effect("Run", true, "t")],
      [written("Run")],
      null,
    ],
    ["one that nobody wrote down", [effect("Delete")], [], /1 times, and 0 were written/],
    [
      "twice for one intent",
      [effect("Detach"), effect("Detach")],
      [written("Detach")],
      /2 times, and 1 were/,
    ],
    ["noted as done, and it was not", [], [written("Detach")], /noted as done 1 times/],
  ])("%s", (_what, effects, intents, problem) => {
    const problems = exactlyOnceProblems(effects, intents);
    expect(problems).toHaveLength(problem ? 1 : 0);
    if (problem) expect(problems[0]).toMatch(problem);
  });
});
