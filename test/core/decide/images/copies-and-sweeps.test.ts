import { describe, expect, it } from "vitest";
import { decideCopyImage } from "../../../../shared/decide/copy/copy-image.ts";
import { decideRemoveCopy } from "../../../../shared/decide/copy/remove-copy.ts";
import { decideShareImage } from "../../../../shared/decide/copy/share-image.ts";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { pace } from "../../../../shared/decide/pace.ts";
import { decideEndLeft } from "../../../../shared/decide/sweep/end-left.ts";
import { decideRemoveLeft } from "../../../../shared/decide/sweep/remove-left.ts";
import type { CallOutcome } from "../../../../shared/model/call.ts";
import { groupName, imageId } from "../../../../shared/model/ids.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { aMemory, anImage, aServer, NOW, OPERATION } from "../../bake/bake-world.ts";

const ok: CallOutcome = { kind: "ok", requestId: null, produced: {} };
const called = (
  name: Memory["calls"][number]["name"],
  outcome: CallOutcome | null,
  agoMs = 1000,
) => ({
  name,
  outcome,
  atMs: NOW - agoMs,
});
const mark = "eu-west-1/ami-0base";
const ours = { [TAG.operation]: OPERATION, [TAG.copyOf]: mark };

describe("copy-image", () => {
  const work = {
    ...{
      kind: "copy-image" as const,
      sourceImageId: imageId("ami-0base"),
      sourceRegion: "eu-west-1",
      name: "n",
    },
    ...{ description: "", encrypted: true, kmsKeyId: "key-1", tags: { [TAG.copyOf]: mark } },
  } as const;
  const decided = (image: ReturnType<typeof anImage> | null, calls: Memory["calls"] = []) =>
    decideCopyImage(
      work,
      { images: image ? [image] : [], snapshotPercent: 40 },
      aMemory({ calls }),
      NOW,
    );

  it("asks with a token, its key and the operation's tag", () => {
    expect(decided(null)).toMatchObject({
      kind: "act",
      calls: [
        {
          call: "CopyImage",
          kmsKeyId: "key-1",
          clientToken: "token-1",
          tags: { [TAG.operation]: OPERATION },
        },
      ],
    });
  });

  it.each<[string, ReturnType<typeof anImage> | null, Memory["calls"], string]>([
    ["waits for one that AWS accepted", null, [called("CopyImage", ok)], "wait"],
    [
      "asks again, with the same token, where no answer was seen",
      null,
      [called("CopyImage", null)],
      "act",
    ],
    [
      "fails where it was accepted and somebody took it away",
      null,
      [called("CopyImage", ok, 600_000)],
      "failed",
    ],
    [
      "waits while it is pending, a day if need be",
      anImage({ tags: ours, state: "pending" }),
      [],
      "wait",
    ],
    ["is done when it is available", anImage({ tags: ours }), [], "done"],
    [
      "takes a copy that another operation made",
      anImage({ tags: { ...ours, [TAG.operation]: "op-2" } }),
      [],
      "done",
    ],
    ["leaves another image of that name alone", anImage({ tags: {} }), [], "failed"],
    ["fails with AWS", anImage({ tags: ours, state: "failed" }), [], "failed"],
  ])("%s", (_, image, calls, kind) => expect(decided(image, calls).kind).toBe(kind));
});

describe("remove-copy", () => {
  const work = { kind: "remove-copy", name: "n" } as const;
  it.each<[string, Parameters<typeof decideRemoveCopy>[1], string]>([
    [
      "takes away what isn't whole",
      { image: anImage({ tags: ours, state: "pending" }), askedAtMs: NOW },
      "act",
    ],
    ["keeps what is whole", { image: anImage({ tags: ours }), askedAtMs: NOW }, "done"],
    [
      "keeps another operation's",
      { image: anImage({ tags: {}, state: "pending" }), askedAtMs: NOW },
      "done",
    ],
    ["waits for one that may still appear", { image: null, askedAtMs: NOW - 60_000 }, "wait"],
    ["doesn't wait for ever", { image: null, askedAtMs: NOW - 200_000 }, "done"],
    ["has nothing to do where none was asked for", { image: null, askedAtMs: null }, "done"],
  ])("%s", (_, seen, kind) => expect(decideRemoveCopy(work, seen, aMemory(), NOW).kind).toBe(kind));
});

