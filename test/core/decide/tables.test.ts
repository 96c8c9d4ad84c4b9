import { describe, expect, it } from "vitest";
import { afterFailure } from "../../../shared/decide/call-failure.ts";
import {
  claimOf,
  claimText,
  foreignClaim,
  isToRenew,
} from "../../../shared/decide/release/claim-tag.ts";
import { observe } from "../../../shared/decide/proof.ts";
import { putBackCalls } from "../../../shared/decide/put-back/put-back.ts";
import { expectedEndMs, progressOf } from "../../../shared/decide/time-left.ts";
import { span } from "../../../shared/decide/words.ts";
import type { CallOutcome } from "../../../shared/model/call.ts";
import { groupName, operationId } from "../../../shared/model/ids.ts";
import type { StepState } from "../../../shared/model/operation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aPlan } from "../../shell/operations/plans.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const NAME = groupName("shop-v002");
const MINE = operationId("op-1");

describe("proof of health", () => {
  it("needs observations in a row, apart from each other, without a long gap", () => {
    const one = observe(null, true, 0);
    expect(one.inARow).toBe(1);
    expect(observe(one, true, 10).inARow).toBe(1);
    const two = observe(one, true, 2000);
    expect(two.inARow).toBe(2);
    expect(observe(two, false, 4000).inARow).toBe(0);
    expect(observe(two, true, 2000 + 3_600_000).inARow).toBe(1);
  });
});

describe("claims", () => {
  const claimed = (value: string) =>
    aGroup(NAME, { tags: [{ key: TAG.claim, value, propagateAtLaunch: false }] });

  it("are read back as they were written, whatever the holder is called", () => {
    const claim = { operationId: MINE, holder: "Ada Lovelace@my laptop", atMs: 1_700_000_000_000 };
    expect(claimOf(claimed(claimText(claim)))).toEqual(claim);
    expect(claimOf(claimed("nonsense"))).toBeNull();
    expect(claimOf(aGroup(NAME, {}))).toBeNull();
  });

  it("of others count for half an hour", () => {
    const group = claimed("op-2 bob 1000");
    expect(foreignClaim(group, MINE, 1000 + 29 * 60_000)?.holder).toBe("bob");
    expect(foreignClaim(group, MINE, 1000 + 31 * 60_000)).toBeNull();
    expect(foreignClaim(group, operationId("op-2"), 1000)).toBeNull();
  });

  it("are written anew once a minute at most, however often they are looked at", () => {
    const group = claimed(`${MINE} ada 1000`);
    expect(isToRenew(group, MINE, 1000 + 59_000)).toBe(false);
    expect(isToRenew(group, MINE, 1000 + 60_000)).toBe(true);
    expect(isToRenew(aGroup(NAME, {}), MINE, 1000)).toBe(true);
    expect(isToRenew(claimed("op-2 bob 1000"), MINE, 1000)).toBe(true);
  });
});

describe("putting back", () => {
  const group = aGroup(NAME, {
    minSize: 4,
    maxSize: 8,
    desiredCapacity: 6,
    suspended: [{ process: "Launch", reason: "" }],
    tags: [{ key: TAG.claim, value: "op-1 ada 1", propagateAtLaunch: false }],
  });

  it("asks for what is not as it was, and for nothing else", () => {
    expect(putBackCalls({ kind: "claim", group: NAME }, group, MINE)).toMatchObject([
      { call: "DeleteTags", keys: [TAG.claim] },
    ]);
    expect(putBackCalls({ kind: "claim", group: NAME }, group, operationId("op-9"))).toEqual([]);
    expect(
      putBackCalls(
        { kind: "suspended", group: NAME, processes: ["Launch", "Terminate"] },
        group,
        MINE,
      ),
    ).toEqual([{ call: "ResumeProcesses", groupName: NAME, processes: ["Launch"] }]);
    expect(
      putBackCalls({ kind: "suspended", group: NAME, processes: ["Terminate"] }, group, MINE),
    ).toEqual([]);
  });

  it("gives the limits back, zero included, as far as the size allows that is wanted now", () => {
    const sizes = { minSize: 0, maxSize: 5, desiredCapacity: 3 };
    expect(putBackCalls({ kind: "sizes", group: NAME, sizes }, group, MINE)).toEqual([
      {
        call: "UpdateAutoScalingGroup",
        groupName: NAME,
        minSize: 0,
        maxSize: 6,
        desiredCapacity: 6,
      },
    ]);
    const same = { minSize: 4, maxSize: 8, desiredCapacity: 1 };
    expect(putBackCalls({ kind: "sizes", group: NAME, sizes: same }, group, MINE)).toEqual([]);
  });

  it("asks for nothing of a group that is gone or going", () => {
    expect(putBackCalls({ kind: "claim", group: NAME }, null, MINE)).toEqual([]);
    expect(
      putBackCalls(
        { kind: "claim", group: NAME },
        { ...group, status: "Delete in progress" },
        MINE,
      ),
    ).toEqual([]);
  });
});

