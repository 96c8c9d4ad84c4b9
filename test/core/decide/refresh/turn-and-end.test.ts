import { describe, expect, it } from "vitest";
import type { Memory } from "../../../../shared/decide/decision.ts";
import { decideEndRefresh } from "../../../../shared/decide/refresh/end-refresh.ts";
import { decideTurnRefresh } from "../../../../shared/decide/refresh/turn-refresh.ts";
import type { RefreshFact } from "../../../../shared/model/facts/signs.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import {
  MINUTE,
  NAME,
  NOW_MS,
  TEMPLATE,
  aRefresh,
  aRefreshed,
  memory,
  seen,
} from "./refresh-builders.ts";

const group = aRefreshed([8, 7, 7]);

describe("turning a refresh", () => {
  const work = {
    kind: "turn-refresh",
    group: NAME,
    refreshId: "r-1",
    how: "roll-back",
    minHealthyPercentage: 100,
    maxHealthyPercentage: 110,
    lateAfterMs: 5 * MINUTE,
  } as const;
  const turn = (own: RefreshFact | null, known: Partial<Memory> = {}, how = work as typeof work) =>
    decideTurnRefresh(how, seen(group, own ? [own] : []), memory(known), NOW_MS);
  const answered = (name: "RollbackInstanceRefresh", code: string): Partial<Memory> => ({
    calls: [
      {
        name,
        atMs: NOW_MS,
        outcome:
          code === "ok"
            ? { kind: "ok", requestId: null, produced: {} }
            : { kind: "failed", code, message: "", requestId: null },
      },
    ],
  });

  describe("whose new servers are still warming up, so that AWS may end them at once", () => {
    const launched = (agoMs: number | null) => ({
      activityId: "a-1",
      groupName: NAME,
      statusCode: "Successful",
      description: "Launching a new EC2 instance: i-0",
      cause: "",
      statusMessage: null,
      startedAtMs: NOW_MS - 5 * MINUTE,
      endedAtMs: agoMs === null ? null : NOW_MS - agoMs,
      progressPercent: 100,
    });
    const own = aRefresh({ instanceWarmupSeconds: 60 });
    const warming = (agoMs: number | null, floor: number) =>
      decideTurnRefresh(
        work,
        seen(group, [own], { launches: [launched(agoMs)] }),
        memory({ floor }),
        NOW_MS,
      );

    it("is cancelled where the others are too few: nothing is taken away by that", () => {
      const cancelled = { kind: "act", calls: [{ call: "CancelInstanceRefresh" }] };
      expect(warming(MINUTE - 1, 3)).toMatchObject(cancelled);
      expect(warming(null, 3)).toMatchObject(cancelled);
    });

    it("is rolled back where the others are enough, or the new ones are warm", () => {
      const rolledBack = { kind: "act", calls: [{ call: "RollbackInstanceRefresh" }] };
      expect(warming(MINUTE - 1, 2)).toMatchObject(rolledBack);
      expect(warming(MINUTE, 3)).toMatchObject(rolledBack);
    });
  });

  it.each<[string, ReturnType<typeof turn>, object]>([
    [
      "while it runs: AWS's own way back",
      turn(aRefresh()),
      { kind: "act", calls: [{ call: "RollbackInstanceRefresh", maxHealthyPercentage: 110 }] },
    ],
    [
      "while it bakes as well",
      turn(aRefresh({ status: "Baking" })),
      { kind: "act", calls: [{ call: "RollbackInstanceRefresh" }] },
    ],
    ["while it is pending AWS can't", turn(aRefresh({ status: "Pending" })), { kind: "wait" }],
    ["on its way back", turn(aRefresh({ status: "RollbackInProgress" })), { kind: "wait" }],
    ["being cancelled", turn(aRefresh({ status: "Cancelling" })), { kind: "wait" }],
    [
      "asked a moment ago",
      turn(aRefresh(), answered("RollbackInstanceRefresh", "ok")),
      { kind: "wait" },
    ],
    [
      "AWS can't roll this one back: cancelled",
      turn(aRefresh(), answered("RollbackInstanceRefresh", "IrreversibleInstanceRefresh")),
      { kind: "act", calls: [{ call: "CancelInstanceRefresh", waitForTransitioning: false }] },
    ],
    [
      "throttled: the same again",
      turn(aRefresh(), answered("RollbackInstanceRefresh", "Throttling")),
      { kind: "act", calls: [{ call: "RollbackInstanceRefresh" }] },
    ],
    ["turned", turn(aRefresh({ status: "RollbackSuccessful" })), { kind: "done" }],
    ["ended by itself", turn(aRefresh({ status: "Successful" })), { kind: "done" }],
    [
      "not listed a moment after it began",
      turn(null, { startedAtMs: NOW_MS - 5000 }),
      { kind: "wait" },
    ],
    ["gone from the list", turn(null, { startedAtMs: NOW_MS - 2 * MINUTE }), { kind: "done" }],
  ])("%s", (_when, decision, expected) => {
    expect(decision).toMatchObject(expected);
  });
});

