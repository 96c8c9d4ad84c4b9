import { describe, expect, it, test } from "vitest";
import type { CampaignOutline, ChildWork } from "../../../shared/model/campaign.ts";
import { fleetId, imageId, operationId, stepId } from "../../../shared/model/ids.ts";
import type { OperationDetail, OperationSummary } from "../../../shared/model/operation.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import {
  heldRows,
  inLineageOrder,
  noteOf,
  partRows,
  stateWords,
} from "../../../renderer/screens/campaign/campaign-rows.ts";
import {
  moved,
  newerBases,
  oldBases,
  putInto,
  requestOf,
  emptyDraft,
  stagesOf,
} from "../../../renderer/screens/campaign/plan/campaign-draft.ts";
import { momentOf, draftNow } from "../../../renderer/components/images/revoke/revoke-draft.ts";

const expected = { medianMs: 1, worstMs: 1 };
const child = (key: string, by: string | null): ChildWork => ({
  key,
  name: key,
  expected,
  intent: {
    kind: "bake",
    recipeFile: "a.yaml",
    instanceType: "t3.medium",
    base: by === null ? { kind: "image", imageId: imageId("ami-1") } : { kind: "baked", by },
  },
});

const detail = (children: readonly ChildWork[], words = {}) =>
  ({
    id: operationId("op"),
    plan: {
      steps: [{ id: stepId("1"), work: { kind: "run-children", children, atOnce: 1 } }],
    },
    steps: [{ stepId: stepId("1"), children: words }],
  }) as unknown as OperationDetail;

const operation = (key: string, attempt: number, over: Partial<OperationSummary> = {}) =>
  ({
    id: operationId(`op-${key}-${String(attempt)}`),
    kind: "bake",
    status: "running",
    progress: 0.5,
    outcome: null,
    stuck: null,
    phase: "Build",
    partOf: { operationId: "op", title: "", key, attempt },
    ...over,
  }) as unknown as OperationSummary;

describe("a campaign's parts", () => {
  const children = [child("a", null), child("b", "a")];

  it("stand as the newest of their operations does", () => {
    const rows = partRows(detail(children), [
      operation("a", 1, { status: "failed" }),
      operation("a", 2),
    ]);
    expect(rows.map((row) => stateWords(row).text)).toEqual(["running", "waits"]);
    expect(rows[0]?.operation?.id).toBe("op-a-2");
    expect(rows.map(noteOf)).toEqual(["Build", ""]);
  });

  it("go on with what is made, though no summary names the image", () => {
    const rows = partRows(detail(children), [operation("a", 1, { status: "succeeded" })]);
    expect(rows.map(({ state }) => state.kind)).toEqual(["done", "ready"]);
    expect(rows.map(noteOf)).toEqual(["made and verified", ""]);
  });

  it("are held by a failure, a refusal, or what holds their own operation", () => {
    const stuck = { cause: "No capacity.", cure: "Wait." };
    const refused = { a: { reason: "A freeze.", cure: "Wait.", atMs: 1 } };
    const held = (words: object, ...operations: readonly OperationSummary[]) =>
      heldRows(partRows(detail(children, words), operations)).map(noteOf);
    expect(held({}, operation("a", 1, { status: "failed", outcome: "It failed." }))).toEqual([
      "It failed.",
    ]);
    expect(held({ refused })).toEqual(["A freeze. Wait."]);
    expect(held({}, operation("a", 1, { stuck }))).toEqual(["No capacity. Wait."]);
    expect(held({}, operation("a", 1))).toEqual([]);
  });

  it("that were skipped say why, and what would have stood on them too", () => {
    const rows = partRows(detail(children, { skipped: { a: "by ada: not needed" } }), []);
    expect(rows.map(noteOf)).toEqual([
      "by ada: not needed",
      "There is no new image of a for it to stand on.",
    ]);
  });
});

const image = { id: imageId("ami-1"), name: "x" };
const bake = (key: string, on: string | null) => ({
  key,
  recipe: key,
  recipeFile: "",
  instead: image,
  on,
});
const fleet = (name: string, stage: number) => ({
  key: name,
  fleetId: fleetId(name),
  name,
  environment: "prod",
  servers: 1,
  label: "v1",
  image,
  on: "a",
  stage,
});
const outline: CampaignOutline = {
  from: image,
  to: image,
  bakes: [bake("c", "a"), bake("a", null), bake("b", "a")],
  ready: [],
  fleets: [fleet("one", 0), fleet("two", 1), fleet("three", 1)],
  stages: [
    { name: "first", asks: false },
    { name: "rest", asks: true },
  ],
  skipped: [],
};

test("images stand below what they stand on, by name", () => {
  expect(inLineageOrder(outline)).toEqual([
    { key: "a", depth: 0 },
    { key: "b", depth: 1 },
    { key: "c", depth: 1 },
  ]);
});

describe("the order of fleets", () => {
  const stages = stagesOf(outline);
  const order = (now: typeof stages) => now.map(({ fleetIds }) => fleetIds.join(" "));

  it("begins as the plan has it, and goes over the edge of a stage", () => {
    expect(order(stages)).toEqual(["one", "two three"]);
    expect(order(moved(stages, "three", -1))).toEqual(["one", "three two"]);
    expect(order(moved(stages, "two", -1))).toEqual(["one two", "three"]);
    expect(order(moved(stages, "one", 1))).toEqual(["", "one two three"]);
    expect(order(moved(stages, "one", -1))).toEqual(order(stages));
  });

  it("takes what is dropped where it is dropped", () => {
    expect(order(putInto(stages, "one", 1, 1))).toEqual(["", "two one three"]);
    expect(order(putInto(stages, "three", 0, 0))).toEqual(["three one", "two"]);
  });

  it("asks for no stage without a fleet", () => {
    const draft = { ...emptyDraft, from: "a", to: "b", stages: moved(stages, "one", 1) };
    expect(requestOf("c", draft).stages?.map(({ name }) => name)).toEqual(["rest"]);
    expect(requestOf("c", { ...draft, stages: null }).stages).toBeNull();
  });
});

describe("which bases can be chosen", () => {
  const row = (id: string, over: Partial<ImageView>) =>
    ({
      id,
      name: id,
      kind: "base",
      state: "available",
      architecture: "x86_64",
      parentId: null,
      createdAtMs: 1,
      ...over,
    }) as ImageView;
  const old = row("al2023-1", { createdAtMs: 1 });
  const rows = [
    old,
    row("al2023-2", { createdAtMs: 2 }),
    row("debian-9", { createdAtMs: 9 }),
    row("al2023-3", { createdAtMs: 3, state: "disabled" }),
    row("al2023-4", { createdAtMs: 4, architecture: "arm64" }),
    row("web", { kind: "server", parentId: imageId("al2023-1"), createdAtMs: 5 }),
  ];

  it("old ones from which something was made; newer ones of its kind, its series first", () => {
    expect(oldBases(rows).map(({ id }) => id)).toEqual(["al2023-1"]);
    expect(newerBases(rows, old).map(({ id }) => id)).toEqual(["al2023-2", "debian-9"]);
  });
});

test("a revocation's time is written in UTC, and refused where it is none", () => {
  const draft = draftNow(Date.UTC(2026, 10, 21, 9, 20));
  expect(momentOf(draft)).toEqual({ atMs: null, problem: null });
  expect(momentOf({ ...draft, when: "later" }).atMs).toBe(Date.UTC(2026, 10, 21, 11));
  expect(momentOf({ ...draft, when: "later", time: "tomorrow" }).problem).toMatch(/Write the day/);
});
