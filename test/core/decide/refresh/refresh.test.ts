import { describe, expect, it } from "vitest";
import type { Decision, Memory } from "../../../../shared/decide/decision.ts";
import { decideRefresh, type RefreshSeen } from "../../../../shared/decide/refresh/refresh.ts";
import type { RefreshFact } from "../../../../shared/model/facts/signs.ts";
import {
  MINUTE,
  NOW_MS,
  aRefresh,
  aRefreshed,
  member,
  memory,
  seen,
  started,
  unanswered,
  work,
} from "./refresh-builders.ts";

const decide = (what: RefreshSeen, known: Memory = memory(), nowMs = NOW_MS) =>
  decideRefresh(work, what, known, nowMs);
const told = (decision: Decision) => (decision.kind === "failed" ? decision.reason : decision.note);
const kept = (own: RefreshFact = aRefresh()) => memory({ kept: { refreshId: own.id } });

describe("a refresh is started once", () => {
  const old = aRefreshed([7, 7, 7]);

  it("when nobody asked yet, with the numbered version and the preferences", () => {
    expect(decide(seen(old, []))).toMatchObject({
      kind: "act",
      calls: [
        {
          call: "StartInstanceRefresh",
          groupName: "shop",
          strategy: "Rolling",
          templateId: "lt-1",
          templateVersion: 8,
          preferences: work.preferences,
        },
      ],
    });
  });

  it("not beside somebody else's, which can be cancelled by a word", () => {
    const other = aRefresh({ id: "r-9", desired: null });
    expect(decide(seen(old, [other]))).toMatchObject({
      kind: "stuck",
      clear: { calls: [{ call: "CancelInstanceRefresh" }] },
    });
  });

  it("accepted and not listed yet: waited for, then given up without a second", () => {
    const known = memory({ calls: [started()] });
    expect(decide(seen(old, []), known).kind).toBe("wait");
    expect(told(decide(seen(old, []), known, NOW_MS + 11 * MINUTE))).toContain("lists none");
  });

  it("without an answer: looked for until it can't come into being any more, then started again", () => {
    const known = memory({ calls: [unanswered()], unansweredAtMs: () => NOW_MS });
    expect(decide(seen(old, []), known, NOW_MS + MINUTE).kind).toBe("wait");
    expect(decide(seen(old, []), known, NOW_MS + 3 * MINUTE).kind).toBe("act");
  });

  it("without an answer, and it came about: found by what it was asked for", () => {
    const known = memory({ calls: [unanswered()], unansweredAtMs: () => NOW_MS });
    const pending = aRefresh({ status: "Pending", startedAtMs: null });
    expect(decide(seen(old, [pending]), known)).toMatchObject({
      kind: "wait",
      kept: { refreshId: "r-1" },
    });
  });

  it("an earlier one to the same version, long ended, is not taken for it", () => {
    const earlier = aRefresh({ status: "Successful", startedAtMs: NOW_MS - 60 * MINUTE });
    const known = memory({ calls: [unanswered()], unansweredAtMs: () => NOW_MS });
    expect(decide(seen(old, [earlier]), known).kind).toBe("wait");
    expect(decide(seen(old, [earlier])).kind).toBe("act");
  });

  it("only if needed: not where all is there already, and where one server isn't", () => {
    const there = aRefreshed([8, 8, 8], {
      template: { id: work.templateId, name: null, version: "8" },
    });
    const mixed = { ...there, members: [member(0, 7), member(1, 8), member(2, 8)] };
    const ifNeeded = { ...work, onlyIfNeeded: true };
    expect(decideRefresh(ifNeeded, seen(there, []), memory(), NOW_MS).kind).toBe("done");
    expect(decideRefresh(ifNeeded, seen(mixed, []), memory(), NOW_MS).kind).toBe("act");
    const empty = { ...there, members: [] };
    expect(decideRefresh(ifNeeded, seen(empty, []), memory(), NOW_MS).kind).toBe("act");
  });
});

describe("a refresh under way is told in servers, never by AWS's percentage", () => {
  it.each<[Partial<RefreshFact>, RegExp]>([
    [{ status: "Pending", startedAtMs: null, percent: null }, /1 of 3 servers new .*in a moment/],
    [{ percent: 100 }, /^1 of 3 servers new and in service$/],
    [{ reason: "Waiting for x." }, /AWS says: "Waiting for x\."/],
    [
      {
        reason:
          "Waiting for checkpoint delay to finish before continuing. There are 90 seconds left.",
      },
      /checkpoint reached, AWS waits for 2 min/,
    ],
    [
      {
        status: "Baking",
        reason: "Waiting for bake time to finish before continuing. There are 59 seconds left.",
      },
      /AWS watches them for 59 s/,
    ],
    [{ status: "Cancelling" }, /is being cancelled/],
    [
      { status: "RollbackInProgress", reason: "Rollback triggered due to user request." },
      /turning back\. AWS says/,
    ],
    [{ status: "SomethingNew" }, /1 of 3 servers new/],
  ])("%j", (over, note) => {
    const own = aRefresh(over);
    const decision = decide(seen(aRefreshed([8, 7, 7, 7]), [own]), kept(own));
    expect(decision.kind).toBe("wait");
    expect(told(decision)).toMatch(note);
  });

  it("says each status once", () => {
    const what = seen(aRefreshed([7, 7, 7]), [aRefresh()]);
    const first = decide(what, kept());
    expect("events" in first && first.events).toHaveLength(1);
    const again = decide(what, memory({ kept: "kept" in first ? (first.kept ?? null) : null }));
    expect("events" in again && again.events).toEqual([]);
  });
});

