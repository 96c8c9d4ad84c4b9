import { describe, expect, test } from "vitest";
import { connectionId } from "../../shared/model/ids.ts";
import { runningByFleet } from "../../renderer/components/operations/running.ts";
import { fitsQuery } from "../../renderer/screens/fleets/fleet-filter.ts";
import { joinRows, type FleetRow } from "../../renderer/screens/fleets/fleet-rows.ts";
import { fleetTiles, isShownBy } from "../../renderer/screens/fleets/fleet-tiles.ts";
import { aFleet, nowMs, type FleetShape } from "./preview/fleets.ts";
import { aReplacement } from "./preview/operations.ts";

const dayMs = 86_400_000;
const aRow = (shape: FleetShape): FleetRow => ({
  fleet: aFleet(shape),
  connection: null,
  operation: null,
});
const tile = (rows: readonly FleetRow[], name: string) =>
  fleetTiles(rows, 0, () => nowMs).find((one) => one.name === name);

describe("rows", () => {
  const fleets = [
    aFleet({ name: "a", live: 1, servers: 2 }),
    aFleet({ name: "b", live: 1, servers: 2 }),
  ];
  const first = joinRows(fleets, () => null, new Map(), new Map());

  test("that didn't change stay the same objects when another one does", () => {
    const changed = aFleet({ name: "b", live: 1, servers: 3 });
    const next = joinRows([fleets[0] ?? changed, changed], () => null, new Map(), first);
    expect(next.get("practice/a")).toBe(first.get("practice/a"));
    expect(next.get("practice/b")).not.toBe(first.get("practice/b"));
  });

  test("carry the operation that runs on their fleet, and none that has ended", () => {
    const fleet = aFleet({ name: "checkout-web", live: 40, servers: 50, rising: 2 });
    const operation = aReplacement(fleet);
    expect(runningByFleet([operation]).get(fleet.id)).toBe(operation);
    expect(runningByFleet([{ ...operation, status: "failed" }]).size).toBe(0);
  });
});

describe("tiles", () => {
  test("count snowflakes and name the oldest server's fleet", () => {
    const rows = [
      aRow({ name: "a", live: 1, servers: 5, snowflakes: 2 }),
      aRow({ name: "old", live: 1, servers: 5, ageMs: 61 * dayMs }),
    ];
    expect(tile(rows, "snowflakes")).toMatchObject({ value: "2 servers in 1 fleet", tone: "warn" });
    expect(tile(rows, "old")).toMatchObject({ value: "61 d · old", tone: "warn" });
  });

  test("say nothing of fleets that were never read", () => {
    expect(tile([], "short")).toMatchObject({ value: "—", tone: "neutral" });
    expect(tile([], "below-floor")).toMatchObject({ value: "—", tone: "neutral" });
  });

  test("below the floor is bad, and shows just those fleets", () => {
    const row = aRow({ name: "a", live: 1, servers: 10 });
    const low = { ...row, fleet: { ...row.fleet, inService: 3 } };
    expect(tile([row, low], "below-floor")).toMatchObject({ value: "1 fleet", tone: "bad" });
    expect([row, low].filter((one) => isShownBy("below-floor", one, nowMs))).toEqual([low]);
  });
});

describe("the filter", () => {
  const connection = {
    id: connectionId("shop-prod"),
    name: "shop-prod",
    kind: "aws",
    profile: "ops",
    region: "eu-west-1",
    endpoint: null,
    environment: "prod",
    colour: "red",
    readOnly: false,
  } as const;
  const row: FleetRow = { ...aRow({ name: "checkout-web", live: 40, servers: 5 }), connection };

  test.each([
    ["environment", "=", "prod", true],
    ["environment", "!=", "prod", false],
    ["fleet", ":", "CHECK", true],
    ["fleet", "!:", "check", false],
    [undefined, ":", "7.0", true],
  ])("%s %s %s", (propertyKey, operator, value, fits) => {
    const token = { operator, value, ...(propertyKey === undefined ? {} : { propertyKey }) };
    expect(fitsQuery(row, { tokens: [token], operation: "and" })).toBe(fits);
  });
});