describe("a call that wasn't answered with success", () => {
  const call = { call: "DeleteAutoScalingGroup", groupName: NAME, force: true } as const;
  const said = (code: string, message = ""): CallOutcome => ({
    kind: "failed",
    code,
    message,
    requestId: null,
  });

  it.each<[CallOutcome, "look-again" | "give-up"]>([
    [{ kind: "unknown", message: "time-out" }, "look-again"],
    [said("Throttling"), "look-again"],
    [said("RequestLimitExceeded"), "look-again"],
    [said("ScalingActivityInProgress"), "look-again"],
    [said("ENOTFOUND"), "look-again"],
    [said("AlreadyExists"), "look-again"],
    [said("ValidationError", "AutoScalingGroup name not found - null"), "look-again"],
    [said("ValidationError", "The instance i-1 is not in InService."), "look-again"],
    [said("ValidationError", "The instance i-1 is not in Standby."), "look-again"],
    [said("ValidationError", "At least one of the sizes is wrong"), "give-up"],
    [said("UnauthorizedOperation"), "give-up"],
    [said("read-only"), "give-up"],
  ])("%j: %s", (outcome, kind) => {
    expect(afterFailure(call, outcome, { inARow: 1, alike: 1 }).kind).toBe(kind);
  });

  it("waits longer each time, and does not look for ever for what is not there", () => {
    const waits = [1, 2, 3, 10].map((tries) =>
      afterFailure(call, said("Throttling"), { inARow: tries, alike: tries }),
    );
    expect(waits.map((after) => (after.kind === "look-again" ? after.afterMs : 0))).toEqual([
      2000, 4000, 8000, 60_000,
    ]);
    const exists = (alike: number) =>
      afterFailure(call, said("AlreadyExists"), { inARow: 12, alike }).kind;
    expect([1, 7, 8].map(exists)).toEqual(["look-again", "look-again", "give-up"]);
  });
});

describe("time left", () => {
  const plan = aPlan(
    "replace",
    [
      { kind: "claim", group: NAME },
      { kind: "release", group: NAME },
    ],
    NAME,
    NAME,
  );
  const state = (status: StepState["status"], progress: number | null): StepState => ({
    stepId: plan.steps[0]?.id as never,
    status,
    startedAtMs: 0,
    endedAtMs: null,
    note: "",
    progress,
    stuck: null,
  });

  it("begins with what was planned, and follows the pace that is seen", () => {
    expect(expectedEndMs(plan, [], "running", null, 0)).toBe(120_000);
    expect(expectedEndMs(plan, [state("running", 0)], "running", null, 30_000)).toBe(150_000);
    expect(expectedEndMs(plan, [state("running", 0.5)], "running", { leftMs: 5000 }, 60_000)).toBe(
      125_000,
    );
  });

  it("is unknown while something is stuck, paused or over", () => {
    expect(expectedEndMs(plan, [state("stuck", 0)], "running", null, 0)).toBeNull();
    expect(expectedEndMs(plan, [], "paused", null, 0)).toBeNull();
    expect(expectedEndMs(plan, [], "failed", null, 0)).toBeNull();
  });

  it("counts progress by planned time", () => {
    expect(progressOf(plan, [state("done", 1)])).toBe(0.5);
    expect(progressOf(plan, [state("running", 0.5)])).toBe(0.25);
  });
});

describe("spans", () => {
  it.each([
    [0, "0 s"],
    [89_000, "89 s"],
    [240_000, "4 min"],
    [7_500_000, "2 h 5 min"],
    [7_200_000, "2 h"],
  ])("%d ms is %s", (ms, text) => {
    expect(span(ms)).toBe(text);
  });
});
