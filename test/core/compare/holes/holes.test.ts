import { describe, expect, it } from "vitest";
import { HoleFileError, type HoleFile } from "../../../../shared/compare/holes/advisory.ts";
import type { Contents } from "../../../../shared/compare/holes/contents.ts";
import { holeReport, wantedOf } from "../../../../shared/compare/holes/hole-report.ts";
import { holeReader } from "../../../../shared/compare/holes/read/read-holes.ts";
import { baseScore } from "../../../../shared/compare/holes/read/severity.ts";
import { namedSystem, speaksOf } from "../../../../shared/compare/holes/system.ts";
import { oval, ovalUnfixed, osv, updateinfo } from "./files.ts";

const contents = (system: string | null, source: string, ...packages: string[]): Contents => ({
  ...(system === null ? {} : { system }),
  packages: packages.map((text) => {
    const [name = "", version = ""] = text.split(" ");
    return { name, version, arch: source === "rpm" ? "x86_64" : "amd64", source };
  }),
});

/** Read in pieces, as a file comes. */
function read(text: string, sides: readonly (Contents | null)[], piece = 7): HoleFile {
  const reader = holeReader(wantedOf(sides));
  for (let at = 0; at < text.length; at += piece) reader.push(text.slice(at, at + piece));
  return { name: "file", ...reader.end() };
}
const rows = (text: string, ...sides: readonly (Contents | null)[]) =>
  holeReport(sides, [read(text, sides)]).rows.map(
    ({ id, name, outcome, states, fixed }) =>
      `${outcome} ${id} ${name} ${states.join(",")} ${fixed ?? "no fix"}`,
  );

describe("OSV", () => {
  const debian = (...packages: string[]) => contents("Debian GNU/Linux 12", "deb", ...packages);
  const text = JSON.stringify([osv.openssl, osv.elsewhere, osv.withdrawn]);

  it.each([
    ["an array", text],
    [
      "line by line",
      [osv.openssl, osv.elsewhere, osv.withdrawn].map((one) => JSON.stringify(one)).join("\n"),
    ],
    ["within an object", JSON.stringify({ vulns: [osv.openssl, osv.elsewhere, osv.withdrawn] })],
  ])("%s: a fix closes, an older package opens, an earlier introduction counts", (_, said) => {
    expect(rows(said, debian("openssl 3.0.9-1"), debian("openssl 3.0.11-1~deb12u2"))).toEqual([
      "closed DSA-1 openssl open,closed 3.0.11-1~deb12u2",
    ]);
    expect(rows(said, debian("openssl 3.0.11-1~deb12u2"), debian("openssl 3.0.9-1"))).toEqual([
      "opened DSA-1 openssl closed,open 3.0.11-1~deb12u2",
    ]);
    expect(rows(said, debian("openssl 3.0.9-1"), debian("openssl 3.0.10-1"))).toEqual([
      "stays DSA-1 openssl open,open 3.0.11-1~deb12u2",
    ]);
    expect(rows(said, debian("openssl 2.9-1"), debian("curl 8"))).toEqual([]);
  });

  it("takes a package away, and passes over a side that isn't known", () => {
    const had = debian("openssl 3.0.9-1");
    expect(rows(text, had, debian("curl 8.0-1"))).toEqual([
      "closed DSA-1 openssl open,absent 3.0.11-1~deb12u2",
    ]);
    expect(rows(text, had, null, had)).toEqual([
      "stays DSA-1 openssl open,unknown,open 3.0.11-1~deb12u2",
    ]);
  });

  it.each(["constructor", "toString", "__proto__"])(
    "takes %s for no severity and no system that it knows",
    (word) => {
      const entry = { ...osv.openssl, severity: [], database_specific: { severity: word } };
      const side = debian("openssl 3.0.9-1");
      const report = holeReport([side, side], [read(JSON.stringify(entry), [side])]);
      expect(report.rows.map(({ severity }) => severity)).toEqual(["unknown"]);
      expect(speaksOf(word, null)).toBe("no");
    },
  );

  it("doesn't say of one release what holds for another, and says so", () => {
    const sides = [contents("Debian GNU/Linux 11", "deb", "openssl 3.0.9-1")];
    const report = holeReport([...sides, ...sides], [read(text, sides)]);
    expect(report.rows).toEqual([]);
    expect(report.coverage[0]).toMatchObject({ leftOut: ["Debian:12"], known: 0, packages: 1 });
  });

  it("doesn't judge an order that it doesn't know, unless the version is named", () => {
    const python = (version: string) => contents(null, "pip", `Jinja_2 ${version}`);
    const said = JSON.stringify(osv.python);
    expect(rows(said, python("3.1.2"), python("3.1.3"))).toEqual([
      "closed GHSA-1 jinja-2 open,closed 3.1.3",
    ]);
    const bare = JSON.stringify({
      ...osv.python,
      affected: [{ ...osv.python.affected[0], versions: [] }],
    });
    expect(rows(bare, python("3.1.2"), python("3.1.3"))[0]).toMatch(/^maybe GHSA-1/);
  });

  it("knows a package only where the file speaks of it", () => {
    const sides = [debian("openssl 3.0.9-1", "curl 8.0-1")];
    const report = holeReport([...sides, ...sides], [read(text, sides)]);
    expect(report.coverage[0]).toMatchObject({ known: 1, packages: 2 });
  });

  it("keeps its age, its size and what it could not read", () => {
    const sides = [debian("openssl 3.0.9-1")];
    const said = `${JSON.stringify(osv.openssl)}\n{"id": 5}\n${JSON.stringify(osv.elsewhere)}`;
    expect(read(said, sides)).toMatchObject({
      format: "OSV",
      total: 2,
      unreadable: 1,
      newestMs: Date.parse("2026-02-03T00:00:00Z"),
    });
  });
});

