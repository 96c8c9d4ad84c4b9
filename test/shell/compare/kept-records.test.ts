/** What colleagues' bakes put into a bucket, and what anybody else may have: only a whole record is believed. */
import { describe, expect, it } from "vitest";
import { keptRecord, recordText } from "../../../electron/bake/kept-records.ts";
import type { ImageRecord } from "../../../shared/model/manifest.ts";

const record: ImageRecord = {
  imageId: "ami-1",
  manifest: {
    ...{ imageId: "ami-1", takenAtMs: 1, kernel: "6.1", diskUsedMib: 900, bootSeconds: null },
    packages: [{ name: "curl", version: "8", arch: "x86_64", source: "rpm", repository: "core" }],
    files: [{ path: "/etc/motd", digest: "d", mode: "0644", owner: "root:root" }],
    ...{ users: ["root"], services: [], ports: ["tcp/22"], form: 2, sysctl: { "vm.x": "1" } },
    groups: [{ name: "root", id: 0, members: [] }],
  },
  tests: [{ name: "answers", where: "fresh-boot", passed: true, detail: "", durationMs: 5 }],
  ...{ recipeName: "shop", recipeText: "name: shop", bakedByOperation: "op-1", recordedAtMs: 2 },
};
const read = (text: string) =>
  keptRecord({ objectText: () => Promise.resolve(text) }, "bucket", "ami-1");
const changed = (about: object) =>
  JSON.stringify({ format: 1, record: { ...record, manifest: { ...record.manifest, ...about } } });

describe("what a bucket has of an image", () => {
  it("is read as it was written", async () => {
    expect(await read(recordText(record).text)).toEqual(record);
  });

  it.each([
    ["no JSON", "<html>"],
    ["another image's", recordText({ ...record, imageId: "ami-2" }).text],
    ["a record with a setting that is no text", changed({ sysctl: { x: { y: 1 } } })],
    ["a record with a group without members", changed({ groups: [{ name: "a", id: 1 }] })],
    ["a record with a package from a thing", changed({ packages: [{ name: {}, version: "1" }] })],
  ])("is none where it is %s", async (_what, text) => {
    expect(await read(text)).toBeNull();
  });
});
