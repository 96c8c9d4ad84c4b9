import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { connectionId, operationId } from "../../../shared/model/ids.ts";
import type { OperationSummary } from "../../../shared/model/operation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { releasedTogether } from "../../../shared/rules/released-together.ts";
import { aConnection } from "../../builders/connection.ts";
import { HOUR_MS, MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet, type FleetBuilder } from "../../builders/world.ts";

const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
const derived = (fleet: FleetBuilder): FleetView => {
  const [found] = deriveFleets(fleet.facts(), about);
  if (!found) throw new Error("There is a fleet");
  return found;
};
const warm = (name: string) =>
  derived(
    aFleet(name)
      .withGeneration(1, (group) => group.parked().tagged({ [TAG.servedUntil]: "2026-11-20" }))
      .withGeneration(2),
  );
const [web, shop] = [warm("web"), warm("shop")];

function released(fleet: FleetView, over: Partial<OperationSummary> = {}): OperationSummary {
  return {
    id: operationId(`op-${fleet.name}-${over.kind ?? "replace"}`),
    kind: "replace",
    connectionId: connectionId("c1"),
    fleetId: fleet.id,
    fleetName: fleet.name,
    title: "",
    status: "succeeded",
    phase: "",
    progress: 1,
    startedAtMs: NOW_MS - HOUR_MS,
    endedAtMs: NOW_MS,
    expectedEndMs: null,
    who: "ada",
    reason: "",
    changeNumber: null,
    outcome: null,
    stuck: null,
    ...over,
  };
}
const longAgo = NOW_MS - 5 * HOUR_MS;

describe("what was released together with a fleet", () => {
  const cases: readonly (readonly [
    string,
    Partial<OperationSummary>,
    Partial<OperationSummary>,
  ])[] = [
    ["started together", { release: "r" }, { release: "r", startedAtMs: longAgo, who: "ben" }],
    [
      "same change, CHG-1",
      { changeNumber: "CHG-1" },
      { changeNumber: "CHG-1", startedAtMs: longAgo, who: "ben" },
    ],
    ["by ada within 10 min", {}, { startedAtMs: NOW_MS - HOUR_MS - 10 * MINUTE_MS }],
  ];
  it.each(cases)("%s", (why, own, other) => {
    const found = releasedTogether(web, [shop, web], [released(web, own), released(shop, other)]);
    expect(found.map(({ fleet, to }) => [fleet.name, to?.label])).toEqual([
      ["web", "v1"],
      ["shop", "v1"],
    ]);
    expect(found[1]?.why).toBe(why);
  });

  const apart: readonly (readonly [string, readonly OperationSummary[]])[] = [
    ["somebody else's", [released(web), released(shop, { who: "ben" })]],
    ["long ago", [released(web), released(shop, { startedAtMs: longAgo })]],
    [
      "rolled back meanwhile",
      [released(web), released(shop), released(shop, { kind: "rollback", startedAtMs: NOW_MS })],
    ],
    ["never released here", [released(shop)]],
  ];
  it.each(apart)("is none that was %s", (_, operations) => {
    expect(releasedTogether(web, [shop, web], operations)).toHaveLength(1);
  });

  it("one that can't return is in it, without a way", () => {
    const stuck = derived(aFleet("shop").withCold(1, null).withGeneration(2));
    const found = releasedTogether(web, [stuck, web], [released(web), released(stuck)]);
    expect(found.map(({ to }) => to?.label)).toEqual(["v1", undefined]);
  });
});
