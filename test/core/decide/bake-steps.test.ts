import { describe, expect, it } from "vitest";
import { gunzip } from "../bake/zlib-packer.ts";
import { readConsole } from "../../../shared/bake/console.ts";
import { encodeFrame } from "../../../shared/bake/frames.ts";
import type { FrameType, Session } from "../../../shared/bake/frames.ts";
import { decideAwaitBuilder } from "../../../shared/decide/bake/await-builder.ts";
import type { Memory, WorkOf } from "../../../shared/decide/decision.ts";
import { decideEndBuilder } from "../../../shared/decide/bake/end-builder.ts";
import { decideMakeImage } from "../../../shared/decide/bake/make-image.ts";
import { decideMarkVerified } from "../../../shared/decide/bake/mark-verified.ts";
import { decideRunBuilder } from "../../../shared/decide/bake/run-builder.ts";
import { imageId, serverId } from "../../../shared/model/ids.ts";
import type { TestResult } from "../../../shared/model/manifest.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aMemory, anImage, aServer, NOW, OPERATION } from "../bake/bake-world.ts";

const MINUTE = 60_000;
const answers = {
  ok: { kind: "ok", requestId: null, produced: {} },
  unknown: { kind: "unknown", message: "no answer" },
  failed: { kind: "failed", code: "Insufficient", message: "none", requestId: null },
} as const;
const asked = (
  kind: keyof typeof answers,
  atMs = NOW,
  name: "RunInstances" | "CreateImage" = "RunInstances",
): Memory["calls"] => [{ name, atMs, outcome: answers[kind] }];
const askedForImage = (kind: keyof typeof answers, atMs = NOW) => asked(kind, atMs, "CreateImage");

describe("run-builder", () => {
  const work: WorkOf<"run-builder"> = {
    ...{
      kind: "run-builder",
      role: "builder",
      imageId: imageId("ami-0base"),
      instanceType: "c7i.large",
    },
    ...{
      subnetId: "subnet-1",
      securityGroupIds: [],
      userData: "#!/bin/sh",
      tags: { Name: "b" },
      timeoutMs: MINUTE,
    },
  };

  it("starts one, with its operation, role and end on it, and a token", () => {
    const decision = decideRunBuilder(work, { servers: [] }, aMemory(), NOW);
    expect(decision).toMatchObject({
      kind: "act",
      calls: [
        {
          call: "RunInstances",
          clientToken: "token-1",
          tags: {
            Name: "b",
            [TAG.operation]: OPERATION,
            [TAG.role]: "builder",
            [TAG.builderUntil]: "2026-11-20T09:31:15.000Z",
          },
        },
      ],
    });
  });

  it.each([
    ["takes the one that is there", [aServer()], "ok", "done"],
    ["takes the one that is there though no answer was seen", [aServer()], "unknown", "done"],
    ["waits while it starts", [aServer({ state: "pending" })], "ok", "wait"],
    ["waits until it is listed", [], "ok", "wait"],
    ["asks again, with the same token, where no answer was seen", [], "unknown", "act"],
    ["asks again after a refusal", [], "failed", "act"],
    ["gives up where someone ended it", [aServer({ state: "shutting-down" })], "ok", "failed"],
  ] as const)("%s", (_, servers, outcome, kind) => {
    expect(decideRunBuilder(work, { servers }, aMemory({ calls: asked(outcome) }), NOW).kind).toBe(
      kind,
    );
  });

  it("asks the very same again later: AWS refuses a token whose request differs", () => {
    const memory = aMemory({ calls: asked("unknown") });
    const again = decideRunBuilder(work, { servers: [] }, memory, NOW + 2 * MINUTE);
    expect(again).toEqual(decideRunBuilder(work, { servers: [] }, memory, NOW));
  });

  it("gives up after six refusals, and says AWS's reason", () => {
    const calls = Array.from({ length: 6 }, () => asked("failed")).flat();
    expect(decideRunBuilder(work, { servers: [] }, aMemory({ calls }), NOW)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("Insufficient: none") as string,
    });
  });

  describe("where nobody chose its subnet", () => {
    const anywhere = { ...work, otherSubnetIds: ["subnet-2", "subnet-3"] };
    const failing = (code: string): Memory["calls"][number] => ({
      ...{ name: "RunInstances", atMs: NOW },
      outcome: { ...answers.failed, code },
    });
    const full = failing("InsufficientInstanceCapacity");
    const after = (...calls: Memory["calls"]) =>
      decideRunBuilder(anywhere, { servers: [] }, aMemory({ calls }), NOW);

    it.each([
      [[], "subnet-1"],
      [[failing("RequestLimitExceeded")], "subnet-1"],
      [[full], "subnet-2"],
      [[full, ...asked("unknown")], "subnet-2"],
      [[full, failing("Unsupported")], "subnet-3"],
    ])("turns to the next zone for each that has no room: %#", (calls, subnetId) => {
      expect(after(...calls)).toMatchObject({ calls: [{ subnetId }] });
    });

    it("gives up when every zone has said so", () => {
      expect(after(full, full, full)).toMatchObject({
        kind: "failed",
        reason: expect.stringContaining("No zone takes the server, 3 were asked") as string,
      });
    });
  });

  it("gives up where the server that AWS spoke of never shows", () => {
    const memory = aMemory({ calls: asked("ok") });
    expect(decideRunBuilder(work, { servers: [] }, memory, NOW + 4 * MINUTE).kind).toBe("failed");
  });

  it("waits from when AWS accepted, however late that was", () => {
    const memory = aMemory({ calls: asked("ok", NOW + 60 * MINUTE) });
    const look = (minutes: number) =>
      decideRunBuilder(work, { servers: [] }, memory, NOW + minutes * MINUTE).kind;
    expect([look(61), look(64)]).toEqual(["wait", "failed"]);
  });

  it("starts a fresh boot from the image that was made, and not from nothing", () => {
    const fresh = { ...work, role: "fresh-boot", imageId: null } as const;
    expect(decideRunBuilder(fresh, { servers: [] }, aMemory(), NOW).kind).toBe("failed");
    const made = aMemory({}, { imageId: imageId("ami-0new") });
    expect(decideRunBuilder(fresh, { servers: [] }, made, NOW)).toMatchObject({
      calls: [{ imageId: "ami-0new" }],
    });
  });
});

