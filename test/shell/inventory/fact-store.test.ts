import { describe, expect, test } from "vitest";
import { FactStore } from "../../../electron/inventory/fact-store.ts";
import { sameRow } from "../../../electron/inventory/same-row.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import { imageId } from "../../../shared/model/ids.ts";

const image = (id: string, over: Partial<ImageFact> = {}): ImageFact => ({
  id: imageId(id),
  name: id,
  description: "",
  ownerId: "1",
  state: "available",
  stateReason: null,
  architecture: "x86_64",
  createdAtMs: 0,
  deprecatedAtMs: null,
  deregistrationProtected: false,
  sourceImageId: null,
  sourceInstanceId: null,
  rootDevice: null,
  snapshotIds: [],
  tags: {},
  readAtMs: 0,
  ...over,
});

const keys = (delta: { readonly upserts: readonly (readonly [string, unknown])[] }) =>
  delta.upserts.map(([key]) => key);

describe("what a reading changed", () => {
  test("new rows, then only those that differ; their age is no difference", () => {
    const store = new FactStore();
    expect(keys(store.upsert("images", [image("a"), image("b")], store.beginReading()))).toEqual([
      "a",
      "b",
    ]);
    const again = [image("a", { readAtMs: 9 }), image("b", { readAtMs: 9, state: "disabled" })];
    expect(keys(store.upsert("images", again, store.beginReading()))).toEqual(["b"]);
    expect(store.facts().images.get("a")?.readAtMs).toBe(9);
  });

  test("only a pass that didn't see a row removes it", () => {
    const store = new FactStore();
    store.upsert("images", [image("a"), image("b")], store.beginReading());
    const pass = store.beginReading();
    store.upsert("images", [image("a")], pass);
    expect(store.facts().images.has("b")).toBe(true);
    expect(store.removeUnseen("images", pass).removes).toEqual(["b"]);
    expect([...store.facts().images.keys()]).toEqual(["a"]);
  });

  test("an earlier reading that ends late neither puts back nor removes what a later one saw", () => {
    const store = new FactStore();
    const pass = store.beginReading();
    const refresh = store.beginReading();
    store.upsert("images", [image("a", { state: "disabled" })], refresh);
    expect(keys(store.upsert("images", [image("a")], pass))).toEqual([]);
    expect(store.removeUnseen("images", pass).removes).toEqual([]);
    expect(store.facts().images.get("a")?.state).toBe("disabled");
  });

  test("a narrow reading removes within what it read", () => {
    const store = new FactStore();
    store.upsert("images", [image("a"), image("b")], store.beginReading());
    expect(
      store.removeUnseen("images", store.beginReading(), (key) => key === "a").removes,
    ).toEqual(["a"]);
  });
});

test.each([
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
  [{ a: 1, readAtMs: 1 }, { a: 1, readAtMs: 2 }, true],
  [{ a: { checkedAtMs: 1 } }, { a: { checkedAtMs: 2 } }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [[1, 2], [2, 1], false],
  [null, {}, false],
])("%j and %j are the same: %s", (left, right, same) => {
  expect(sameRow(left, right)).toBe(same);
});
