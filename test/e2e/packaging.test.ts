/** Packages the program without Electron's binary: a stand-in that carries the fuse wire takes its place. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPackage, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { beforeAll, describe, expect, test } from "vitest";
import { fuses } from "../../build/fuses.ts";
import { packageApp } from "../../build/packager.ts";
import { strangers } from "../../build/packed-files.ts";
import packageJson from "../../package.json" with { type: "json" };

const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const [ON, OFF] = ["1".charCodeAt(0), "0".charCodeAt(0)];

async function standIn(folder: string): Promise<string> {
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, 9]),
    Buffer.from("111101011"),
  ]);
  mkdirSync(join(folder, "resources"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  writeFileSync(join(folder, "empty", "main.js"), "");
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from("#!/bin/false\n"), wire]));
  chmodSync(join(folder, "electron"), 0o755);
  await createPackage(join(folder, "empty"), join(folder, "resources", "default_app.asar"));
  rmSync(join(folder, "empty"), { recursive: true });
  writeFileSync(join(folder, "version"), packageJson.devDependencies.electron);
  writeFileSync(join(folder, "LICENSE"), "a stand-in");
  return folder;
}

describe("the packaged program", () => {
  const place = { app: "" };

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "bennu-package-"));
    const electronDist = await standIn(join(folder, "electron"));
    await packageApp({ electronDist, output: join(folder, "dist"), platform: "linux" });
    place.app = join(folder, "dist", "linux-unpacked");
    return () => rmSync(folder, { recursive: true, force: true });
  });

  test("its fuses read back as they were set", async () => {
    const wire = await getCurrentFuseWire(join(place.app, "bennu"));
    const read = (option: FuseV1Options) => wire[option];
    const expected: [FuseV1Options, boolean][] = [
      [FuseV1Options.RunAsNode, fuses.runAsNode],
      [FuseV1Options.EnableCookieEncryption, fuses.enableCookieEncryption],
      [
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        fuses.enableNodeOptionsEnvironmentVariable,
      ],
      [FuseV1Options.EnableNodeCliInspectArguments, fuses.enableNodeCliInspectArguments],
      [
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        fuses.enableEmbeddedAsarIntegrityValidation,
      ],
      [FuseV1Options.OnlyLoadAppFromAsar, fuses.onlyLoadAppFromAsar],
      [
        FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
        fuses.loadBrowserProcessSpecificV8Snapshot,
      ],
      [FuseV1Options.GrantFileProtocolExtraPrivileges, fuses.grantFileProtocolExtraPrivileges],
    ];
    for (const [option, on] of expected)
      expect(read(option), FuseV1Options[option]).toBe(on ? ON : OFF);
  });

  test("it holds what the list allows, and nothing else", () => {
    const asar = join(place.app, "resources", "app.asar");
    const entries = listPackage(asar, { isPack: false }).map((path) => path.replace(/^\//, ""));
    const folders = new Set(
      entries.filter((path) => entries.some((other) => other.startsWith(`${path}/`))),
    );
    const files = entries.filter((path) => !folders.has(path));
    expect(strangers(files)).toEqual([]);
    for (const needed of [
      "out/electron/main.js",
      "out/electron/preload.cjs",
      "out/renderer/index.html",
    ])
      expect(files).toContain(needed);
    expect(existsSync(join(place.app, "resources", "app.asar.unpacked"))).toBe(false);
  });
});