describe("await-builder", () => {
  const work = (role: "builder" | "fresh-boot"): WorkOf<"await-builder"> => ({
    ...{ kind: "await-builder", role, timeoutMs: 45 * MINUTE, tests: ["answers"] },
  });
  const reading = (session: Session, ...said: readonly [FrameType, string][]) =>
    readConsole(
      said
        .map(([type, text], index) => encodeFrame({ session, seq: index + 1, type, text }))
        .join("\n"),
      session,
      gunzip,
    );
  const passed = ["test", "pass\t10\tanswers\tok"] as [FrameType, string];
  const ok = ["end", "ok"] as [FrameType, string];
  const memory = aMemory({}, { builderId: serverId("i-1"), freshBootId: serverId("i-2") });
  const off = aServer({ state: "stopped" });

  it("waits while it works, with log and tests as they come", () => {
    const seen = {
      server: aServer(),
      reading: reading("b", ["begin", "b"], ["step", "2/4 install"], ["log", "hello"]),
    };
    expect(decideAwaitBuilder(work("builder"), seen, memory, NOW)).toMatchObject({
      ...{ kind: "wait", note: "install", progress: 0.25 },
      bake: { log: ["── 2/4 install", "hello"] },
    });
  });

  it("keeps what has scrolled off the console since", () => {
    const first = { server: aServer(), reading: reading("b", ["log", "one"], ["log", "two"]) };
    const waited = decideAwaitBuilder(work("builder"), first, memory, NOW);
    const kept = "kept" in waited ? (waited.kept ?? null) : null;
    const late = encodeFrame({ session: "b", seq: 3, type: "log", text: "three" });
    const second = { server: aServer(), reading: readConsole(late, "b", gunzip) };
    expect(decideAwaitBuilder(work("builder"), second, { ...memory, kept }, NOW)).toMatchObject({
      bake: { log: ["one", "two", "three"] },
    });
  });

  it("says that the console had not room for the whole manifest", () => {
    const cut = [{ what: "packages", kept: 3500, of: 5000 }];
    const said = reading("b", ["begin", "b"], passed, ok);
    const seen = { server: off, reading: { ...said, manifest: { packages: [], cut } as never } };
    expect(decideAwaitBuilder(work("builder"), seen, memory, NOW)).toMatchObject({
      kind: "done",
      events: [
        {
          level: "warn",
          text: expect.stringMatching(
            /^Its console had not room .* 3,500 of 5,000 packages/,
          ) as string,
        },
      ],
    });
  });

  it("is done when all passed and the builder is off", () => {
    const said = reading("b", ["begin", "b"], passed, ok);
    expect(
      decideAwaitBuilder(work("builder"), { server: aServer(), reading: said }, memory, NOW).kind,
    ).toBe("wait");
    expect(
      decideAwaitBuilder(work("builder"), { server: off, reading: said }, memory, NOW),
    ).toMatchObject({
      kind: "done",
      produced: { tests: [{ name: "answers", where: "builder", passed: true }] },
    });
  });

  it("adds a fresh boot's results to the builder's", () => {
    const before: TestResult = {
      name: "answers",
      where: "builder",
      passed: true,
      detail: "",
      durationMs: 1,
    };
    const outputs = { ...memory.outputs, tests: [before], log: ["built"] };
    const seen = { server: aServer(), reading: reading("t", passed, ok) };
    const decision = decideAwaitBuilder(work("fresh-boot"), seen, { ...memory, outputs }, NOW);
    expect(decision.kind === "done" && decision.produced?.tests?.map((test) => test.where)).toEqual(
      ["builder", "fresh-boot"],
    );
    expect(decision.kind === "done" && decision.bake?.log?.[0]).toBe("built");
  });

  it.each([
    [
      "a failed end",
      aServer(),
      reading("b", ["end", "failed 1 of 1 tests failed: answers"]),
      0,
      /1 of 1 tests failed/,
    ],
    [
      "an end whose results were lost",
      off,
      reading("b", ok),
      0,
      /results of 1 tests never arrived/,
    ],
    ["a server that is gone", null, reading("b"), 0, /ended by someone else/],
    [
      "a server that was ended",
      aServer({ state: "terminated" }),
      reading("b"),
      0,
      /ended by someone else/,
    ],
    ["a silent server, at last", aServer(), reading("b"), 56 * MINUTE, /has not said how it ended/],
  ] as const)("fails for %s, never passes", (_, server, said, later, reason) => {
    const decision = decideAwaitBuilder(
      work("builder"),
      { server, reading: said },
      memory,
      NOW + later,
    );
    expect(decision.kind).toBe("failed");
    expect(decision.kind === "failed" && decision.reason).toMatch(reason);
  });

  it("gives a server that is off five minutes for its last word", () => {
    const seen = { server: off, reading: reading("b", ["log", "compiling"]) };
    const first = decideAwaitBuilder(work("builder"), seen, memory, NOW);
    expect(first.kind).toBe("wait");
    const kept = "kept" in first ? (first.kept ?? null) : null;
    const later = decideAwaitBuilder(work("builder"), seen, { ...memory, kept }, NOW + 6 * MINUTE);
    expect(later.kind === "failed" && later.reason).toMatch(/powered itself off.*"compiling"/);
  });
});

