import { describe, expect, it } from "vitest";
import type { GrowShrinkIntent } from "../../../../shared/model/intent.ts";
import { until } from "../console.ts";
import {
  anInPlaceConsole,
  cameTo,
  DONE,
  groupsOf,
  idsOf,
  leastServing,
  ownOf,
  versionsOf,
  why,
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
type Changes = Partial<Pick<GrowShrinkIntent, "batch" | "batchSoakMs" | "soakMs">>;

async function aReplacement(changes: Changes = {}) {
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

describe("grow and shrink, back", () => {
  it("returns in flight from where it is, never with fewer", async () => {
    const { console, plan, name, before, least } = await aReplacement();
    const { operations } = console;
    const id = operations.start(plan, why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) > 8);
    const { fromLabel } = groupsOf(plan);
    const back = await console.rollback(FLEET, fromLabel, id);
    expect(back.floor).toBe(20);
    await operations.supersede(id, "Rolled back by ada");
    const detail = await console.ended(operations.start(back, why));
    expect(cameTo(detail)).toEqual(DONE);
    const after = await console.group(name);
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(versionsOf(after)).toEqual(versionsOf(before));
    expect(least()).toBeGreaterThanOrEqual(20);
    expect(detail.samples.at(-1)).toMatchObject({ from: 0, to: 20 });
    const fleet = await console.fleet(FLEET);
    expect(fleet.generations.find((one) => one.id === fleet.liveId)?.label).toBe(fromLabel);
  });

  it("returns after the end, in the same group", async () => {
    const { console, plan, name, before, least } = await aReplacement({ batch: 20 });
    expect(cameTo(await console.carryOut(plan))).toEqual(DONE);
    const back = await console.rollback(FLEET, groupsOf(plan).fromLabel);
    expect(back.title).toContain(`in ${name}`);
    expect(cameTo(await console.carryOut(back))).toEqual(DONE);
    const after = await console.group(name);
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(versionsOf(after)).toEqual(versionsOf(before));
    expect(least()).toBeGreaterThanOrEqual(20);
  });
});
