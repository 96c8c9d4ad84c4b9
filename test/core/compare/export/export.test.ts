import sax from "sax";
import { describe, expect, it } from "vitest";
import { jumpsBySize, type Comparison, type Jump } from "../../../../shared/compare/comparison.ts";
import { markdownReport } from "../../../../shared/compare/export/markdown.ts";
import { pictureReport } from "../../../../shared/compare/export/picture.ts";
import {
  jsonReport,
  reportName,
  type CompareReport,
} from "../../../../shared/compare/export/report.ts";

const counts = Object.fromEntries(jumpsBySize.map((jump) => [jump, 0])) as Record<Jump, number>;
const side = (label: string) => ({
  subject: { kind: "image", connectionId: "c", imageId: "ami-1" } as const,
  label,
  imageId: "ami-1",
  imageName: label,
  ancestry: ["base"],
  tests: [
    { name: "serves", where: "fresh-boot" as const, passed: true, detail: "", durationMs: 1 },
  ],
  verification: null,
  revoked: null,
  manifestKnown: true,
  cut: { what: "packages", kept: 1200, of: 5000 },
  system: null,
  manifestFrom: "printed by its bake",
  manifestAtMs: 0,
  notes: ["Only 5 of 9 files came."],
});
const comparison: Comparison = {
  sides: [side("web 1 | <script>alert(1)</script>"), side("web 2")],
  packages: [
    {
      name: "nodejs",
      arch: "x86_64",
      source: "rpm",
      versions: ["22.1.0", "24.0.0"],
      unknownAt: [],
      jumps: [null, "major"],
      jump: "major",
    },
    {
      ...{ name: "only-listed-left", arch: "x86_64", source: "rpm", versions: ["1.0", null] },
      ...{ unknownAt: [1], jumps: [null, "unknown"], jump: "unknown" },
    },
  ],
  items: [
    {
      area: "file",
      item: "/etc/a",
      values: ["sha256:1", "line\nbreak"],
      unknownAt: [],
      same: false,
    },
    { area: "cron", item: "x", values: ["present", null], unknownAt: [1], same: false },
  ],
  recipes: [
    [
      { mark: "-", text: "a: 1" },
      { mark: "+", text: "```" },
    ],
  ],
  counts: { ...counts, major: 1, unknown: 1 },
};
const report: CompareReport = {
  comparison,
  takenAt: "2026-11-21T20:00:00Z",
  holes: {
    rows: [
      {
        id: "ALAS-1",
        aliases: ["CVE-1"],
        summary: "x",
        severity: "high",
        name: "nodejs",
        ecosystem: "Amazon Linux 2023",
        versions: ["22.1.0", "24.0.0"],
        states: ["open", "closed"],
        fixed: "23.0.0",
        onlyIf: null,
        outcome: "closed",
      },
    ],
    coverage: [
      { file: "updateinfo.xml", packages: 9, known: 3, unlisted: 3800, leftOut: [], assumed: [] },
    ],
    counts: { opened: 0, stays: 0, closed: 1, between: 0, maybe: 0 },
  },
};

describe("the Markdown of a comparison", () => {
  const text = markdownReport(report);
  it("says what differs, what is unknown, and what is closed", () => {
    for (const words of [
      "### major (1)",
      "| nodejs | 22.1.0 | 24.0.0 |",
      "1 more can't be compared",
      "| closed | ALAS-1, CVE-1 | high | nodejs | open 22.1.0 | closed 24.0.0 | 23.0.0 |",
      "speaks of 3 of 9 packages; of the others, and of 3800 that the image's list leaves out, nothing is known",
      "printed by its bake; 1,200 of 5,000 packages known",
      "1 can't be told: a list that was cut doesn't have them.",
      "| serves | passed | passed |",
    ])
      expect(text).toContain(words);
  });

  it("takes nobody's text for its own marks", () => {
    expect(text).not.toContain("<script>");
    expect(text).toContain("web 1 \\| \\<script\\>");
    expect(text).toContain("line ⏎ break");
    expect(text).toContain("``````````diff\n- a: 1\n+ ```\n``````````");
  });
});

it("the JSON is the comparison as it is", () => {
  expect(JSON.parse(jsonReport(report))).toMatchObject({
    format: "bennu comparison 1",
    sides: comparison.sides,
    packages: comparison.packages,
    holes: report.holes,
  });
  expect(reportName(report)).toBe("compare-web-1-script-alert-1-script--with-web-2");
});

it("the Markdown calls nothing removed that a cut list doesn't have", () => {
  expect(markdownReport(report)).not.toContain("only-listed-left");
});

describe.each(["light", "dark"] as const)("the %s picture", (mode) => {
  const svg = pictureReport(report, mode);
  it("is well-formed, and nothing in it runs or is fetched", () => {
    const elements: string[] = [];
    const parser = sax.parser(true);
    parser.onerror = (error) => {
      throw error;
    };
    parser.onopentag = ({ name }) => elements.push(name);
    parser.write(svg).close();
    expect(new Set(elements)).toEqual(new Set(["svg", "title", "rect", "text", "line"]));
    expect(svg).not.toMatch(/href|url\(|on\w+=/);
  });

  it("shows what differs", () => {
    expect(svg).toContain("nodejs");
    expect(svg).toContain("1 major");
    expect(svg).toContain("holes: 0 opened");
    expect(svg).toContain("only 1,200 of 5,000 packages known");
    expect(svg).toContain("1 can&apos;t be told");
    expect(svg).not.toContain("only-listed-left");
  });
});

it("a picture of thousands of packages says how many more there are", () => {
  const one = comparison.packages?.[0];
  if (one === undefined) throw new Error("no package");
  const packages = Array.from({ length: 5000 }, (_, at) => ({ ...one, name: `p${String(at)}` }));
  const svg = pictureReport({ ...report, comparison: { ...comparison, packages } }, "light");
  expect(svg).toContain("and 4952 more that differ");
  expect(svg.length).toBeLessThan(100_000);
});