describe("make-image", () => {
  const work = { kind: "make-image", name: "web-1", description: "d", tags: { a: "b" } } as const;
  const mine = (state: string) =>
    anImage({ state, stateReason: "disk", tags: { [TAG.operation]: OPERATION } });
  const builder = aServer({ state: "stopped" });

  it.each([
    ["makes it", [], builder, [], "act"],
    [
      "looks again where no answer was seen, and asks again",
      [],
      builder,
      askedForImage("unknown"),
      "act",
    ],
    ["waits until it is listed", [], builder, askedForImage("ok"), "wait"],
    [
      "waits while it is written, for as long as it takes",
      [mine("pending")],
      null,
      askedForImage("ok"),
      "wait",
    ],
    [
      "is done when it is available, whatever was answered",
      [mine("available")],
      null,
      askedForImage("unknown"),
      "done",
    ],
    ["fails where AWS failed", [mine("failed")], null, askedForImage("ok"), "failed"],
    ["leaves another one's image alone", [anImage({ tags: {} })], builder, [], "failed"],
    ["fails where the builder is gone", [], null, [], "failed"],
  ] as const)("%s", (_, images, server, calls, kind) => {
    const seen = { images, builder: server, snapshotPercent: 40 };
    expect(decideMakeImage(work, seen, aMemory({ calls }), NOW + MINUTE).kind).toBe(kind);
  });

  it("waits from when AWS accepted, however late that was", () => {
    const memory = aMemory({ calls: askedForImage("ok", NOW + 60 * MINUTE) });
    const seen = { images: [], builder, snapshotPercent: null };
    const look = (minutes: number) =>
      decideMakeImage(work, seen, memory, NOW + minutes * MINUTE).kind;
    expect([look(61), look(66)]).toEqual(["wait", "failed"]);
  });
});