describe("share-image", () => {
  const work = {
    kind: "share-image",
    imageId: imageId("ami-0base"),
    accounts: ["111111111111"],
  } as const;
  const seen = {
    image: anImage({ snapshotIds: ["snap-1", "snap-2"] }),
    sharedWith: [] as string[],
  };
  it("shares the snapshots before the image", () => {
    const decision = decideShareImage(work, seen, aMemory(), NOW);
    expect(decision.kind === "act" && decision.calls.map(({ call }) => call)).toEqual([
      "ModifySnapshotAttribute",
      "ModifySnapshotAttribute",
      "ModifyImageAttribute",
    ]);
  });

  it("is done when AWS lists the account and took the last call", () => {
    const shared = { ...seen, sharedWith: ["111111111111"] };
    const calls = [called("ModifyImageAttribute", ok)];
    expect(decideShareImage(work, shared, aMemory({ calls }), NOW).kind).toBe("done");
    expect(decideShareImage(work, shared, aMemory(), NOW).kind).toBe("act");
  });

  it("says what to do about AWS's default key", () => {
    const message = "Encrypted snapshots with EBS default key cannot be shared";
    const outcome: CallOutcome = {
      kind: "failed",
      code: "OperationNotPermitted",
      message,
      requestId: null,
    };
    const calls = [called("ModifySnapshotAttribute", outcome)];
    expect(decideShareImage(work, seen, aMemory({ calls }), NOW)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("Copy it with a key of your own"),
    });
  });
});

describe("a sweep", () => {
  const builder = (changes: Parameters<typeof aServer>[0] = {}) =>
    aServer({ tags: { [TAG.builderUntil]: "2026-11-20T00:00:00Z" }, ...changes });
  it.each<[string, ReturnType<typeof aServer>[], string]>([
    ["ends a builder", [builder()], "act"],
    ["never ends a server without a builder's tag", [builder(), aServer()], "failed"],
    ["waits while they shut down", [builder({ state: "shutting-down" })], "wait"],
    ["never ends a server of a group", [builder({ groupName: groupName("web") })], "failed"],
    ["is done when none is left", [builder({ state: "terminated" })], "done"],
  ])("%s", (_, servers, kind) =>
    expect(decideEndLeft({ kind: "end-left", serverIds: [] }, { servers }, aMemory()).kind).toBe(
      kind,
    ),
  );

  const left = { [TAG.operation]: "op-lost" };
  const work = { kind: "remove-left", imageIds: [], snapshotIds: [] } as const;
  it.each<[string, Parameters<typeof decideRemoveLeft>[1], string]>([
    [
      "takes an image away that never passed",
      { images: [anImage({ tags: left })], needs: [], snapshots: [] },
      "act",
    ],
    [
      "never takes a verified one",
      {
        images: [anImage({ tags: { ...left, [TAG.verified]: "passed 1/1" } })],
        needs: [],
        snapshots: [],
      },
      "failed",
    ],
    [
      "never takes a protected one",
      {
        images: [anImage({ tags: left, deregistrationProtected: true })],
        needs: [],
        snapshots: [],
      },
      "failed",
    ],
    [
      "never takes one that no bake made",
      { images: [anImage({ tags: {} })], needs: [], snapshots: [] },
      "failed",
    ],
    [
      "never takes a snapshot that no bake made",
      { images: [], needs: [], snapshots: [{ id: "snap-1", tags: {} }] },
      "failed",
    ],
    [
      "never takes one that something needs, or may need",
      { images: [anImage({ tags: left })], needs: ["web: It is used."], snapshots: [] },
      "failed",
    ],
    [
      "takes a snapshot away",
      { images: [], needs: [], snapshots: [{ id: "snap-1", tags: left }] },
      "act",
    ],
    ["is done when nothing is left", { images: [], needs: [], snapshots: [] }, "done"],
  ])("%s", (_, seen, kind) => expect(decideRemoveLeft(work, seen, aMemory(), NOW).kind).toBe(kind));
});

describe("the pace of looks", () => {
  it.each([
    [0, 2000],
    [100_000, 2000],
    [300_000, 6000],
    [24 * 3_600_000, 60_000],
  ])("after %d ms is %d ms", (tookMs, nextMs) => expect(pace(NOW - tookMs, NOW)).toBe(nextMs));
});
