import { describe, expect, it } from "vitest";
import { decideHold } from "../../../../shared/decide/in-place/hold.ts";
import type { Memory } from "../../../../shared/decide/decision.ts";
import type { GroupFact } from "../../../../shared/model/facts.ts";
import { groupName, operationId, stepId } from "../../../../shared/model/ids.ts";
import { aGroup } from "../../../shell/operations/small-facts.ts";

const group = groupName("mail-worker-v033");
const work = { kind: "hold", group, processes: ["AZRebalance", "ScheduledActions"] } as const;

const holding = (...processes: string[]): GroupFact => ({
  ...aGroup(group, {}),
  suspended: processes.map((process) => ({ process, reason: "" })),
});
const memory: Memory = {
  operationId: operationId("op-2"),
  stepId: stepId("s"),
  holder: "ada",
  startedAtMs: 0,
  expected: { medianMs: 1, worstMs: 1 },
  floor: 1,
  hasEnded: () => true,
  claimedAtMs: () => null,
  unansweredAtMs: () => null,
  clientToken: "t",
  calls: [],
  outputs: {},
  kept: null,
};

describe("holding what would fight a change in place", () => {
  it("leaves to somebody else what he suspended", () => {
    expect(decideHold(work, { group: holding("AZRebalance") }, memory, 0)).toMatchObject({
      kind: "act",
      calls: [{ call: "SuspendProcesses", processes: ["ScheduledActions"] }],
      originals: [{ original: { processes: ["ScheduledActions"] }, until: "operation" }],
    });
    const all = holding("AZRebalance", "ScheduledActions");
    expect(decideHold(work, { group: all }, memory, 0)).toMatchObject({
      kind: "done",
      produced: { held: { processes: [] } },
    });
  });

  it("makes its own what the operation that is taken over left suspended, so that it is let go in the end", () => {
    const all = holding("AZRebalance", "ScheduledActions");
    const taken = { ...work, ours: ["AZRebalance"] };
    const first = decideHold(taken, { group: all }, memory, 0);
    expect(first).toMatchObject({
      kind: "act",
      originals: [{ original: { processes: ["AZRebalance"] }, until: "operation" }],
    });
    const kept = first.kind === "act" ? first.kept : null;
    expect(decideHold(taken, { group: all }, { ...memory, kept: kept ?? null }, 0)).toMatchObject({
      kind: "done",
      produced: { held: { processes: ["AZRebalance"] } },
    });
  });
});

describe("holding right after another operation gave the group back", () => {
  const sizes = { minSize: 1, maxSize: 3, desiredCapacity: 3 };
  const given = { atMs: 1000, sizes, resumed: ["AZRebalance"] };
  const after = { ...memory, madeBefore: () => given };
  const stale = { ...holding("AZRebalance"), minSize: 1, maxSize: 4, desiredCapacity: 3 };
  const seen = { ...holding(), ...sizes };

  it("waits until the lists show it, and takes nothing of what was for the fleet's own", () => {
    expect(decideHold(work, { group: stale }, after, 2000).kind).toBe("wait");
    expect(decideHold(work, { group: { ...seen, maxSize: 4 } }, after, 2000).kind).toBe("wait");
    expect(decideHold(work, { group: { ...stale, ...sizes } }, after, 2000).kind).toBe("wait");
  });

  it("begins as soon as they do, and takes for somebody's word what stays", () => {
    expect(decideHold(work, { group: seen }, after, 2000)).toMatchObject({
      kind: "act",
      kept: { sizes, processes: work.processes },
    });
    expect(decideHold(work, { group: stale }, after, 200_000)).toMatchObject({
      kind: "act",
      kept: { sizes: { maxSize: 4 }, processes: ["ScheduledActions"] },
    });
  });
});
