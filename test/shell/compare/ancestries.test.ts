import { expect, it } from "vitest";
import { ancestryReader } from "../../../electron/bake/ancestries.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { BennuError } from "../../../shared/errors.ts";
import { connectionId, imageId } from "../../../shared/model/ids.ts";

const here = connectionId("here");
const entry = (id: string) => ({
  imageId: imageId(id),
  createdAtMs: null,
  ownerAlias: null,
  sourceImageId: null,
  sourceRegion: null,
});

function aReader(answer: (id: string) => readonly ReturnType<typeof entry>[]) {
  const asked: string[] = [];
  const imageAncestry = (id: string) => {
    asked.push(id);
    return new Promise((resolve) => resolve(answer(id)));
  };
  const read = ancestryReader(() => ({ reader: { imageAncestry } }) as unknown as Cloud);
  return { read: (...ids: string[]) => read(here, ids), asked };
}

it("asks for each image once, and leaves out what AWS tells nothing of", async () => {
  const { read, asked } = aReader((id) => (id === "b" ? [] : [entry(id)]));
  expect((await read("a", "b")).found).toEqual({ a: [entry("a")] });
  expect((await read("a", "b", "c")).found).toEqual({ a: [entry("a")], c: [entry("c")] });
  expect(asked.toSorted()).toEqual(["a", "b", "c"]);
});

it("goes on over an image that is gone", async () => {
  const { read } = aReader((id) => {
    if (id === "gone") throw new BennuError({ code: "not-found", message: "gone" });
    return [entry(id)];
  });
  expect(await read("gone", "a")).toEqual({ found: { a: [entry("a")] }, problem: null });
});

it("stops where it may not read, says why, and asks again another time", async () => {
  let isAllowed = false;
  const { read, asked } = aReader((id) => {
    if (!isAllowed) throw new BennuError({ code: "access-denied", message: "Not allowed." });
    return [entry(id)];
  });
  const many = Array.from({ length: 50 }, (_, at) => `ami-${String(at)}`);
  expect(await read(...many)).toEqual({ found: {}, problem: "Not allowed." });
  expect(asked.length).toBeLessThan(10);
  isAllowed = true;
  expect(Object.keys((await read("ami-1")).found)).toEqual(["ami-1"]);
});
