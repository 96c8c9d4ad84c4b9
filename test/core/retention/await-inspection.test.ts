/** Reading what an inspected image prints: silence is never success, and is said for what it is. */
import { describe, expect, it } from "vitest";
import type { ConsoleReading } from "../../../shared/bake/console.ts";
import { decideAwaitInspection } from "../../../shared/decide/inspect/await-inspection.ts";
import type { Memory } from "../../../shared/decide/decision.ts";
import { imageId, serverId } from "../../../shared/model/ids.ts";
import { MINUTE_MS, NOW_MS } from "../../builders/time.ts";
import { aMemory } from "./a-memory.ts";

const nothing: ConsoleReading = {
  ...{ begun: null, log: [], tests: [], manifest: null, recipeName: null },
  ...{ recipeText: null, end: null, progress: null, missing: 0 },
};
const manifest = { packages: [{ name: "bash" }], takenAtMs: 1 } as never;
const work = {
  kind: "await-inspection",
  imageId: imageId("ami-1"),
  timeoutMs: 10 * MINUTE_MS,
} as const;

const decide = (
  state: string | null,
  reading: Partial<ConsoleReading>,
  { afterMs = 0, ...memory }: Partial<Memory> & { afterMs?: number } = {},
) =>
  decideAwaitInspection(
    work,
    {
      server: state === null ? null : ({ id: serverId("i-1"), state } as never),
      reading: { ...nothing, ...reading },
    },
    aMemory({ outputs: { builderId: serverId("i-1") }, ...memory }),
    NOW_MS + afterMs,
  );

describe("an inspection", () => {
  it("is done with the whole manifest, which is kept under the image", () => {
    const decision = decide("stopped", { end: { ok: true, reason: "" }, manifest });
    expect(decision).toMatchObject({
      kind: "done",
      record: { imageId: "ami-1", manifest: { imageId: "ami-1" }, bakedByOperation: null },
    });
  });

  it("says how many packages are known where the console had not room for all", () => {
    const cut = { ...(manifest as object), cut: [{ what: "packages", kept: 3500, of: 5000 }] };
    const decision = decide("stopped", { end: { ok: true, reason: "" }, manifest: cut as never });
    expect(decision).toMatchObject({
      note: "ami-1 holds 5000 packages; what it printed is kept. 3,500 of 5,000 packages known; whatever isn't listed is unknown, not absent.",
    });
  });

  it.each<[string, Parameters<typeof decide>, RegExp | string]>([
    ["waits while it boots", ["running", {}], "wait"],
    [
      "waits a while for a last word",
      ["stopped", {}, { kept: { offSinceMs: NOW_MS }, afterMs: 4 * MINUTE_MS }],
      "wait",
    ],
    [
      "fails where the manifest was lost",
      ["stopped", { end: { ok: true, reason: "" } }],
      /did not arrive whole/,
    ],
    [
      "fails where the program failed",
      ["stopped", { end: { ok: false, reason: "no rpm" } }],
      /no rpm/,
    ],
    ["fails where someone ended it", ["terminated", {}], /ended by someone else/],
    ["fails where it isn't there", [null, {}], /ended by someone else/],
    [
      "fails where it powered off without a word",
      ["stopped", {}, { kept: { offSinceMs: NOW_MS }, afterMs: 6 * MINUTE_MS }],
      /doesn't run user data/,
    ],
    [
      "fails where it runs on and never speaks",
      ["running", {}, { afterMs: 16 * MINUTE_MS }],
      /It ran for 16 min .*doesn't run user data/,
    ],
    ["fails where no server is known", ["running", {}, { outputs: {} }], /No server is known/],
  ])("%s", (_what, args, expected) => {
    const decision = decide(...args);
    if (typeof expected === "string") expect(decision.kind).toBe(expected);
    else
      expect(decision).toMatchObject({
        kind: "failed",
        reason: expect.stringMatching(expected) as string,
      });
  });
});
