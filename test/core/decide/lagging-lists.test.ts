import { describe, expect, it } from "vitest";
import { decideClaim } from "../../../shared/decide/release/claim.ts";
import { claimText } from "../../../shared/decide/release/claim-tag.ts";
import { decideRelease } from "../../../shared/decide/release/release.ts";
import type { Memory } from "../../../shared/decide/decision.ts";
import { vanished } from "../../../shared/decide/vanished.ts";
import { groupName, operationId, stepId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aGroup } from "../../builders/group.ts";

const NAME = groupName("web-v001");
const memory: Memory = {
  operationId: operationId("op-2"),
  stepId: stepId("s1"),
  holder: "ada@console",
  startedAtMs: 0,
  expected: { medianMs: 0, worstMs: 0 },
  floor: 1,
  clientToken: "t",
  hasEnded: () => false,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  calls: [],
  outputs: {},
  kept: null,
};

describe("what a list that lags behind may show", () => {
  it("ends an operation only once it stays so: a group that isn't listed", () => {
    expect(vanished(null, NAME)).toMatchObject({ kind: "failed", mayLag: true });
  });

  it("ends it at once if it can't be of the past: a group that is being deleted", () => {
    const group = { ...aGroup(NAME).build().group, status: "Delete in progress" };
    expect(vanished(group, NAME)).not.toHaveProperty("mayLag");
  });

  it("ends it only once it stays so: a claim that may have been let go of", () => {
    const claim = { operationId: operationId("op-1"), holder: "bob@console", atMs: 0 };
    const tag = { key: TAG.claim, value: claimText(claim), propagateAtLaunch: false };
    const group = { ...aGroup(NAME).build().group, tags: [tag] };
    const decision = decideClaim({ kind: "claim", group: NAME }, { group }, memory, 1000);
    expect(decision).toMatchObject({ kind: "failed", mayLag: true });
  });

  describe("a release that doesn't see the claim of its own operation", () => {
    const free = { group: aGroup(NAME).build().group };
    const release = (over: Partial<Memory>, nowMs: number) =>
      decideRelease({ kind: "release", group: NAME }, free, { ...memory, ...over }, nowMs).kind;
    const ok = { kind: "ok" as const, requestId: null, produced: {} };
    const claimedAtMs = () => 0;

    it.each<[string, Partial<Memory>, number, string]>([
      ["looks again while a claim may yet be listed", { claimedAtMs }, 7000, "wait"],
      ["believes it once it stays so", { claimedAtMs }, 80_000, "done"],
      ["believes it where nothing was ever claimed", {}, 7000, "done"],
      [
        "waits while a change without an answer may still arrive",
        { unansweredAtMs: () => 0 },
        100_000,
        "wait",
      ],
      ["is done once it can't arrive any more", { unansweredAtMs: () => 0 }, 140_000, "done"],
      [
        "believes it after it let go itself",
        { claimedAtMs, calls: [{ name: "DeleteTags", atMs: 5000, outcome: ok }] },
        7000,
        "done",
      ],
    ])("%s", (_what, over, nowMs, expected) => {
      expect(release(over, nowMs)).toBe(expected);
    });
  });
});
