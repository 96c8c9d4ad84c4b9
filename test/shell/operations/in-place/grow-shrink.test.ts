import { describe, expect, it } from "vitest";
import {
  anInPlaceConsole,
  cameTo,
  DONE,
  groupsOf,
  idsOf,
  leastServing,
  ownOf,
} from "./in-place-region.ts";

const FLEET = "checkout-web";
const how = {
  strategy: "grow-shrink",
  batch: 6,
  batchSoakMs: 60_000,
  soakMs: 60_000,
  gates: [],
  onFailure: "hold",
} as const;

async function aReplacement(changes: Partial<typeof how> = {}) {
  const console = anInPlaceConsole();
  const plan = await console.replaceBy(FLEET, await console.otherImage(FLEET), {
    ...how,
    ...changes,
  });
  const name = groupsOf(plan).to;
  const before = await console.group(name);
  return { console, plan, name, before, least: leastServing(console, name) };
}

describe("grow and shrink, forward", () => {
  it("replaces 20 servers in one group, never with fewer, and gives the group back as it was", async () => {
    const { console, plan, name, before, least } = await aReplacement();
    const detail = await console.carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    const after = await console.group(name);
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(idsOf(after).filter((id) => idsOf(before).includes(id))).toEqual([]);
    expect(least()).toBeGreaterThanOrEqual(20);
    expect(await console.serving(plan)).toBe(20);
    expect(detail.samples.at(0)).toMatchObject({ from: 20, to: 0 });
    expect(detail.samples.at(-1)).toMatchObject({ from: 0, to: 20 });
    const fleet = await console.fleet(FLEET);
    const live = fleet.generations.find(({ id }) => id === fleet.liveId);
    expect(live).toMatchObject({ label: groupsOf(plan).toLabel, inService: 20, state: "live" });
    expect(fleet.findings.filter(({ kind }) => kind === "other-template-version")).toEqual([]);
  });
});