describe("leaving no refresh behind", () => {
  const work = {
    kind: "end-refresh",
    group: NAME,
    templateId: TEMPLATE,
    templateVersion: 8,
  } as const;
  const end = (refreshes: readonly RefreshFact[], known: Partial<Memory> = {}, of = group) =>
    decideEndRefresh(work, { group: of, refreshes }, memory(known), NOW_MS);
  const followed = { keptBy: () => ({ refreshId: aRefresh().id }) };
  const asked = { askedAtMs: () => aRefresh().startedAtMs };
  const foreign = { key: TAG.claim, value: `op-2 bob ${String(NOW_MS)}`, propagateAtLaunch: false };

  it.each<[string, ReturnType<typeof end>, object]>([
    ["nothing runs", end([aRefresh({ status: "Successful" })]), { kind: "done" }],
    [
      "stopped while it runs: cancelled, what is under way may end",
      end([aRefresh()], { leaving: "stopped", ...followed }),
      { kind: "act", calls: [{ call: "CancelInstanceRefresh", waitForTransitioning: true }] },
    ],
    [
      "stopped before it was followed: known by when it was asked for",
      end([aRefresh()], { leaving: "stopped", ...asked }),
      { kind: "act", calls: [{ call: "CancelInstanceRefresh" }] },
    ],
    [
      "a colleague's to the same version, begun before ours was asked for, is left alone",
      end([aRefresh({ id: "r-theirs", startedAtMs: 1 })], {
        leaving: "stopped",
        askedAtMs: () => NOW_MS - 10 * MINUTE,
      }),
      { kind: "done" },
    ],
    [
      "a colleague's to the same version, begun when ours had ended, is left alone",
      end([aRefresh({ id: "r-theirs" }), aRefresh({ status: "Successful" })], {
        leaving: "stopped",
        ...followed,
      }),
      { kind: "done" },
    ],
    [
      "a colleague's to the same version, where we asked for none, is left alone",
      end([aRefresh()], { leaving: "stopped" }),
      { kind: "done" },
    ],
    [
      "until it has ended",
      end([aRefresh({ status: "Cancelling" })], { leaving: "stopped", ...followed }),
      { kind: "wait" },
    ],
    [
      "a roll back needs it as it is",
      end([aRefresh()], { leaving: "superseded", ...followed }),
      { kind: "done" },
    ],
    [
      "another's refresh is left alone",
      end([aRefresh({ desired: { templateId: TEMPLATE, version: "5" } })], { leaving: "failed" }),
      { kind: "done" },
    ],
    [
      "whoever holds the group now decides",
      end([aRefresh()], { leaving: "failed", ...followed }, { ...group, tags: [foreign] }),
      { kind: "done" },
    ],
    [
      "one whose start had no answer may still come",
      end([], { leaving: "stopped", unansweredAtMs: () => NOW_MS }),
      { kind: "wait" },
    ],
    [
      "one that was accepted may not be listed yet",
      end([], { leaving: "stopped", askedAtMs: () => NOW_MS }),
      { kind: "wait" },
    ],
  ])("%s", (_when, decision, expected) => {
    expect(decision).toMatchObject(expected);
  });
});
