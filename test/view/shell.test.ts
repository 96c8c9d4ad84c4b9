import { describe, expect, test } from "vitest";
import { links } from "../../renderer/links.ts";
import { fittingEntries, paletteEntries } from "../../renderer/shell/palette-entries.ts";
import { fitOf } from "../../renderer/ui/fuzzy.ts";
import { compareKeys, gridItems } from "../../renderer/ui/grid-items.ts";
import { matchPath, splitHash } from "../../renderer/ui/hash-path.ts";
import { aFleet, serversOf } from "./preview/fleets.ts";

describe("places", () => {
  test("a link leads to the pattern that its screen has, whatever is in the id", () => {
    const { path } = splitHash(links.fleet("practice/a b#%"));
    expect(matchPath("/fleets/:fleetId", path)).toEqual({ fleetId: "practice/a b#%" });
  });

  test("a broken escape is taken as it is", () => {
    expect(matchPath("/fleets/:fleetId", "/fleets/%zz")).toEqual({ fleetId: "%zz" });
  });

  test("queries hold what is given and nothing else", () => {
    expect(splitHash(links.images({ image: "ami-1" })).query.toString()).toBe("image=ami-1");
    expect(links.images()).toBe("#/images");
  });
});

describe("the palette", () => {
  const fleets = [
    aFleet({ name: "checkout-web", live: 40, servers: 3, warm: true }),
    aFleet({ name: "catalog-api", live: 118, servers: 3 }),
  ];
  const servers = fleets.flatMap(serversOf);
  const entries = paletteEntries({ fleets, images: [], servers, operations: [] });
  const found = (query: string) => fittingEntries(entries, query, 10);

  test("offers to roll back by name", () => {
    expect(found("roll checkout")[0]).toMatchObject({ text: "Roll back checkout-web to v39" });
  });

  test("finds a server by its id and shows no servers unasked", () => {
    const id = servers[0]?.id ?? "";
    expect(found(id)[0]).toMatchObject({ group: "Server", text: id });
    expect(fittingEntries(entries, "", 100).some(({ group }) => group === "Server")).toBe(false);
  });

  test("finds nothing for nonsense", () => {
    expect(found("zzqqy")).toEqual([]);
  });
});

test("beginnings of words fit best", () => {
  expect(fitOf("checkout-web", "check")).toBeGreaterThan(fitOf("checkout-web", "web"));
  expect(fitOf("checkout-web", "web")).toBeGreaterThan(fitOf("checkout-web", "heck"));
  expect(fitOf("checkout-web", "xyz")).toBe(0);
});

describe("grids", () => {
  test("unknown values come last both ways", () => {
    for (const descending of [false, true])
      expect(
        [3, null, 1].toSorted((left, right) => compareKeys(left, right, descending)).at(-1),
      ).toBeNull();
  });

  test("names sort as people count", () => {
    expect(compareKeys("v9", "v10", false)).toBeLessThan(0);
  });

  test("groups have a heading with their count", () => {
    const items = gridItems(
      ["b1", "a1", "a2"],
      (row) => row,
      (row) => row.charAt(0),
    );
    expect(items.map(({ key }) => key)).toEqual(["group a", "a1", "a2", "group b", "b1"]);
  });
});
