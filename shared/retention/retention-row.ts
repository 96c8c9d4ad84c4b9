/** What the rules say of one image: it stays, goes, rests, or its use isn't known; and why. */
import type { ImageFact } from "../model/facts.ts";
import type { ImageView } from "../model/fleet.ts";
import type { RetentionRow, RetentionRules, UseCheck } from "../model/retention.ts";
import { TAG } from "../model/tags.ts";
import { countWords } from "../words/counts.ts";
import { verdictOf } from "./judge-use.ts";
import { restOf, type Rest } from "./rest.ts";

const DAY_MS = 86_400_000;

export interface RowCase {
  readonly image: ImageFact;
  /** Null: the console shows none of it. */
  readonly view: ImageView | null;
  readonly series: string;
  /** Among those of its series that passed their tests, from 1; null: it isn't one of them. */
  readonly rank: number | null;
  readonly checks: readonly UseCheck[];
  readonly rules: RetentionRules;
  readonly nowMs: number;
}

export function retentionRow(about: RowCase): RetentionRow {
  const { image, series } = about;
  return {
    imageId: image.id,
    name: image.name,
    series,
    createdAtMs: image.createdAtMs,
    gib: image.rootSizeGib ?? null,
    untilMs: null,
    ...judged(about),
  };
}

type Judged = Pick<RetentionRow, "verdict" | "act" | "reasons"> & {
  readonly untilMs?: number | null;
};

function judged(about: RowCase): Judged {
  const { image, checks } = about;
  const stays = [...reasonsOfUse(checks), ...reasonsOfRules(about)];
  const rest = restOf(image);
  if (rest !== null) return resting(about, rest, stays);
  if (stays.length > 0) return { verdict: "stays", act: null, reasons: stays };
  return unsure(checks) ?? first(about);
}

const unsure = (checks: readonly UseCheck[]): Judged | null =>
  verdictOf(checks) === "unknown"
    ? { verdict: "unsure", act: null, reasons: wordsOf(checks, "unknown") }
    : null;

/** It can be given back at any time; it goes only after its time, and only if nothing needs it by then. */
function resting(about: RowCase, rest: Rest, stays: readonly string[]): Judged {
  const words = restWords(about, rest);
  if (stays.length > 0)
    return { verdict: "rests", act: null, reasons: [`${words} By now it would stay:`, ...stays] };
  const untilMs = rest.atMs + about.rules.graceDays * DAY_MS;
  if (about.nowMs < untilMs) return { verdict: "rests", act: null, reasons: [words], untilMs };
  const reasons = [`${words} Its time of grace is over.`];
  return unsure(about.checks) ?? { verdict: "goes", act: "remove", reasons };
}

const wordsOf = (checks: readonly UseCheck[], outcome: UseCheck["outcome"]) =>
  checks.filter((check) => check.outcome === outcome).map(({ words }) => words);

const reasonsOfUse = (checks: readonly UseCheck[]) => wordsOf(checks, "used");

function reasonsOfRules(about: RowCase): readonly string[] {
  const { image, view, rank, rules, nowMs } = about;
  const ageDays = Math.floor((nowMs - image.createdAtMs) / DAY_MS);
  const reasons: string[] = [];
  if (!["available", "disabled", "failed", "error", "invalid"].includes(image.state))
    reasons.push(`AWS calls it ${image.state}: what becomes of it is awaited.`);
  if (image.state === "disabled" && restOf(image) === null)
    reasons.push("Somebody disabled it, and not by these rules.");
  if (rules.others === "stay" && !isBennus(image)) reasons.push("Nothing says that Bennu made it.");
  if (rank !== null && rank <= rules.keepNewest)
    reasons.push(rankWords(rank, rules.keepNewest, about.series));
  const leastDays = isUntested(view) ? (rules.failedDays ?? rules.keepDays) : rules.keepDays;
  if (ageDays < leastDays)
    reasons.push(`It is ${ageWords(ageDays)} old; it stays for ${countWords(leastDays, "day")}.`);
  return reasons;
}

const rankWords = (rank: number, keep: number, series: string) =>
  rank === 1
    ? `It is the newest good one of ${series}.`
    : `It is number ${String(rank)} of ${series}; the ${String(keep)} newest good ones stay.`;

const ageWords = (days: number) => (days < 1 ? "less than a day" : countWords(days, "day"));

const isUntested = (view: ImageView | null) =>
  view !== null &&
  view.kind !== "base" &&
  (view.verification.kind !== "verified" || view.state === "failed");

/** By any tag that a bake, or someone for it, writes. */
const isBennus = ({ tags }: ImageFact) =>
  [TAG.recipe, TAG.operation, TAG.kind, TAG.verified].some((name) => tags[name] !== undefined);

function first({ image, rules, rank, nowMs, series, view }: RowCase): Judged {
  const days = Math.floor((nowMs - image.createdAtMs) / DAY_MS);
  const why = isUntested(view)
    ? `It is ${ageWords(days)} old and never passed its tests.`
    : `It is ${ageWords(days)} old, and ${rank === null ? "not among the newest" : `number ${String(rank)}`} of ${series}.`;
  const reasons = [why, "Nothing that was looked at needs it."];
  // AWS disables what is available alone.
  const atOnce = rules.first === "nothing" || image.state !== "available";
  return { verdict: "goes", act: atOnce ? "remove" : rules.first, reasons };
}

const restWords = ({ rules }: RowCase, { act, atMs }: Rest) =>
  `It was ${act === "disable" ? "disabled" : "deprecated"} ${new Date(atMs).toISOString().slice(0, 10)}, and can be had back for ${countWords(rules.graceDays, "day")}.`;