describe("what holds it", () => {
  const stuck = (what: RefreshSeen, over: Record<string, unknown> = {}) => {
    const known = memory({ kept: { refreshId: "r-1", status: "InProgress", ...over } });
    const decision = decide(what, known);
    return decision.kind === "stuck" ? decision : null;
  };
  const held = (over: Parameters<typeof member>[2]) =>
    aRefreshed([], { members: [member(0, 7, over), member(1, 8), member(2, 8)] });

  it("a protected server, as soon as AWS names it", () => {
    const reason =
      "Waiting for remaining instances to be available. For example: i-0 is protected. Remove instance scale-in protection to continue.";
    const group = held({ protectedFromScaleIn: true });
    expect(stuck(seen(group, [aRefresh()]))).toBeNull();
    expect(stuck(seen(group, [aRefresh({ reason })]))).toMatchObject({
      clear: { calls: [{ call: "SetInstanceProtection", serverIds: ["i-0"] }] },
    });
  });

  it("new servers that are protected by the group's setting aren't in the way", () => {
    const group = aRefreshed([], {
      members: [member(0, 7), member(1, 8, { protectedFromScaleIn: true })],
    });
    const reason = "For example: i-9 is protected.";
    expect(stuck(seen(group, [aRefresh({ reason })]))?.cause ?? "").not.toContain("protected");
  });

  it("a suspended process, at once", () => {
    const group = aRefreshed([7, 7, 7], {
      suspended: [{ process: "Terminate", reason: "" }],
    });
    expect(stuck(seen(group, [aRefresh()]))).toMatchObject({
      clear: { calls: [{ call: "ResumeProcesses", processes: ["Terminate"] }] },
    });
  });

  it("launches that fail beyond the group's size: nothing is missing, and nothing comes", () => {
    const failure = {
      activityId: "a",
      groupName: work.group,
      statusCode: "Failed",
      description: "Launching a new EC2 instance.",
      cause: "",
      statusMessage: "The requested instance type has no sufficient capacity",
      startedAtMs: NOW_MS,
      endedAtMs: NOW_MS,
      progressPercent: 100,
    };
    const what = seen(aRefreshed([7, 7, 7]), [aRefresh()], { activities: [failure] });
    expect(stuck(what)?.cause).toMatch(/no capacity.*AWS waits for an hour, then it turns/);
    const turning = seen(aRefreshed([7, 7, 7]), [aRefresh({ status: "RollbackInProgress" })], {
      activities: [failure],
    });
    expect(stuck(turning)?.cause).toMatch(/then its turning back fails, and the fleet stays mixed/);
    expect(stuck(turning)?.cure).not.toContain("roll back");
  });

  it("less than the floor for a while: cancelling keeps AWS from taking more", () => {
    const what = seen(aRefreshed([8, 7]), [aRefresh()]);
    expect(stuck(what, { belowForMs: 10_000, lookedAtMs: NOW_MS - 5000 })).toBeNull();
    expect(stuck(what, { belowForMs: 58_000, lookedAtMs: NOW_MS - 5000 })).toMatchObject({
      clear: { label: "Cancel the refresh" },
    });
  });
});

describe("a refresh that ended", () => {
  const done = aRefreshed([8, 8, 8], {
    template: { id: work.templateId, name: null, version: "8" },
  });
  const successful = aRefresh({ status: "Successful", percent: 100, toUpdate: 0 });

  it("well: believed when all servers run the version and serve", () => {
    expect(decide(seen(done, [successful]), kept())).toMatchObject({
      kind: "done",
      note: "3 servers run version 8 and serve",
    });
  });

  it("well, but a server doesn't serve: not believed yet", () => {
    const ill = {
      ...done,
      members: [...done.members.slice(1), member(9, 8, { lifecycleState: "Pending" })],
    };
    expect(decide(seen(ill, [successful]), kept()).kind).not.toBe("done");
  });

  it("well, with no server at all: never success", () => {
    for (const none of [
      { ...done, members: [] },
      { ...done, desiredCapacity: 0 },
    ])
      expect(decide(seen(none, [successful]), kept())).toMatchObject({ kind: "failed" });
  });

  it("well, and the group would start another version: failed if it stays so", () => {
    const changed = { ...done, template: { id: work.templateId, name: null, version: "7" } };
    expect(decide(seen(changed, [successful]), kept())).toMatchObject({
      kind: "failed",
      mayLag: true,
    });
  });

  it("well, with servers that AWS was told to ignore: done, and said", () => {
    const left = {
      ...done,
      members: [member(0, 7, { protectedFromScaleIn: true }), member(1, 8), member(2, 8)],
    };
    const decision = decide(seen(left, [successful]), kept());
    expect(told(decision)).toContain("1 server still run an earlier version");
    expect("events" in decision && decision.events).toMatchObject([{ level: "warn" }]);
  });

  it.each<[string, RegExp]>([
    ["Failed", /refresh failed\. AWS says: "why"/],
    ["Cancelled", /cancelled, not by this operation/],
    ["RollbackSuccessful", /runs what it ran before/],
    ["RollbackFailed", /the way back failed too.*left alone/],
  ])("%s: failed, with what runs now and what the group would start", (status, words) => {
    const own = aRefresh({ status, reason: "why" });
    const reason = told(decide(seen(aRefreshed([8, 7, 7]), [own]), kept()));
    expect(reason).toMatch(words);
    expect(reason).toContain(
      "1 of 3 servers of shop run version 8 now, and the group would start version 7",
    );
  });

  it("a group that is gone is never success", () => {
    expect(decide(seen(null, []), kept())).toMatchObject({ kind: "failed", mayLag: true });
  });
});
