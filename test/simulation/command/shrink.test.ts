import { describe, expect, it } from "vitest";
import { drawScenario } from "../scenario/draw.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Verdict } from "../simulate.ts";
import { shrink } from "./shrink.ts";

const verdict = (seed: number, problems: readonly string[]): Verdict => ({
  seed,
  problems,
  refusals: [],
  operations: 1,
  story: [],
  calls: [],
  traceHash: "",
  virtualMs: 0,
});

/** Fails by the lost replies alone, from three servers on; by something else where there is a user. */
function run(scenario: Scenario): Promise<Verdict> {
  const { seed, rules, fleet, deeds } = scenario;
  const isLost = rules.some(({ effect }) => effect.kind === "reply-lost") && fleet.servers >= 3;
  const problems = isLost ? [`op-1: ${String(fleet.servers)} servers of web-v001 are lost`] : [];
  if (deeds.some(({ user }) => user.length > 0)) problems.push("somebody spoke");
  return Promise.resolve(verdict(seed, problems));
}

function aFailing(): Scenario {
  for (let seed = 1; ; seed += 1) {
    const drawn = drawScenario(seed);
    const has = (kind: string) => drawn.rules.some(({ effect }) => effect.kind === kind);
    if (has("reply-lost") && has("throttle") && drawn.fleet.servers >= 6 && drawn.deeds.length > 1)
      return drawn;
  }
}

describe("the shortest history", () => {
  it("keeps what the failure needs, and nothing else", async () => {
    const first = aFailing();
    const failed = verdict(first.seed, ["op-2: 8 servers of web-v007 are lost"]);
    const { scenario } = await shrink(first, failed, { run, mayGoOn: () => true });
    expect(scenario.rules.map(({ effect }) => effect.kind)).toEqual(["reply-lost"]);
    expect(scenario.fleet).toMatchObject({ servers: 3, targetGroups: 0, traits: [], settings: {} });
    expect(scenario.deeds).toHaveLength(1);
    expect(scenario.deeds[0]).toMatchObject({ user: [], ends: [] });
    expect([scenario.colleague, scenario.ambushes]).toEqual([[], []]);
  });

  it("stays with its own failure: another one is no shorter history of it", async () => {
    const first = aFailing();
    const failed = verdict(first.seed, ["the journal doesn't verify"]);
    const shrunk = await shrink(first, failed, { run, mayGoOn: () => true });
    expect(shrunk.scenario).toBe(first);
    expect(shrunk.tries).toBeGreaterThan(3);
  });

  it("ends when its time is up", async () => {
    const first = aFailing();
    const failed = await run(first);
    const shrunk = await shrink(first, failed, { run, mayGoOn: () => false });
    expect(shrunk).toMatchObject({ scenario: first, tries: 0 });
  });
});
