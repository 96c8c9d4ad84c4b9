import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VersionScheme } from "../../../../shared/compare/versions/version-parts.ts";
import { compareVersions, jumpOf } from "../../../../shared/compare/versions/versions.ts";

/** Each line in rising order, as the packagers' own documents and test suites give it. */
const rising: readonly [VersionScheme, readonly string[]][] = [
  ["rpm", ["1.0~rc1", "1.0~rc2", "1.0", "1.0^git1", "1.0^git2", "1.0.1", "1.1", "1.10", "2"]],
  ["rpm", ["1.0-1", "1.0-2", "1.0-10", "1.0.1-1", "1:0.1-1", "2:0.1-1"]],
  ["rpm", ["a", "b", "1", "2", "10", "10.0001", "10.0039"]],
  ["rpm", ["3.0.8-1.amzn2023", "3.0.14-2.amzn2023"]],
  ["rpm", ["1.0~rc1^git1", "1.0", "1.0^20160101~", "1.0^20160101"]],
  ["deb", ["1.0~~", "1.0~~a", "1.0~", "1.0", "1.0a", "1.0+b1", "1.0.1"]],
  ["deb", ["1.2-1", "1.2-1ubuntu1", "1.2-1ubuntu1.1", "1.2-2", "1:1.0-1"]],
  [
    "semver",
    [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "1.0.1",
      "1.10.0",
    ],
  ],
];

describe("compareVersions", () => {
  it.each(rising)("%s keeps the order of %j", (scheme, versions) => {
    for (const [at, version] of versions.entries()) {
      for (const [other, against] of versions.entries()) {
        expect([version, against, Math.sign(compareVersions(version, against, scheme))]).toEqual([
          version,
          against,
          Math.sign(at - other),
        ]);
      }
    }
  });

  it.each([
    ["rpm", "1.0", "1..0"],
    ["rpm", "1.05", "1.5"],
    ["rpm", "0:1.0-1", "1.0-1"],
    ["deb", "1.0-0", "1.0"],
    ["semver", "v1.2.3+build1", "1.2.3"],
    ["semver", "1.2", "1.2.0"],
  ] as const)("%s counts %s and %s as the same", (scheme, a, b) => {
    expect(compareVersions(a, b, scheme)).toBe(0);
  });

  const text = fc.stringMatching(/^(\d:)?[0-9a-c.~^+]{0,6}(-[0-9a-c.]{0,3})?$/);
  it.each(["rpm", "deb", "semver"] as const)("%s is a total order", (scheme) => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const compare = (x: string, y: string) => Math.sign(compareVersions(x, y, scheme));
        expect(compare(a, a)).toBe(0);
        expect(compare(a, b)).toBe(0 - compare(b, a));
        const [ab, bc, ac] = [compare(a, b), compare(b, c), compare(a, c)];
        expect(ab > 0 || bc > 0 || ac <= 0).toBe(true);
        expect(ab !== 0 || ac === bc).toBe(true);
      }),
    );
  });
});

describe("jumpOf", () => {
  it.each([
    ["22.11.0", "24.2.0", "major"],
    ["1.26.2", "1.28.0", "minor"],
    ["6.1.141", "6.1.147", "patch"],
    ["3.0.8-1", "3.0.14-2", "patch"],
    ["2.34-52", "2.34-60", "rebuild"],
    ["1.2.3.4", "1.2.3.5", "patch"],
    ["1.0-1", "1:1.0-1", "other"],
    ["1:1.0-1", "1:2.0-1", "major"],
    ["2.0", "1.9", "downgrade"],
    ["abc", "abd", "other"],
    ["1.0", "1.0", "same"],
    [null, "5.3.0", "added"],
    ["1.34", null, "removed"],
    [null, null, "same"],
  ] as const)("%s to %s is %s", (left, right, jump) => {
    expect(jumpOf(left, right, "rpm")).toBe(jump);
  });
});
