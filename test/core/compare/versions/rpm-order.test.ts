/** What RPM itself expects of its order, as its test suite's table gives it (rpmvercmp.at): facts, one pair a line. */
import { expect, it } from "vitest";
import { compareVersions } from "../../../../shared/compare/versions/versions.ts";

/** Left is older (`<`), newer (`>`) or counts as the same (`=`). */
const pairs: readonly [string, "<" | "=" | ">", string][] = [
  ["1.0", "=", "1.0"],
  ["1.0", "<", "2.0"],
  ["2.0", "<", "2.0.1"],
  ["2.0.1a", ">", "2.0.1"],
  ["5.5p1", "<", "5.5p2"],
  ["5.5p1", "<", "5.5p10"],
  ["10xyz", "<", "10.1xyz"],
  ["xyz10", "<", "xyz10.1"],
  ["xyz.4", "=", "xyz.4"],
  ["xyz.4", "<", "8"],
  ["xyz.4", "<", "2"],
  ["5.5p2", "<", "5.6p1"],
  ["5.6p1", "<", "6.5p1"],
  ["6.0.rc1", ">", "6.0"],
  ["10b2", ">", "10a1"],
  ["10a2", "<", "10b2"],
  ["1.0a", "<", "1.0aa"],
  ["10.0001", "=", "10.1"],
  ["10.0001", "<", "10.0039"],
  ["4.999.9", "<", "5.0"],
  ["20101121", "<", "20101122"],
  ["2_0", "=", "2.0"],
  ["a+", "=", "a_"],
  ["+a", "=", "_a"],
  ["_+", "=", "+_"],
  ["+", "=", "_"],
  ["1.0~rc1", "=", "1.0~rc1"],
  ["1.0~rc1", "<", "1.0"],
  ["1.0~rc1", "<", "1.0~rc2"],
  ["1.0~rc1~git123", "<", "1.0~rc1"],
  ["1.0^", ">", "1.0"],
  ["1.0^git1", ">", "1.0"],
  ["1.0^git1", "<", "1.0^git2"],
  ["1.0^git1", "<", "1.01"],
  ["1.0^20160101", "<", "1.0.1"],
  ["1.0^20160101^git1", "<", "1.0^20160102"],
  ["1.0~rc1^git1", ">", "1.0~rc1"],
  ["1.0^git1~pre", "<", "1.0^git1"],
  ["1b.fc17", "<", "1.fc17"],
  ["1g.fc17", ">", "1.fc17"],
  ["1.1.α", "=", "1.1.β"],
  ["1.1.αα", "=", "1.1.α"],
  ["0", "=", "00000000000000000000"],
  ["18446744073709551616", ">", "18446744073709551615"],
];
const signs = { "<": -1, "=": 0, ">": 1 } as const;

it.each(pairs)("%s %s %s, and the other way round", (left, sign, right) => {
  expect(Math.sign(compareVersions(left, right, "rpm"))).toBe(signs[sign]);
  expect(Math.sign(compareVersions(right, left, "rpm"))).toBe(0 - signs[sign]);
});

it.each([
  ["0:1.0-1", "=", "1.0-1"],
  ["1:0.1-1", ">", "9.9-9"],
  ["2.34-52.amzn2023", "<", "2.34-52.amzn2023.0.1"],
  ["3.0.7-24.el9", "<", "3.0.7-25.el9_3"],
  ["1.0-1", "<", "1.0-1^post"],
  ["1.0-0.1.rc1", "<", "1.0-1"],
] as const)("epoch and release: %s %s %s", (left, sign, right) => {
  expect(Math.sign(compareVersions(left, right, "rpm"))).toBe(signs[sign]);
});
