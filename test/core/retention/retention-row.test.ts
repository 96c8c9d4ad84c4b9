/** What the rules say of one image: each rule alone in the way of its going. */
import { describe, expect, it } from "vitest";
import type { ImageFact } from "../../../shared/model/facts.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import {
  defaultRetentionRules,
  type RetentionRules,
  type UseCheck,
} from "../../../shared/model/retention.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { retentionRow } from "../../../shared/retention/retention-row.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, NOW_MS } from "../../builders/time.ts";

const old = (over: Partial<ImageFact> = {}) =>
  anImage("ami-1", {
    createdAtMs: NOW_MS - 100 * DAY_MS,
    state: "available",
    deprecatedAtMs: null,
    ...over,
    tags: { [TAG.recipe]: "web", ...over.tags },
  });
const verified = {
  kind: "server",
  state: "available",
  verification: { kind: "verified", text: "" },
};
const failed = { kind: "server", state: "available", verification: { kind: "failed", text: "" } };
const base = { kind: "base", state: "available", verification: { kind: "untested" } };

interface Case {
  readonly image?: ImageFact;
  readonly view?: object;
  readonly rank?: number | null;
  readonly checks?: readonly UseCheck[];
  readonly rules?: Partial<RetentionRules>;
}

const check = (outcome: UseCheck["outcome"], words = outcome as string): UseCheck => ({
  ...{ what: "servers", outcome, words, found: [], foundInAll: 0, lookedAtMs: NOW_MS },
});

const rowOf = ({
  image = old(),
  view = verified,
  rank = 9,
  checks = [check("free")],
  rules = {},
}: Case) =>
  retentionRow({
    ...{ image, view: view as unknown as ImageView, series: "web", rank, checks, nowMs: NOW_MS },
    rules: { ...defaultRetentionRules, ...rules },
  });

const retired = (daysAgo: number, act = "disable") => ({
  [TAG.retired]: `${new Date(NOW_MS - daysAgo * DAY_MS).toISOString()} ${act}`,
});

describe("an old image that nothing needs", () => {
  it.each<[string, Case, string, string | null]>([
    ["is disabled first", {}, "goes", "disable"],
    ["is deprecated first", { rules: { first: "deprecate" } }, "goes", "deprecate"],
    ["is removed at once, if so chosen", { rules: { first: "nothing" } }, "goes", "remove"],
    [
      "that failed is removed: AWS disables no such image",
      { image: old({ state: "failed" }), view: { ...failed, state: "failed" } },
      "goes",
      "remove",
    ],
    [
      "rests in its time of grace",
      { image: old({ state: "disabled", tags: retired(3) }) },
      "rests",
      null,
    ],
    [
      "goes after its time of grace",
      { image: old({ state: "disabled", tags: retired(15) }) },
      "goes",
      "remove",
    ],
    [
      "rests while it is deprecated",
      { image: old({ deprecatedAtMs: NOW_MS - 3 * DAY_MS, tags: retired(3, "deprecate -") }) },
      "rests",
      null,
    ],
    [
      "that was to be deprecated, and has the day that it had before, begins anew",
      {
        image: old({ deprecatedAtMs: NOW_MS + DAY_MS, tags: retired(3, "deprecate -") }),
        rules: { first: "deprecate" },
      },
      "goes",
      "deprecate",
    ],
    [
      "that was given back begins anew",
      { image: old({ tags: { [TAG.retired]: "returned 2026-11-01T00:00:00Z" } }) },
      "goes",
      "disable",
    ],
    [
      "that somebody enabled by hand begins anew",
      { image: old({ tags: retired(15) }) },
      "goes",
      "disable",
    ],
    [
      "that never passed goes sooner",
      { image: old({ createdAtMs: NOW_MS - 8 * DAY_MS }), view: failed, rank: null },
      "goes",
      "disable",
    ],
  ])("%s", (_what, about, verdict, act) => {
    expect(rowOf(about)).toMatchObject({ verdict, act });
  });

  it("that rests says until when", () => {
    const row = rowOf({ image: old({ state: "disabled", tags: retired(3) }) });
    expect(row.untilMs).toBe(NOW_MS + 11 * DAY_MS);
  });
});

describe("it stays, and says why", () => {
  it.each<[string, Case, RegExp]>([
    ["what is used", { checks: [check("free"), check("used", "3 servers")] }, /^3 servers$/],
    [
      "what is used, though it rests",
      { image: old({ state: "disabled", tags: retired(15) }), checks: [check("used", "1 server")] },
      /1 server/,
    ],
    ["the newest", { rank: 1 }, /It is the newest good one of web/],
    ["one of the newest", { rank: 3 }, /number 3 of web; the 3 newest good ones stay/],
    [
      "what is young",
      { image: old({ createdAtMs: NOW_MS - 29 * DAY_MS }) },
      /29 days old; it stays for 30 days/,
    ],
    [
      "a young one that failed",
      { image: old({ createdAtMs: NOW_MS - 2 * DAY_MS }), view: failed },
      /2 days old; it stays for 7 days/,
    ],
    [
      "a young base, which no bake tests",
      { image: old({ createdAtMs: NOW_MS - 8 * DAY_MS }), view: base },
      /stays for 30 days/,
    ],
    [
      "what Bennu didn't make",
      { image: anImage("ami-1", { createdAtMs: 0, tags: {} }) },
      /Nothing says that Bennu made it/,
    ],
    ["what somebody disabled", { image: old({ state: "disabled" }) }, /Somebody disabled it/],
    ["what is being made", { image: old({ state: "pending" }) }, /AWS calls it pending/],
  ])("%s", (_what, about, words) => {
    const row = rowOf(about);
    expect(row).toMatchObject({ act: null });
    expect(["stays", "rests"]).toContain(row.verdict);
    expect(row.reasons.join("\n")).toMatch(words);
  });

  it("one of the newest goes, if fewer are to stay", () => {
    expect(rowOf({ rank: 3, rules: { keepNewest: 2 } }).verdict).toBe("goes");
  });
});

it("what could not be looked at makes it unsure, never free", () => {
  const row = rowOf({
    checks: [check("free"), check("unknown", "Servers could not be looked at")],
  });
  expect(row).toMatchObject({
    verdict: "unsure",
    act: null,
    reasons: ["Servers could not be looked at"],
  });
});

it("what rests goes on resting while its use isn't known, and isn't removed then", () => {
  const checks = [check("unknown", "Servers could not be looked at")];
  const at = (daysAgo: number) => old({ state: "disabled", tags: retired(daysAgo) });
  expect(rowOf({ image: at(3), checks }).verdict).toBe("rests");
  expect(rowOf({ image: at(15), checks })).toMatchObject({ verdict: "unsure", act: null });
});
