import { describe, expect, it, test } from "vitest";
import type { ChildSeen } from "../../../shared/campaign/child-states.ts";
import type { Kept, Memory } from "../../../shared/decide/decision.ts";
import { decideRunChildren } from "../../../shared/decide/campaign/run-children.ts";
import type { ChildWork } from "../../../shared/model/campaign.ts";
import { fleetId, imageId, operationId } from "../../../shared/model/ids.ts";
import { NOW_MS } from "../../builders/time.ts";

const MINUTE = 60_000;
const expected = { medianMs: MINUTE, worstMs: MINUTE };
const bake = (key: string, on: string | null = null): ChildWork => ({
  key,
  name: key,
  expected,
  intent: {
    kind: "bake",
    recipeFile: "a.yaml",
    instanceType: "t3.medium",
    base: on === null ? { kind: "image", imageId: imageId("ami-1") } : { kind: "baked", by: on },
  },
});
const fleet = (key: string, by = "a"): ChildWork => ({
  key,
  name: key,
  expected,
  intent: {
    kind: "replace",
    fleetId: fleetId(key),
    image: { kind: "baked", by },
    onFailure: "hold",
  },
});

const seen = (key: string, over: Partial<ChildSeen> = {}): ChildSeen => ({
  key,
  attempt: 1,
  operationId: operationId(`op-${key}`),
  status: "running",
  outcome: null,
  progress: 0.5,
  leftMs: MINUTE,
  stuck: null,
  imageId: null,
  ...over,
});
const done = (key: string) => seen(key, { status: "succeeded", imageId: imageId(`ami-${key}`) });
const broken = (key: string) => seen(key, { status: "failed", outcome: "1 test failed." });

interface Wish {
  readonly own: readonly ChildWork[];
  readonly others?: readonly ChildWork[];
  readonly seen?: readonly ChildSeen[];
  readonly kept?: Kept;
  readonly elsewhere?: readonly Kept[];
  readonly atOnce?: number;
  readonly leaving?: Memory["leaving"];
}

function decide(wish: Wish) {
  const { own, others = [], kept = null, leaving = null, atOnce = 2 } = wish;
  return decideRunChildren(
    { kind: "run-children", children: own, atOnce },
    {
      children: [...others, ...own],
      seen: new Map((wish.seen ?? []).map((one) => [one.key, one])),
      elsewhere: wish.elsewhere ?? [],
    },
    { kept, leaving } as unknown as Memory,
    NOW_MS,
  );
}

describe("what is begun next", () => {
  it("is what stands on what is there, never more side by side than are allowed", () => {
    const own = [bake("a"), bake("b", "a"), bake("c")];
    expect(decide({ own })).toMatchObject({ kind: "begin", child: { key: "a" }, image: "ami-1" });
    expect(decide({ own, seen: [seen("a")] })).toMatchObject({
      kind: "begin",
      child: { key: "c" },
    });
    expect(decide({ own, seen: [seen("a"), seen("c")] })).toMatchObject({ kind: "wait" });
    expect(decide({ own, seen: [seen("a")], atOnce: 1 })).toMatchObject({ kind: "wait" });
    expect(decide({ own, seen: [done("a"), seen("c")] })).toMatchObject({
      child: { key: "b" },
      image: "ami-a",
    });
  });

  it("is another bake beside one that failed, but no fleet after one that failed", () => {
    expect(decide({ own: [bake("a"), bake("b")], seen: [broken("a")] })).toMatchObject({
      child: { key: "b" },
    });
    const fleets = { own: [fleet("x"), fleet("y")], others: [bake("a")], atOnce: 1 };
    expect(decide({ ...fleets, seen: [done("a"), broken("x")] })).toMatchObject({
      kind: "stuck",
      cause: "x: 1 test failed.",
    });
  });

  it("is what failed once more, with another number, when somebody says so", () => {
    const wish = { own: [bake("a")], seen: [broken("a")] };
    expect(decide(wish)).toMatchObject({ kind: "stuck" });
    expect(decide({ ...wish, kept: { again: { a: 1 } } })).toMatchObject({
      kind: "begin",
      attempt: 2,
    });
  });

  it.each([
    [5_000, "stuck"],
    [25_000, "begin"],
  ])("is what was refused %i ms ago: %s", (agoMs, kind) => {
    const refused = { a: { reason: "A freeze.", cure: "Wait.", atMs: NOW_MS - agoMs } };
    expect(decide({ own: [bake("a")], kept: { refused } })).toMatchObject({ kind });
  });
});

