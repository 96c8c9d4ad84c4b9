/** A comparison as Markdown, to be attached to a change record. Only what differs; what is unknown is said. */
import {
  jumpsBySize,
  type Comparison,
  type CompareSide,
  type ItemChange,
  type PackageChange,
  type TextDiff,
} from "../comparison.ts";
import type { HoleReport } from "../holes/hole-report.ts";
import { byWords } from "../../lineage/revocation.ts";
import { knownOfAll, untoldWords } from "../cut.ts";
import { outcomeOf } from "../items.ts";
import { testWords } from "../test-words.ts";
import type { CompareReport } from "./report.ts";

export function markdownReport({ comparison, holes, takenAt }: CompareReport): string {
  const { sides } = comparison;
  const parts = [
    `# ${sides.map((side) => plain(side.label)).join(" with ")}`,
    `Compared by Bennu, ${takenAt}.`,
    table(["", ...labels(sides)], sideRows(sides)),
    ...sides.flatMap((side) => side.notes.map((note) => `- ${plain(side.label)}: ${plain(note)}`)),
    ...packagePart(comparison),
    ...itemPart(comparison),
    ...comparison.recipes.flatMap((diff, at) => recipePart(diff, sides, at)),
    ...testPart(sides),
    ...(holes === null ? [] : holePart(holes, sides)),
  ];
  return `${parts.join("\n\n")}\n`;
}

const labels = (sides: readonly CompareSide[]) => sides.map((side) => side.label);

function sideRows(sides: readonly CompareSide[]): string[][] {
  const row = (name: string, of: (side: CompareSide) => string) => [name, ...sides.map(of)];
  return [
    row("image", ({ imageId, imageName }) => `${imageName ?? "unknown"} (${imageId ?? "no id"})`),
    row("comes from", ({ ancestry }) => ancestry.join(" → ") || "unknown"),
    row("what is inside", ({ manifestFrom, cut }) =>
      [manifestFrom ?? "unknown", ...(cut === null ? [] : [knownOfAll(cut)])].join("; "),
    ),
    row("tests", (side) => testWords(side).text),
    ...(sides.every(({ revoked }) => revoked === null) ? [] : [row("revoked", revokedCell)]),
  ];
}

function revokedCell({ revoked }: CompareSide): string {
  if (revoked === null) return "–";
  const from = revoked.fromMs === null ? "" : `from ${new Date(revoked.fromMs).toISOString()} on, `;
  return `${from}${byWords(revoked)}`;
}

function packagePart({ packages, sides, counts }: Comparison): string[] {
  if (packages === null) return ["## Packages", "Not known on two sides, so not compared."];
  const changed = packages.filter(({ jump }) => jump !== "same" && jump !== "unknown");
  const groups = jumpsBySize.flatMap((jump) => {
    const some = changed.filter((change) => change.jump === jump);
    if (some.length === 0) return [];
    return [
      `### ${jump} (${String(some.length)})`,
      table(["Package", ...labels(sides)], some.map(versionRow)),
    ];
  });
  return [
    "## Packages",
    [
      `${String(changed.length)} differ, ${String(counts.same)} are the same.`,
      ...(counts.unknown === 0 ? [] : [untoldWords(counts.unknown)]),
    ].join(" "),
    ...groups,
  ];
}

const versionRow = ({ name, versions, unknownAt }: PackageChange) => [
  name,
  ...versions.map((version, at) => (unknownAt.includes(at) ? "unknown" : (version ?? "–"))),
];

function itemPart({ items, sides }: Comparison): string[] {
  const differing = items.filter((item) => outcomeOf(item) === "differs");
  const unknown = items.filter((item) => outcomeOf(item) === "unknown").length;
  if (differing.length + unknown === 0) return [];
  const rest =
    unknown === 0 ? [] : [`${String(unknown)} more can't be compared: not known on every side.`];
  return [
    "## Everything else",
    table(
      ["Item", ...labels(sides)],
      differing.map((item) => [`${item.area}: ${item.item}`, ...valuesOf(item)]),
    ),
    ...rest,
  ];
}

const valuesOf = ({ values, unknownAt }: ItemChange) =>
  values.map((value, at) => (unknownAt.includes(at) ? "unknown" : (value ?? "–")));

function recipePart(diff: TextDiff, sides: readonly CompareSide[], at: number): string[] {
  const title = `## Recipe, ${plain(sides[at]?.label ?? "")} to ${plain(sides[at + 1]?.label ?? "")}`;
  if (diff === null) return [title, "At least one of the texts is unknown."];
  if (diff.every((line) => line.mark === " ")) return [title, "The same."];
  const text = diff.map((line) => `${line.mark} ${line.text}`).join("\n");
  const ticks = /`{3,}/.exec(text) === null ? "```" : "``````````";
  return [title, `${ticks}diff\n${text}\n${ticks}`];
}

function testPart(sides: readonly CompareSide[]): string[] {
  const names = [...new Set(sides.flatMap(({ tests }) => tests?.map(({ name }) => name) ?? []))];
  if (names.length === 0) return [];
  const rows = names.map((name) => [name, ...sides.map((side) => resultOf(side, name))]);
  return ["## Tests", table(["Test", ...labels(sides)], rows)];
}

function resultOf({ tests }: CompareSide, name: string): string {
  if (tests === null) return "unknown";
  const result = tests.find((test) => test.name === name);
  return result === undefined ? "not run" : result.passed ? "passed" : "failed";
}

function holePart({ rows, coverage, counts }: HoleReport, sides: readonly CompareSide[]): string[] {
  const words = `${String(counts.opened)} opened, ${String(counts.stays)} stay open, ${String(counts.closed)} closed, ${String(counts.maybe)} can't be told.`;
  const known = coverage.map(
    ({ file, known: some, packages, unlisted }) =>
      `- ${plain(file)} speaks of ${String(some)} of ${String(packages)} packages; of the others${unlisted > 0 ? `, and of ${String(unlisted)} that the image's list leaves out,` : ""} nothing is known.`,
  );
  const cells = rows.map((row) => [
    row.outcome,
    [row.id, ...row.aliases.slice(0, 3)].join(", "),
    row.severity,
    row.name,
    ...row.states.map((state, at) => `${state} ${row.versions[at] ?? ""}`.trim()),
    row.fixed ?? "no fix known",
  ]);
  const head = ["", "Advisory", "Severity", "Package", ...labels(sides), "Closed in"];
  return [
    "## Known holes",
    words,
    known.join("\n"),
    ...(cells.length > 0 ? [table(head, cells)] : []),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- ").join("|")}|`, ...rows.map(line)].join("\n");
}

/** What Markdown or HTML would take for its own is text; a line break would end the row. */
const plain = (text: string) =>
  text.replace(/[\\|`*_[\]<>]/g, (mark) => `\\${mark}`).replace(/\s*\r?\n\s*/g, " ⏎ ");
