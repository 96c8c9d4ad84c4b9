/** One image by the rules: never touched while it is needed or its use unknown, never done while it is there. */
import { describe, expect, it } from "vitest";
import { decideRetireImage } from "../../../shared/decide/retention/retire-image.ts";
import type { Memory } from "../../../shared/decide/decision.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { defaultRetentionRules, type RetentionAct } from "../../../shared/model/retention.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { notLooked, type ImageEvidence } from "../../../shared/retention/evidence.ts";
import { anImage } from "../../builders/image.ts";
import { DAY_MS, MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aMemory, asked } from "./a-memory.ts";

const seen = <V>(value: V) => ({ atMs: NOW_MS, value });
const at = new Date(NOW_MS).toISOString();
const retired = { [TAG.retired]: `${at} disable` };
const deprecated = { [TAG.retired]: `${at} deprecate -` };
const soon = new Date(NOW_MS + DAY_MS).toISOString();
const fact = (over: Partial<ImageFact> = {}) =>
  anImage("ami-1", {
    ...{ name: "web-1", ownerId: "1", state: "available", deprecatedAtMs: null, tags: {} },
    ...{ deregistrationProtected: false, snapshotIds: ["snap-1"] },
    ...over,
  });
/** Its time of grace is over. */
const rested = (over: Partial<ImageFact> = {}) =>
  fact({
    state: "disabled",
    tags: { [TAG.retired]: `${new Date(NOW_MS - 15 * DAY_MS).toISOString()} disable` },
    ...over,
  });
const evidence = (image: ImageFact, over: Partial<ImageEvidence> = {}): ImageEvidence => ({
  ...{ image, accountId: "1", servers: seen([]), templates: seen([]), references: seen([]) },
  ...{ launchConfigurations: seen([]), lastLaunchedAtMs: seen(null), promises: seen([]) },
  permissions: seen({ accounts: [], isPublic: false, organizations: [] }),
  elsewhere: seen([]),
  ...over,
});

interface Case {
  readonly act: RetentionAct;
  readonly image?: ImageFact | null;
  readonly over?: Partial<ImageEvidence>;
  readonly memory?: Partial<Memory>;
  readonly snapshots?: readonly string[];
  readonly afterMs?: number;
  readonly newerGood?: number | null;
}

const decide = ({
  act,
  image = fact(),
  over = {},
  memory = {},
  snapshots = [],
  afterMs = 0,
  newerGood = null,
}: Case) =>
  decideRetireImage(
    {
      ...{ kind: "retire-image", imageId: fact().id, name: "web-1", act },
      ...{ rules: defaultRetentionRules, snapshotIds: ["snap-1"] },
    },
    { evidence: image === null ? null : evidence(image, over), newerGood, snapshots },
    aMemory(memory),
    NOW_MS + afterMs,
  );
const callsOf = (about: Case) => {
  const decision = decide(about);
  return decision.kind === "act" ? decision.calls.map(({ call }) => call) : decision.kind;
};

describe("an image that nothing needs", () => {
  it.each<[string, Case, unknown]>([
    ["is tagged and disabled", { act: "disable" }, ["CreateTags", "DisableImage"]],
    [
      "is only tagged where it is disabled already",
      { act: "disable", image: fact({ state: "disabled" }) },
      ["CreateTags"],
    ],
    [
      "is done when AWS lists it so",
      { act: "disable", image: fact({ state: "disabled", tags: retired }) },
      "done",
    ],
    [
      "stays where newer ones went meanwhile, and it is among the newest now",
      { act: "disable", newerGood: defaultRetentionRules.keepNewest - 1 },
      "skipped",
    ],
    ["is not removed either, then", { act: "remove", image: rested(), newerGood: 0 }, "skipped"],
    [
      "goes while enough newer ones are there",
      { act: "remove", image: rested(), newerGood: defaultRetentionRules.keepNewest },
      ["DeregisterImage"],
    ],
    [
      "is done all the same where it rests by now",
      { act: "disable", image: fact({ state: "disabled", tags: retired }), newerGood: 0 },
      "done",
    ],
    ["is tagged and deprecated", { act: "deprecate" }, ["CreateTags", "EnableImageDeprecation"]],
    [
      "is done when it is deprecated",
      { act: "deprecate", image: fact({ deprecatedAtMs: NOW_MS, tags: deprecated }) },
      "done",
    ],
    [
      "is not done by its tag alone, while it has the later day that it had before",
      { act: "deprecate", image: fact({ deprecatedAtMs: NOW_MS + 30 * DAY_MS, tags: deprecated }) },
      ["CreateTags", "EnableImageDeprecation"],
    ],
    ["is deregistered", { act: "remove", image: rested() }, ["DeregisterImage"]],
    [
      "is deregistered at once where it never came to be",
      { act: "remove", image: fact({ state: "failed" }) },
      ["DeregisterImage"],
    ],
    [
      "is not deregistered where it was given back meanwhile",
      {
        act: "remove",
        image: rested({ state: "available", tags: { [TAG.retired]: `returned ${at}` } }),
      },
      "skipped",
    ],
    [
      "nor where it was put to rest anew meanwhile",
      { act: "remove", image: rested({ tags: retired }) },
      "skipped",
    ],
    [
      "is waited for where AWS accepted it and lists it still",
      { act: "remove", memory: { calls: [asked("DeregisterImage", NOW_MS, "ok")] } },
      "wait",
    ],
    [
      "is enabled again and its tag says so",
      { act: "give-back", image: fact({ state: "disabled", tags: retired }) },
      ["EnableImage", "CreateTags"],
    ],
    [
      "loses its deprecation",
      { act: "give-back", image: fact({ deprecatedAtMs: NOW_MS, tags: deprecated }) },
      ["DisableImageDeprecation", "CreateTags"],
    ],
    ["is given back already", { act: "give-back" }, "done"],
  ])("%s", (_what, about, expected) => {
    expect(callsOf(about)).toEqual(expected);
  });

  it("goes with its snapshots", () => {
    expect(decide({ act: "remove", image: rested() })).toMatchObject({
      calls: [{ withSnapshots: true }],
    });
  });
});

