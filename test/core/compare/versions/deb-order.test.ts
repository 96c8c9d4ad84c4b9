/** What dpkg itself says of these pairs (`dpkg --compare-versions`, its test suite's t-version among them). */
import { expect, it } from "vitest";
import { compareVersions } from "../../../../shared/compare/versions/versions.ts";

const pairs: readonly [string, "<" | "=" | ">", string][] = [
  ["0:0-0", "=", "0:0-0"],
  ["0:0-00", "=", "0:00-0"],
  ["1:2-3", "=", "1:2-3"],
  ["0:1.2.3-1", "=", "1.2.3-1"],
  ["1.2.3", "=", "1.2.3-0"],
  ["1:2.3", ">", "2.4"],
  ["0:1", "<", "1:0"],
  ["1.0~", "<", "1.0"],
  ["1.0~~", "<", "1.0~"],
  ["1.0~~a", "<", "1.0~"],
  ["1.0~rc1-1", "<", "1.0-0"],
  ["1.0-1~bpo12+1", "<", "1.0-1"],
  ["1.0a", ">", "1.0"],
  ["1.0a", "<", "1.0+"],
  ["1.0+b1", "<", "1.0.1"],
  ["1.0-1+b1", ">", "1.0-1"],
  ["1.0-1ubuntu0.22.04.1", "<", "1.0-1ubuntu1"],
  ["2.36-9+deb12u9", "<", "2.36-9+deb12u10"],
  ["3.0.11-1~deb12u2", "<", "3.0.11-1"],
  ["9.9.9", "<", "10"],
  ["1-1-1", ">", "1-1"],
  ["1.18.36-1.18.35", "<", "1.18.36-2"],
  ["7.6p2-4", ">", "7.6-0"],
  ["1.0.3-3", ">", "1.0-1"],
  ["1.3", ">", "1.2.2-2"],
  ["0a", ">", "0"],
  ["a0", "=", "a"],
  ["1.a", ">", "1.A"],
];
const signs = { "<": -1, "=": 0, ">": 1 } as const;

it.each(pairs)("%s %s %s, and the other way round", (left, sign, right) => {
  expect(Math.sign(compareVersions(left, right, "deb"))).toBe(signs[sign]);
  expect(Math.sign(compareVersions(right, left, "deb"))).toBe(0 - signs[sign]);
});
