/** A comparison as a picture that stands alone: SVG made from the data, light or dark. Text only, nothing that runs. */
import { jumpsBySize, type CompareSide, type Jump, type PackageChange } from "../comparison.ts";
import { knownOfAll, untoldWords } from "../cut.ts";
import { outcomeOf } from "../items.ts";
import { testWords } from "../test-words.ts";
import { pictureColours, type Colours, type PictureMode } from "./picture-colours.ts";
import type { CompareReport } from "./report.ts";

const width = 1080;
const margin = 28;
const rowHeight = 24;
/** More than these would make a picture that nobody can look at. */
const mostPackages = 48;

export function pictureReport(report: CompareReport, mode: PictureMode): string {
  const colours = pictureColours[mode];
  const parts = [title(report, colours), cards(report, colours), chips(report, colours)];
  const { svg: packages, height: packagesHeight } = packageRows(report, colours);
  const height = 240 + packagesHeight + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="Helvetica, Arial, sans-serif">`,
    `<title>${escaped(report.comparison.sides.map((side) => side.label).join(" with "))}</title>`,
    `<rect width="100%" height="100%" fill="${colours.page}"/>`,
    ...parts,
    packages,
    "</svg>\n",
  ].join("\n");
}

const n = (value: number) => String(Math.round(value));

function title({ takenAt }: CompareReport, colours: Colours): string {
  return [
    text(margin, 44, "Compare", { size: 24, weight: 700, fill: colours.text }),
    text(width - margin, 44, `Bennu, ${takenAt}`, { size: 12, fill: colours.muted, anchor: "end" }),
  ].join("\n");
}

function cards({ comparison: { sides } }: CompareReport, colours: Colours): string {
  const gap = 14;
  const each = (width - 2 * margin - gap * (sides.length - 1)) / sides.length;
  const most = Math.floor(each / 8.5);
  return sides
    .map((side, at) => {
      const x = margin + at * (each + gap);
      const edge = [colours.green, colours.orange, colours.blue][at] ?? colours.blue;
      const revoked = side.revoked === null ? "" : "revoked; ";
      return [
        `<rect x="${n(x)}" y="64" width="${n(each)}" height="92" rx="8" fill="${colours.panel}" stroke="${colours.line}"/>`,
        `<rect x="${n(x)}" y="64" width="${n(each)}" height="3" fill="${edge}"/>`,
        text(x + 14, 90, cut(side.label, most), { size: 15, weight: 700, fill: colours.text }),
        text(
          x + 14,
          110,
          cut(`${side.imageName ?? "image unknown"} · ${side.imageId ?? ""}`, most * 1.25),
          { size: 12, fill: colours.muted },
        ),
        text(x + 14, 128, cut(side.ancestry.join(" → ") || "ancestors unknown", most * 1.25), {
          size: 12,
          fill: colours.muted,
        }),
        text(x + 14, 146, `${revoked}${testWords(side).text}; ${insideWords(side)}`, {
          size: 12,
          fill: colours.muted,
        }),
      ].join("\n");
    })
    .join("\n");
}

function insideWords({ manifestKnown, cut: left }: CompareSide): string {
  if (!manifestKnown) return "what is inside is unknown";
  return left === null ? "manifest known" : `only ${knownOfAll(left)}`;
}

function chips({ comparison, holes }: CompareReport, colours: Colours): string {
  const { counts, items } = comparison;
  const words: [string, string][] = jumpsBySize
    .filter((jump) => jump !== "same" && jump !== "unknown" && counts[jump] > 0)
    .map((jump) => [`${n(counts[jump])} ${jump}`, toneOf(jump, colours)]);
  if (counts.unknown > 0) words.push([`${n(counts.unknown)} can't be told`, colours.muted]);
  const others = items.filter((item) => outcomeOf(item) === "differs").length;
  if (others > 0) words.push([`${n(others)} other items`, colours.yellow]);
  if (holes !== null) {
    words.push([`holes: ${n(holes.counts.opened)} opened`, colours.red]);
    words.push([`${n(holes.counts.closed)} closed`, colours.green]);
  }
  let x = margin;
  return words
    .map(([word, colour]) => {
      const wide = word.length * 7.2 + 22;
      const chip = `<rect x="${n(x)}" y="172" width="${n(wide)}" height="24" rx="12" fill="none" stroke="${colour}"/>`;
      const said = text(x + wide / 2, 188, word, { size: 12, fill: colour, anchor: "middle" });
      x += wide + 8;
      return `${chip}\n${said}`;
    })
    .join("\n");
}