describe("as it was before", () => {
  it("a base's own deprecation outlives being disabled and given back", () => {
    const image = fact({ state: "disabled", deprecatedAtMs: NOW_MS + DAY_MS, tags: retired });
    expect(callsOf({ act: "give-back", image })).toEqual(["EnableImage", "CreateTags"]);
  });

  it("a deprecation that was to come is set again; one that has come stays", () => {
    const tags = { [TAG.retired]: `${at} deprecate ${soon}` };
    const image = fact({ deprecatedAtMs: NOW_MS, tags });
    expect(decide({ act: "give-back", image })).toMatchObject({
      calls: [
        { call: "EnableImageDeprecation", deprecateAtMs: NOW_MS + DAY_MS },
        { call: "CreateTags" },
      ],
    });
    expect(callsOf({ act: "give-back", image, afterMs: 2 * DAY_MS })).toEqual(["CreateTags"]);
  });

  it("what is deprecated by now is tagged alone, and its tag says so", () => {
    const decision = decide({ act: "deprecate", image: fact({ deprecatedAtMs: NOW_MS - DAY_MS }) });
    expect(decision).toMatchObject({ calls: [{ call: "CreateTags" }] });
  });

  it("a tag without what it says is no rest: somebody enabled it by hand", () => {
    expect(
      callsOf({ act: "disable", image: fact({ tags: retired, deprecatedAtMs: NOW_MS }) }),
    ).toEqual(["CreateTags", "DisableImage"]);
  });
});

describe("it is not touched", () => {
  it.each<[string, Partial<ImageEvidence>, Partial<ImageFact>?]>([
    ["while a server runs from it", { servers: seen(["i-1 (running)"]) }],
    ["while a part could not be looked at", { references: notLooked("denied") }],
    ["of another account", {}, { ownerId: "2" }],
    ["while AWS protects it", {}, { deregistrationProtected: true }],
    ["where the account isn't known", { accountId: null }],
  ])("%s", (_when, over, image = {}) => {
    for (const act of ["disable", "deprecate", "remove"] as const)
      expect(decide({ act, image: fact(image), over })).toMatchObject({
        kind: "skipped",
        events: [{ level: "warn" }],
      });
  });
});

describe("AWS lists it no more", () => {
  it.each<[string, Case, string]>([
    [
      "by our doing, and its snapshots neither",
      { act: "remove", memory: { calls: [asked("DeregisterImage", NOW_MS, "ok")] } },
      "done",
    ],
    [
      "by our doing, though no answer was seen",
      { act: "remove", memory: { calls: [asked("DeregisterImage", NOW_MS, null)] } },
      "done",
    ],
    [
      "and its snapshots still",
      {
        act: "remove",
        snapshots: ["snap-1"],
        memory: { calls: [asked("DeregisterImage", NOW_MS, "ok")] },
      },
      "wait",
    ],
    [
      "and its snapshots stay for long",
      {
        act: "remove",
        snapshots: ["snap-1"],
        afterMs: 2 * MINUTE_MS,
        memory: { calls: [asked("DeregisterImage", NOW_MS, "ok")] },
      },
      "act",
    ],
    [
      "and AWS refuses to delete them: another image needs them",
      {
        act: "remove",
        snapshots: ["snap-1"],
        afterMs: 2 * MINUTE_MS,
        memory: {
          calls: [
            asked("DeregisterImage", NOW_MS, "ok"),
            asked("DeleteSnapshot", NOW_MS, "failed"),
          ],
        },
      },
      "done",
    ],
    ["and nobody here asked for it: a list may lag", { act: "remove" }, "wait"],
    ["and nobody here asked for it, still", { act: "remove", afterMs: 2 * MINUTE_MS }, "skipped"],
    [
      "after a refusal of ours, still",
      {
        act: "remove",
        afterMs: 2 * MINUTE_MS,
        memory: { calls: [asked("DeregisterImage", NOW_MS, "failed")] },
      },
      "skipped",
    ],
    ["though it was only to be disabled", { act: "disable", afterMs: 2 * MINUTE_MS }, "skipped"],
  ])("%s", (_what, about, kind) => {
    expect(decide({ ...about, image: null }).kind).toBe(kind);
  });
});