describe("OVAL", () => {
  const rhel = (...packages: string[]) =>
    contents("Red Hat Enterprise Linux 9.4", "rpm", ...packages);

  it("reads which packages are below which version", () => {
    expect(rows(oval, rhel("openssl 1:3.0.7-24.el9"), rhel("openssl 1:3.0.7-25.el9_3"))).toEqual([
      "closed RHSA-2026:1 openssl open,closed 1:3.0.7-25.el9_3",
    ]);
    expect(read(oval, [rhel("openssl 1")]).advisories[0]).toMatchObject({
      aliases: ["CVE-2026-1"],
      severity: "high",
    });
  });

  it("says maybe where it depends on what a list of packages doesn't tell", () => {
    expect(rows(oval, rhel("nodejs 1:18.1-1.el9"), rhel("nodejs 1:18.1-1.el9"))).toEqual([
      "maybe RHSA-2026:2 nodejs maybe,maybe 1:18.19-1.module+el9",
    ]);
  });

  it("tells what has no fix, and names that a variable lists", () => {
    const ubuntu = (...packages: string[]) => contents("Ubuntu 22.04.5 LTS", "deb", ...packages);
    const had = ubuntu("libfoo1 1.0-1", "libbar 2.0-1");
    expect(rows(ovalUnfixed, had, had)).toEqual(["stays CVE-2026-9 libfoo1 open,open no fix"]);
  });
});

it("reads a repository's updateinfo", () => {
  const amazon = (...packages: string[]) => contents("Amazon Linux 2023.9", "rpm", ...packages);
  expect(
    rows(updateinfo, amazon("curl 8.3.0-1.amzn2023.0.1"), amazon("curl 8.3.0-1.amzn2023.0.2")),
  ).toEqual(["closed ALAS2023-2026-7 curl open,closed 8.3.0-1.amzn2023.0.2"]);
});

describe("what is no such file", () => {
  it.each([
    ["hello", /neither OSV/],
    ["<html><body>x</body></html>", /neither OSV/],
    ['[{"id": "a"', /ends in the middle/],
    [`<!DOCTYPE x [<!ENTITY a "b">]><oval_definitions>&a;</oval_definitions>`, /DOCTYPE/],
    [
      `<?xml version="1.0"?><oval_definitions><definition>&a;</definition></oval_definitions>`,
      /no XML/,
    ],
    ["<oval_definitions><definition></oval_definitions>", /no XML/],
  ])("%s", (text, why) => {
    const attempt = () => read(text, []);
    expect(attempt).toThrow(HoleFileError);
    expect(attempt).toThrow(why);
  });
});

it.each([
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8],
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1],
  ["CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8],
  ["CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9],
  ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0],
  ["CVSS:4.0/AV:N", null],
])("the base score of %s is %s", (vector, score) => {
  expect(baseScore(vector)).toBe(score);
});

it.each([
  ["Debian:12", "Debian GNU/Linux 12 (bookworm)", "yes"],
  ["Debian:11", "Debian GNU/Linux 12 (bookworm)", "no"],
  ["Ubuntu:22.04:LTS", "Ubuntu 22.04.5 LTS", "yes"],
  ["Red Hat:enterprise_linux:9::baseos", "Red Hat Enterprise Linux 9.4", "yes"],
  ["Red Hat:enterprise_linux:8::baseos", "Red Hat Enterprise Linux 9.4", "no"],
  ["Amazon Linux 2023", "Amazon Linux 2023.9.20261105", "yes"],
  ["npm", "Amazon Linux 2023.9.20261105", "yes"],
  ["Debian", "Debian GNU/Linux 12", "maybe"],
  ["Hackage", "Debian GNU/Linux 12", "no"],
])("%s speaks of %s: %s", (ecosystem, system, outcome) => {
  expect(speaksOf(ecosystem, namedSystem(system))).toBe(outcome);
});
