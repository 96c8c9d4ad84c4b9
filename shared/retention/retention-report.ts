/** What the rules say of every image of a connection. Nothing is changed by it, and nothing is left out. */
import { seriesName } from "../lineage/series.ts";
import type { ImageFact } from "../model/facts.ts";
import type { ImageView } from "../model/fleet.ts";
import type { ImageId } from "../model/ids.ts";
import type {
  RetentionReport,
  RetentionRow,
  RetentionRules,
  UseCheck,
} from "../model/retention.ts";
import { TAG } from "../model/tags.ts";
import { diskOf } from "./disk.ts";
import type { ImageEvidence } from "./evidence.ts";
import { BLIND, judgeUse } from "./judge-use.ts";
import { restOf } from "./rest.ts";
import { retentionRow } from "./retention-row.ts";

/** Of those that go by what is known, the oldest so many are looked at in full and may go at once. */
export const MOST_AT_ONCE = 100;

export interface ReportCase {
  readonly images: readonly ImageFact[];
  readonly views: ReadonlyMap<string, ImageView>;
  readonly evidence: (image: ImageFact) => ImageEvidence;
  readonly rules: RetentionRules;
  readonly factsReadAtMs: number;
  readonly nowMs: number;
}

/** Of what the inventory knows alone: those that would go if everything else is free. */
export function candidates(about: ReportCase): readonly ImageId[] {
  const rows = rowsOf(about, (evidence) =>
    judgeUse(evidence, about.rules, about.nowMs).filter(wasLooked),
  );
  return rows
    .filter(({ verdict, act }) => verdict === "goes" && act !== null)
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs)
    .map(({ imageId }) => imageId);
}

const wasLooked = ({ outcome }: UseCheck) => outcome !== "unknown";

/** `looked`: those that were looked at in full; the other candidates wait for a later time. */
export function retentionReport(
  about: ReportCase,
  looked: ReadonlySet<string>,
  all: readonly ImageId[],
): RetentionReport {
  const waiting = new Set<string>(all.filter((id) => !looked.has(id)));
  const rows = rowsOf(about, (evidence) => judgeUse(evidence, about.rules, about.nowMs)).map(
    (row) => (waiting.has(row.imageId) ? later(row) : row),
  );
  const going = new Set<string>(
    rows.filter(({ verdict }) => verdict === "goes").map(({ imageId }) => imageId),
  );
  return {
    rules: about.rules,
    rows: rows.toSorted(byWeight),
    disk: diskOf(about.images.filter(({ id }) => going.has(id))),
    lookedAt: looked.size,
    atMost: MOST_AT_ONCE,
    factsReadAtMs: about.factsReadAtMs,
    blind: BLIND,
    askedAtMs: about.nowMs,
  };
}

const later = (row: RetentionRow): RetentionRow => ({
  ...row,
  verdict: "unsure",
  act: null,
  reasons: [
    `Older ones come first: at most ${String(MOST_AT_ONCE)} are looked at in full and go at once.`,
  ],
});

const WEIGHTS = { goes: 0, unsure: 1, rests: 2, stays: 3 } as const;

const byWeight = (a: RetentionRow, b: RetentionRow) =>
  WEIGHTS[a.verdict] - WEIGHTS[b.verdict] || a.createdAtMs - b.createdAtMs;

function rowsOf(
  about: ReportCase,
  checksOf: (evidence: ImageEvidence) => readonly UseCheck[],
): readonly RetentionRow[] {
  const ranks = ranksOf(about);
  return about.images.map((image) =>
    retentionRow({
      image,
      view: about.views.get(image.id) ?? null,
      series: seriesOf(image),
      rank: ranks.get(image.id) ?? null,
      checks: checksOf(about.evidence(image)),
      rules: about.rules,
      nowMs: about.nowMs,
    }),
  );
}

/** Of one recipe and one kind of machine, else of one name but for its version. */
const seriesOf = ({ tags, name, architecture }: ImageFact) =>
  `${tags[TAG.recipe] ?? seriesName(name)}${architecture === "x86_64" ? "" : ` ${architecture}`}`;

/** The newest is 1. What failed, was revoked or rests already is none to go back to. */
function ranksOf({ images, views }: ReportCase): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const ranks = new Map<string, number>();
  for (const image of images.toSorted((a, b) => b.createdAtMs - a.createdAtMs)) {
    if (!isGood(image, views.get(image.id))) continue;
    const rank = (counts.get(seriesOf(image)) ?? 0) + 1;
    counts.set(seriesOf(image), rank);
    ranks.set(image.id, rank);
  }
  return ranks;
}

const isGood = (image: ImageFact, view: ImageView | undefined) =>
  image.state === "available" &&
  restOf(image) === null &&
  (view?.revoked ?? null) === null &&
  (view === undefined || view.kind === "base" || view.verification.kind === "verified");