describe("it is done", () => {
  it("when each is done or skipped, and says what was skipped", () => {
    const kept = { skipped: { b: "by ada: not needed" }, told: ["a done", "b skipped"] };
    expect(decide({ own: [bake("a"), bake("b")], seen: [done("a")], kept })).toMatchObject({
      kind: "done",
      note: "1 of them done, skipped: b (by ada: not needed)",
    });
  });

  it("never with nothing to do", () => {
    expect(decide({ own: [] })).toMatchObject({ kind: "failed" });
  });

  it("with what stands on a skipped bake skipped as well, also where that is another step's", () => {
    const wish = { own: [fleet("x")], others: [bake("a")], elsewhere: [{ skipped: { a: "no" } }] };
    expect(decide(wish)).toMatchObject({
      kind: "done",
      note: "0 of them done, skipped: x (There is no new image of a for it to stand on.)",
    });
  });

  it("with an image of the same inputs that is there already", () => {
    const found = { a: { imageId: imageId("ami-there"), note: "there" } };
    const own = [bake("a"), bake("b", "a")];
    expect(decide({ own, kept: { found } })).toMatchObject({
      child: { key: "b" },
      image: "ami-there",
    });
  });
});

test("what is paused or held on its own page holds it, in its own words", () => {
  const stuck = { cause: "AWS has no capacity.", cure: "Wait." };
  expect(decide({ own: [bake("a")], seen: [seen("a", { stuck })] })).toMatchObject({
    kind: "stuck",
    cause: "a: AWS has no capacity.",
    cure: "Wait.",
  });
  expect(decide({ own: [bake("a")], seen: [seen("a", { status: "paused" })] })).toMatchObject({
    cause: "a is paused.",
  });
});

describe("on the way out", () => {
  const own = [bake("a"), fleet("x", "b")];
  const both = { own, others: [bake("b")], seen: [seen("a"), seen("x"), done("b")] };

  it("everything under way is stopped, and waited for", () => {
    expect(decide({ ...both, leaving: "stopped" })).toMatchObject({
      kind: "end",
      operations: ["op-a", "op-x"],
    });
    const stopping = both.seen.map((one) =>
      one.key === "b" ? one : { ...one, status: "stopping" as const },
    );
    expect(decide({ ...both, seen: stopping, leaving: "stopped" })).toMatchObject({ kind: "wait" });
  });

  it("a roll back takes fleets over as they are: only bakes are stopped", () => {
    expect(decide({ ...both, leaving: "superseded" })).toMatchObject({ operations: ["op-a"] });
    expect(
      decide({ ...both, seen: [seen("x"), done("b"), done("a")], leaving: "superseded" }),
    ).toMatchObject({
      kind: "skipped",
    });
  });
});

test("each end is said once", () => {
  const wish = { own: [bake("a"), bake("b")], seen: [broken("a"), seen("b")] };
  const first = decide(wish);
  expect("events" in first && first.events).toHaveLength(1);
  const kept = "kept" in first ? first.kept : undefined;
  const again = decide({ ...wish, ...(kept ? { kept } : {}) });
  expect("events" in again && again.events).toBeFalsy();
});

test("a plan whose parts wait for each other begins nothing, and doesn't hang", () => {
  expect(decide({ own: [bake("a", "b"), bake("b", "a")] })).toMatchObject({ kind: "wait" });
});
