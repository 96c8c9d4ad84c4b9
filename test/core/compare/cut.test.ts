/** Lists that were cut: what they don't have is unknown on every screen, in every export, never added, removed or closed. */
import { describe, expect, it } from "vitest";
import { compareSides } from "../../../shared/compare/compare.ts";
import type { HoleFile } from "../../../shared/compare/holes/advisory.ts";
import { contentsOf } from "../../../shared/compare/holes/contents.ts";
import { holeReport } from "../../../shared/compare/holes/hole-report.ts";
import { imageSide } from "../../../shared/compare/sides.ts";
import type { CutFact, Manifest } from "../../../shared/model/manifest.ts";
import { anImage } from "../../builders/image.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aWorld } from "../../builders/world.ts";

const cut: CutFact = { what: "packages", kept: 1200, of: 5000 };
type Listed = Readonly<Record<string, string>>;

function aManifest(listed: Listed, isCut: boolean): Manifest {
  return {
    ...{ imageId: null, takenAtMs: NOW_MS, kernel: "6.1", files: [], users: [], services: [] },
    ...{ ports: [], diskUsedMib: null, bootSeconds: null, system: "Debian GNU/Linux 12" },
    packages: Object.entries(listed).map(([name, version]) => ({
      ...{ name, version, arch: "amd64", source: "deb", repository: `of-${name}` },
    })),
    ...(isCut ? { cut: [cut] } : {}),
  };
}
const facts = aWorld().image(anImage("ami-1")).facts();
const subject = { kind: "image", connectionId: "c", imageId: "ami-1" } as const;
const sideOf = (manifest: Manifest | null) =>
  imageSide(subject, facts, {
    ...{ imageId: "ami-1", manifest, tests: [], recipeName: null, recipeText: null },
    ...{ bakedByOperation: null, recordedAtMs: NOW_MS },
  });
const whole = (listed: Listed) => aManifest(listed, false);
const left = (listed: Listed) => aManifest(listed, true);
const compared = (...sides: readonly (Manifest | null)[]) => compareSides(sides.map(sideOf));
const jumps = (...sides: readonly (Manifest | null)[]) =>
  compared(...sides).packages?.map(
    ({ name, jump, versions, unknownAt }) =>
      `${name} ${jump} ${versions.map((version, at) => (unknownAt.includes(at) ? "?" : (version ?? "-"))).join(",")}`,
  );

describe("a comparison with a list that was cut", () => {
  it.each<[string, readonly (Manifest | null)[], readonly string[]]>([
    ["the new one: nothing is removed", [whole({ a: "1" }), left({})], ["a unknown 1,?"]],
    ["the old one: nothing is added", [left({}), whole({ a: "1" })], ["a unknown ?,1"]],
    ["both", [left({ a: "1" }), left({ b: "1" })], ["a unknown 1,?", "b unknown ?,1"]],
    ["what both list is compared", [left({ a: "1.0" }), left({ a: "2.0" })], ["a major 1.0,2.0"]],
    ["what a whole list lacks isn't there", [whole({}), left({ a: "1" })], ["a added -,1"]],
    [
      "the one in the middle: its neighbours are compared",
      [whole({ a: "1.0" }), left({}), whole({ a: "2.0" })],
      ["a major 1.0,?,2.0"],
    ],
    ["the first of three", [left({}), whole({ a: "1" }), whole({ a: "1" })], ["a unknown ?,1,1"]],
    ["beside an unknown side", [null, whole({ a: "1" }), left({})], ["a unknown ?,1,?"]],
    ["beside whole ones", [whole({ a: "1" }), whole({})], ["a removed 1,-"]],
  ])("%s", (_what, sides, wanted) => {
    expect(jumps(...sides)).toEqual(wanted);
  });

  const comparison = compared(whole({ a: "1", b: "1", c: "1.0" }), left({ c: "2.0" }));

  it("says so of the side, and counts what can't be told apart from what differs", () => {
    expect(comparison.sides.map((side) => side.cut)).toEqual([null, cut]);
    expect(comparison.sides[1]?.notes).toEqual([
      "1,200 of 5,000 packages known; whatever isn't listed is unknown, not absent.",
    ]);
    expect(comparison.counts).toMatchObject({ unknown: 2, removed: 0, added: 0, major: 1 });
  });

  it("calls no repository unused that only its cut list doesn't name", () => {
    const sources = comparison.items.filter(({ area }) => area === "package source");
    expect(sources.map(({ item, unknownAt, same }) => [item, unknownAt, same])).toEqual([
      ["of-a", [1], false],
      ["of-b", [1], false],
      ["of-c", [], true],
    ]);
  });
});

describe("known holes of a list that was cut", () => {
  const file: HoleFile = {
    ...{ name: "osv.json", format: "OSV", total: 1, newestMs: null, unreadable: 0 },
    ecosystems: { "Debian:12": 1 },
    advisories: [
      {
        ...{ id: "DSA-1", aliases: [], summary: "", severity: "high" },
        affected: [
          {
            ...{ ecosystem: "Debian:12", name: "a", archs: null, versions: [], onlyIf: null },
            ranges: [{ introduced: null, fixed: "2", lastAffected: null }],
          },
        ],
      },
    ],
  };
  const outcomes = (...sides: readonly Manifest[]) => {
    const { rows, coverage } = holeReport(contentsOf(compared(...sides)), [file]);
    return { rows: rows.map(({ outcome, states }) => `${outcome} ${states.join(",")}`), coverage };
  };

  it.each<[string, readonly Manifest[], readonly string[]]>([
    ["isn't closed", [whole({ a: "1", b: "1" }), left({ b: "1" })], ["maybe open,unlisted"]],
    ["isn't opened", [left({ b: "1" }), whole({ a: "1", b: "1" })], ["maybe unlisted,open"]],
    ["may be open", [whole({ a: "3", b: "1" }), left({ b: "1" })], ["maybe closed,unlisted"]],
    ["is closed where both list it", [left({ a: "1" }), left({ a: "3" })], ["closed open,closed"]],
    ["of what nobody lists no word is said", [left({ b: "1" }), left({ b: "2" })], []],
    [
      "is gone with a package of whole lists",
      [whole({ a: "1" }), whole({})],
      ["closed open,absent"],
    ],
  ])("one %s", (_what, sides, wanted) => {
    expect(outcomes(...sides).rows).toEqual(wanted);
  });

  it("a file's share of the packages counts those that the list leaves out", () => {
    expect(outcomes(whole({ a: "1" }), left({ a: "1" })).coverage).toMatchObject([
      { packages: 1, known: 1, unlisted: 3800 },
    ]);
  });
});