function packageRows({ comparison: { packages, sides } }: CompareReport, colours: Colours) {
  const top = 232;
  if (packages === null) {
    const words = "Packages: not known on two sides, so not compared.";
    return { svg: text(margin, top, words, { size: 13, fill: colours.muted }), height: rowHeight };
  }
  const told = packages.filter(({ jump }) => jump !== "unknown");
  const changed = told.filter(({ jump }) => jump !== "same");
  const shown = changed.slice(0, mostPackages);
  const column = (width - 2 * margin - 460) / sides.length;
  const head = [
    text(margin, top, "Package", { size: 12, weight: 700, fill: colours.muted }),
    ...sides.map((side, at) =>
      text(margin + 240 + at * column, top, cut(side.label, column / 7.5), {
        size: 12,
        weight: 700,
        fill: colours.muted,
      }),
    ),
  ];
  const rows = shown.map((change, at) =>
    packageRow(change, top + (at + 1) * rowHeight, { sides: sides.length, column, colours }),
  );
  const rest = changed.length - shown.length;
  const untold = packages.length - told.length;
  const more = [
    rest > 0
      ? `and ${n(rest)} more that differ`
      : `${n(told.length - changed.length)} are the same`,
    ...(untold > 0 ? [untoldWords(untold)] : []),
  ].join("; ");
  const end = top + (shown.length + 1) * rowHeight;
  return {
    svg: [...head, ...rows, text(margin, end, more, { size: 12, fill: colours.muted })].join("\n"),
    height: (shown.length + 2) * rowHeight,
  };
}

interface RowParts {
  readonly sides: number;
  readonly column: number;
  readonly colours: Colours;
}

const weights: Readonly<Record<Jump, number>> = {
  major: 100,
  downgrade: 90,
  removed: 75,
  added: 75,
  minor: 50,
  other: 30,
  patch: 20,
  rebuild: 10,
  unknown: 0,
  same: 0,
};

function packageRow(change: PackageChange, y: number, { column, colours }: RowParts): string {
  const colour = toneOf(change.jump, colours);
  const bar = width - margin - 200;
  return [
    `<line x1="${n(margin)}" x2="${n(width - margin)}" y1="${n(y - 16)}" y2="${n(y - 16)}" stroke="${colours.line}"/>`,
    text(margin, y, cut(change.name, 32), { size: 13, fill: colours.text }),
    ...change.versions.map((version, at) =>
      text(
        margin + 240 + at * column,
        y,
        cut(change.unknownAt.includes(at) ? "unknown" : (version ?? "–"), column / 7.5),
        {
          size: 12,
          fill: colours.text,
          mono: true,
        },
      ),
    ),
    `<rect x="${n(bar)}" y="${n(y - 9)}" width="${n(weights[change.jump])}" height="7" rx="3" fill="${colour}"/>`,
    text(bar + 110, y, change.jump, { size: 12, fill: colour }),
  ].join("\n");
}

function toneOf(jump: Jump, colours: Colours): string {
  if (jump === "major" || jump === "downgrade" || jump === "removed") return colours.red;
  if (jump === "added") return colours.green;
  if (jump === "minor") return colours.yellow;
  return jump === "patch" ? colours.blue : colours.muted;
}

interface TextLook {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: "middle" | "end";
  readonly mono?: boolean;
}

function text(x: number, y: number, words: string, look: TextLook): string {
  const { size, fill, weight = 400, anchor = "start", mono = false } = look;
  const family = mono ? ' font-family="monospace"' : "";
  return `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}" font-weight="${n(weight)}" fill="${fill}" text-anchor="${anchor}"${family}>${escaped(words)}</text>`;
}

const cut = (words: string, most: number) =>
  words.length > most ? `${words.slice(0, Math.max(1, Math.floor(most) - 1))}…` : words;

const marks: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Characters that XML doesn't have are left out. */
function escaped(words: string): string {
  const all = Array.from(words, (mark) => (isOfXml(mark.charCodeAt(0)) ? mark : ""));
  return all.join("").replace(/[<>&"']/g, (mark) => marks[mark] ?? "");
}

const isOfXml = (code: number) =>
  (code >= 32 || code === 9 || code === 10 || code === 13) && code !== 0xfffe && code !== 0xffff;
