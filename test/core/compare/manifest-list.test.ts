/** What is in one image, as a list to search. */
import { expect, it } from "vitest";
import { findItems, listManifest } from "../../../shared/compare/manifest-list.ts";
import type { Manifest } from "../../../shared/model/manifest.ts";

const manifest: Manifest = {
  imageId: null,
  takenAtMs: 0,
  kernel: "6.1.141",
  packages: [
    { name: "zlib", version: "1.2", arch: "x86_64", source: "rpm" },
    { name: "express", version: "5.1.0", arch: "", source: "npm" },
  ],
  files: [{ path: "/etc/a", digest: "sha256:1" }],
  users: ["root"],
  services: ["nginx.service"],
  ports: ["tcp/80"],
  diskUsedMib: null,
  bootSeconds: null,
};
const items = listManifest(manifest);
const lines = (search: string) =>
  findItems(items, search).map(({ area, name, value }) => `${area} ${name} ${value ?? "-"}`);

it("lists the packages by name, then everything else that is known", () => {
  expect(lines("")).toEqual([
    "package express 5.1.0 (npm)",
    "package zlib 1.2 (rpm, x86_64)",
    "kernel kernel 6.1.141",
    "user root -",
    "service nginx.service -",
    "port tcp/80 -",
    "file /etc/a sha256:1",
  ]);
});

it.each([
  ["PORT", ["port tcp/80 -"]],
  ["package 1.2", ["package zlib 1.2 (rpm, x86_64)"]],
  ["zlib npm", []],
])("finds %s by every word of it", (search, found) => {
  expect(lines(search)).toEqual(found);
});
