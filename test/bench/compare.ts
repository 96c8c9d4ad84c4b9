/** Comparing 5,000 packages, beside `diff` of the same lists; reading large files of known holes, beside one JSON.parse. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HoleFile } from "../../shared/compare/holes/advisory.ts";
import { holeReport, wantedOf } from "../../shared/compare/holes/hole-report.ts";
import { holeReader } from "../../shared/compare/holes/read/read-holes.ts";
import { comparePackages } from "../../shared/compare/packages.ts";
import type { Manifest, PackageFact } from "../../shared/model/manifest.ts";
import { ofRuns, type Figure } from "./figures.ts";

const RUNS = 15;
const PACKAGES = 5_000;
const ADVISORIES = 20_000;
const SLICE = 32_768;
const peer = "diff";

export function compareFigures(): Promise<readonly Figure[]> {
  const [left, right] = [manifest(0), manifest(1)];
  const own = times(RUNS, () => comparePackages([left, right]));
  const [osv, oval] = [osvText(), ovalText()];
  const wanted = wantedOf([left, right]);
  const slices: number[] = [];
  const file = read(osv, wanted);
  return Promise.resolve([
    ofRuns(`${String(PACKAGES)} packages compared`, "ms", own, {
      name: "diff of the sorted lists, a process",
      values: diffTimes(left, right),
    }),
    ofRuns(
      `${megabytes(osv)} MB of OSV read in slices`,
      "ms",
      times(5, () => read(osv, wanted, slices)),
      { name: "JSON.parse at once", values: times(5, () => JSON.parse(osv) as unknown) },
    ),
    { ...ofRuns("  longest slice of it", "ms", slices), value: Math.max(...slices) },
    ofRuns(
      `${megabytes(oval)} MB of OVAL read in slices`,
      "ms",
      times(5, () => read(oval, wanted)),
    ),
    ofRuns(
      `${String(ADVISORIES)} advisories held against them`,
      "ms",
      times(RUNS, () => holeReport([left, right], [file])),
    ),
  ]);
}

const megabytes = (text: string) => (text.length / 1e6).toFixed(0);

function times(runs: number, work: () => unknown): number[] {
  return Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
}

/** Every fifth package of the newer one is another version. */
function manifest(age: number): Manifest {
  const packages = Array.from({ length: PACKAGES }, (_, at): PackageFact => {
    const version = `${String(at % 9)}.${String(at % 37)}.${String(age * Number(at % 5 === 0) + (at % 7))}-${String(at % 11)}.amzn2023`;
    return { name: `package-${String(at)}`, version, arch: "x86_64", source: "rpm" };
  });
  return {
    imageId: null,
    takenAtMs: 0,
    kernel: "6.1",
    packages,
    files: [],
    users: [],
    services: [],
    ports: [],
    diskUsedMib: null,
    bootSeconds: null,
    system: "Red Hat Enterprise Linux 9.4",
  };
}

function diffTimes(left: Manifest, right: Manifest): number[] {
  const folder = mkdtempSync(join(tmpdir(), "bennu-diff-"));
  const files = [left, right].map(({ packages }, at) => {
    const file = join(folder, String(at));
    const lines = packages.map(({ name, version }) => `${name} ${version}`).toSorted();
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  });
  const found = times(RUNS, () => {
    try {
      execFileSync(peer, files, { stdio: "ignore" });
    } catch {
      // It ends with 1 where they differ.
    }
  });
  rmSync(folder, { recursive: true });
  return found;
}

function read(text: string, wanted: ReturnType<typeof wantedOf>, slices: number[] = []): HoleFile {
  const reader = holeReader(wanted);
  for (let at = 0; at < text.length; at += SLICE) {
    const startedMs = performance.now();
    reader.push(text.slice(at, at + SLICE));
    slices.push(performance.now() - startedMs);
  }
  return { name: "bench", ...reader.end() };
}

const nameOf = (at: number) => `package-${String((at * 7) % (PACKAGES * 2))}`;
const words =
  "A flaw was found in this package, by which a peer could do what it must not. ".repeat(12);

function osvText(): string {
  const records = Array.from({ length: ADVISORIES }, (_, at) => ({
    id: `RHSA-${String(at)}`,
    modified: "2026-01-01T00:00:00Z",
    summary: words.slice(0, 80),
    details: words,
    affected: [
      {
        package: { ecosystem: "Red Hat:enterprise_linux:9::baseos", name: nameOf(at) },
        ranges: [
          { type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: `${String(at % 9)}.5-1` }] },
        ],
      },
    ],
  }));
  return JSON.stringify(records);
}

function ovalText(): string {
  const all = Array.from({ length: ADVISORIES }, (_, at) => String(at));
  const definitions = all.map(
    (id) =>
      `<definition class="patch" id="d:${id}"><metadata><title>${id}</title><affected><platform>Red Hat Enterprise Linux 9</platform></affected><reference ref_id="RHSA-${id}"/><description>${words}</description><advisory><severity>Important</severity></advisory></metadata><criteria><criterion test_ref="t:${id}" comment="x"/></criteria></definition>`,
  );
  const tests = all.map(
    (id) =>
      `<r:rpminfo_test id="t:${id}"><r:object object_ref="o:${id}"/><r:state state_ref="s:${id}"/></r:rpminfo_test>`,
  );
  const objects = all.map(
    (id) =>
      `<r:rpminfo_object id="o:${id}"><r:name>${nameOf(Number(id))}</r:name></r:rpminfo_object>`,
  );
  const states = all.map(
    (id) =>
      `<r:rpminfo_state id="s:${id}"><r:evr operation="less than">0:5.5-1</r:evr></r:rpminfo_state>`,
  );
  return `<oval_definitions xmlns:r="r"><definitions>${definitions.join("\n")}</definitions><tests>${tests.join("")}</tests><objects>${objects.join("")}</objects><states>${states.join("")}</states></oval_definitions>`;
}