describe("mark-verified", () => {
  const work = { kind: "mark-verified", recipe: "web" } as const;
  const test = (isPassed: boolean, where: TestResult["where"] = "fresh-boot"): TestResult => ({
    ...{ name: "answers", where, passed: isPassed, detail: "", durationMs: 1 },
  });
  const seen = { image: anImage({ tags: {} }), recipe: null, manifestDigest: "sha256:2" };

  it("writes that it passed, and when", () => {
    const decision = decideMarkVerified(work, seen, aMemory({}, { tests: [test(true)] }), NOW);
    const tags = {
      [TAG.verified]: "passed 1/1 2026-11-20T09:30:15.000Z",
      [TAG.manifestDigest]: "sha256:2",
    };
    expect(decision).toMatchObject({ kind: "act", calls: [{ call: "CreateTags", tags }] });
  });

  it.each([
    ["no test on a fresh boot", [test(true, "builder")]],
    ["a test that failed", [test(true), test(false)]],
    ["no test at all", []],
  ])("never for %s", (_, tests) => {
    expect(decideMarkVerified(work, seen, aMemory({}, { tests }), NOW).kind).toBe("failed");
  });

  it("hands over the record when it is marked", () => {
    const image = anImage({ tags: { [TAG.verified]: "passed 1/1 then" } });
    const decision = decideMarkVerified(
      work,
      { ...seen, image },
      aMemory({}, { tests: [test(true)] }),
      NOW,
    );
    expect(decision).toMatchObject({
      kind: "done",
      produced: { verified: true },
      record: { imageId: image.id },
    });
  });
});

describe("end-builder", () => {
  const fresh = { kind: "end-builder", role: "fresh-boot" } as const;
  const mine = anImage({ tags: { [TAG.operation]: OPERATION }, snapshotIds: ["snap-1", "snap-2"] });

  it("ends what runs, and waits until it is gone", () => {
    const running = { servers: [aServer()], askedAtMs: null, image: null, snapshots: [] };
    expect(decideEndBuilder(fresh, running, aMemory(), NOW)).toMatchObject({
      calls: [{ serverIds: ["i-1"] }],
    });
    const going = {
      servers: [aServer({ state: "shutting-down" })],
      askedAtMs: null,
      image: null,
      snapshots: [],
    };
    expect(decideEndBuilder(fresh, going, aMemory(), NOW).kind).toBe("wait");
  });

  it("of a bake doesn't wait for a builder that shuts down, and sees in the end that it is gone", () => {
    const going = aServer({ state: "shutting-down", tags: { [TAG.role]: "builder" } });
    const seen = { servers: [going], askedAtMs: null, image: null, snapshots: [] };
    const builder = { kind: "end-builder", role: "builder" } as const;
    expect(decideEndBuilder({ ...builder, goesOn: true }, seen, aMemory(), NOW).kind).toBe("done");
    expect(decideEndBuilder(builder, seen, aMemory(), NOW).kind).toBe("wait");
    expect(decideEndBuilder(fresh, seen, aMemory(), NOW)).toMatchObject({
      kind: "wait",
      note: "The builder is shutting down",
    });
  });

  it.each([
    ["asked for a minute and a half ago, and not listed", 90_000, "wait"],
    ["asked for so long ago that every list would show it", 130_000, "done"],
  ])("%s: %s", (_, agoMs, kind) => {
    const seen = { servers: [], askedAtMs: NOW - agoMs, image: null, snapshots: [] };
    expect(decideEndBuilder(fresh, seen, aMemory(), NOW).kind).toBe(kind);
    expect(decideEndBuilder({ ...fresh, role: "builder" }, seen, aMemory(), NOW).kind).toBe(kind);
  });

  it("takes an image that was not verified away, with its snapshots, and remembers them first", () => {
    const decision = decideEndBuilder(
      fresh,
      { servers: [], askedAtMs: null, image: mine, snapshots: [] },
      aMemory(),
      NOW,
    );
    expect(decision).toMatchObject({
      kept: { snapshots: ["snap-1", "snap-2"] },
      calls: [{ call: "DeregisterImage" }, { snapshotId: "snap-1" }, { snapshotId: "snap-2" }],
    });
  });

  it("goes on with the snapshots after a restart", () => {
    const decision = decideEndBuilder(
      fresh,
      { servers: [], askedAtMs: null, image: null, snapshots: ["snap-2"] },
      aMemory(),
      NOW,
    );
    expect(decision).toMatchObject({ calls: [{ call: "DeleteSnapshot", snapshotId: "snap-2" }] });
  });

  it.each([
    ["a verified image", aMemory({}, { verified: true }), mine],
    [
      "an image that is tagged as verified",
      aMemory(),
      { ...mine, tags: { ...mine.tags, [TAG.verified]: "passed 1/1" } },
    ],
    ["another operation's image", aMemory(), anImage({ tags: { [TAG.operation]: "op-2" } })],
  ])("leaves %s alone", (_, memory, image) => {
    expect(
      decideEndBuilder(fresh, { servers: [], askedAtMs: null, image, snapshots: [] }, memory, NOW)
        .kind,
    ).toBe("done");
  });

  it("leaves the image alone while only the builder ends", () => {
    const work = { kind: "end-builder", role: "builder" } as const;
    expect(
      decideEndBuilder(
        work,
        { servers: [], askedAtMs: null, image: mine, snapshots: [] },
        aMemory(),
        NOW,
      ).kind,
    ).toBe("done");
  });
});
