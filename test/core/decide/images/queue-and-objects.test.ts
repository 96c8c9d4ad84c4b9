import { describe, expect, it } from "vitest";
import { decideKeepManifest } from "../../../../shared/decide/bake/keep-manifest.ts";
import { decidePutObject, decideRemoveObject } from "../../../../shared/decide/bake/objects.ts";
import {
  decideTakeTurn,
  positionOf,
  type BakePlace,
} from "../../../../shared/decide/bake/take-turn.ts";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { decideRunBuilder } from "../../../../shared/decide/bake/run-builder.ts";
import type { CallOutcome } from "../../../../shared/model/call.ts";
import { imageId, operationId } from "../../../../shared/model/ids.ts";
import { aMemory, anImage, NOW, OPERATION } from "../../bake/bake-world.ts";

const ok: CallOutcome = { kind: "ok", requestId: null, produced: {} };
const refused = (code: string): CallOutcome => ({
  kind: "failed",
  code,
  message: "no",
  requestId: null,
});
const called = (
  name: Memory["calls"][number]["name"],
  outcome: CallOutcome | null,
  agoMs = 1000,
) => ({
  name,
  outcome,
  atMs: NOW - agoMs,
});

const place = (id: string, holds: boolean, isPaused = false): BakePlace => ({
  operationId: operationId(id),
  holds,
  isPaused,
});
const own = (holds = false): BakePlace => ({ operationId: OPERATION, holds, isPaused: false });

describe("a bake's place in the queue", () => {
  it.each<[string, BakePlace[], number, number]>([
    ["is free where nobody is", [own()], 1, 0],
    ["is free beside one, where two may be", [place("a", true), own()], 2, 0],
    ["is behind one that holds the only one", [place("a", true), own()], 1, 1],
    ["is behind those that came before", [place("a", true), place("b", false), own()], 1, 2],
    ["is before those that came after", [place("a", true), own(), place("b", false)], 1, 1],
    ["is not behind one that waits and is paused", [place("b", false, true), own()], 1, 0],
    [
      "is behind one that is paused in the middle: its builder runs",
      [place("a", true, true), own()],
      1,
      1,
    ],
    ["is taken by one that came later and has begun", [own(), place("b", true)], 1, 1],
  ])("%s", (_, places, atOnce, position) => {
    expect(positionOf(places, OPERATION, atOnce)).toBe(position);
  });

  const work = { kind: "take-turn", atOnce: 1, baseImageId: imageId("ami-0base") } as const;
  const seen = { places: [own()], base: anImage(), revoked: null };
  it("is taken at once where it is free", () => {
    expect(decideTakeTurn(work, seen, aMemory()).kind).toBe("done");
  });

  it("is no use on a base that is disabled or revoked by then, or may be gone", () => {
    const disabled = { ...seen, base: anImage({ state: "disabled" }) };
    expect(decideTakeTurn(work, disabled, aMemory())).toMatchObject({ kind: "failed" });
    const revoked = { ...seen, revoked: "revoked by ada: it has a hole." };
    expect(decideTakeTurn(work, revoked, aMemory())).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("it has a hole"),
    });
    expect(decideTakeTurn(work, { ...seen, base: null }, aMemory())).toMatchObject({
      mayLag: true,
    });
  });

  it("is waited for in words that say how many must end", () => {
    const busy = { ...seen, places: [place("a", true), place("b", false), own()] };
    expect(decideTakeTurn(work, busy, aMemory())).toMatchObject({
      kind: "wait",
      note: "Waiting for its turn: 2 bakes must end first; 1 bake at a time here",
    });
  });
});

describe("an object for the time of a bake", () => {
  const put = {
    kind: "put-object",
    bucket: "b",
    key: "k",
    gzipBase64: "x",
    contentType: "t",
  } as const;
  const remove = { kind: "remove-object", bucket: "b", key: "k" } as const;
  it.each<[string, Memory["calls"], string]>([
    ["is written", [], "act"],
    ["is written again where no answer was seen", [called("PutObject", null)], "act"],
    ["lies there once AWS has said so", [called("PutObject", ok)], "done"],
  ])("%s", (_, calls, kind) => {
    expect(decidePutObject(put, null, aMemory({ calls })).kind).toBe(kind);
  });

  it.each<[string, number | null, number | null, Memory["calls"], string]>([
    ["that was never put is not taken away", null, null, [], "done"],
    ["that lies there is taken away", 60_000, null, [], "act"],
    ["whose writing was never answered is waited for", 60_000, 60_000, [], "wait"],
    ["that can't arrive any more is taken away", 200_000, 200_000, [], "act"],
    ["that is gone is gone", 60_000, null, [called("DeleteObject", ok)], "done"],
    [
      "is gone with its bucket",
      60_000,
      null,
      [called("DeleteObject", refused("NoSuchBucket"))],
      "done",
    ],
    [
      "is asked for again after another refusal",
      60_000,
      null,
      [called("DeleteObject", refused("SlowDown"))],
      "act",
    ],
  ])("%s", (_, putAgo, unansweredAgo, calls, kind) => {
    const at = (agoMs: number | null) => (agoMs === null ? null : NOW - agoMs);
    const seen = { putAtMs: at(putAgo), unansweredAtMs: at(unansweredAgo) };
    expect(decideRemoveObject(remove, seen, aMemory({ calls }), NOW).kind).toBe(kind);
  });
});

describe("a manifest for colleagues", () => {
  const work = { kind: "keep-manifest", bucket: "b" } as const;
  const seen = { key: "k", gzipBase64: "x", isThere: false };
  it("is written, and found there", () => {
    expect(decideKeepManifest(work, seen, aMemory())).toMatchObject({ kind: "act" });
    expect(decideKeepManifest(work, { ...seen, isThere: true }, aMemory()).kind).toBe("done");
  });

  it("that is refused again and again holds nothing up, and is told", () => {
    const calls = [1, 2, 3].map(() => called("PutObject", refused("AccessDenied")));
    expect(decideKeepManifest(work, seen, aMemory({ calls }))).toMatchObject({
      kind: "done",
      events: [{ level: "warn" }],
    });
  });
});

describe("a builder that fetches its program", () => {
  const work = {
    ...{
      kind: "run-builder" as const,
      role: "builder" as const,
      imageId: imageId("ami-0base"),
      instanceType: "c7i.large",
    },
    ...{ subnetId: null, securityGroupIds: [], userData: "", tags: {}, timeoutMs: 60_000 },
    fetches: { bucket: "b", key: "k", sha256: "abc" },
    instanceProfile: "builders",
    rootGib: 40,
  } as const;
  const seen = {
    servers: [],
    address: "https://b.example/k?X-Amz-Signature=1",
    rootDevice: "/dev/xvda",
  };

  it("is started with a stub, its profile and its larger disk", () => {
    const decision = decideRunBuilder(work, seen, aMemory(), NOW);
    const [call] = decision.kind === "act" ? decision.calls : [];
    expect(call).toMatchObject({
      call: "RunInstances",
      instanceProfile: "builders",
      root: { device: "/dev/xvda", gib: 40 },
      userData: expect.stringContaining("bennu_sha256=abc"),
    });
  });

  it("is waited for, and not started under another token, where AWS knows the token with another address", () => {
    const calls = [
      called("RunInstances", null, 20_000),
      called("RunInstances", refused("IdempotentParameterMismatch")),
    ];
    expect(decideRunBuilder(work, seen, aMemory({ calls }), NOW).kind).toBe("wait");
  });
});
