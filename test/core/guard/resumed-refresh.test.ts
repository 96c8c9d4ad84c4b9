import { describe, expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import type { RefreshFact } from "../../../shared/model/signs.ts";
import { aGroup } from "../../builders/group.ts";
import { noExtras } from "../../builders/world.ts";

describe("resuming a refresh that was paused", () => {
  const built = aGroup("web-v041").size(20).sized(2, 40, 20).suspended("InstanceRefresh").build();
  const call = {
    call: "ResumeProcesses",
    groupName: built.group.name,
    processes: ["InstanceRefresh"],
  } as const;
  const refresh = (min: number | null, max: number | null): RefreshFact => ({
    id: "r-1",
    groupName: built.group.name,
    status: "InProgress",
    reason: null,
    startedAtMs: 1,
    percent: 0,
    toUpdate: 20,
    endedAtMs: null,
    desired: null,
    minHealthyPercentage: min,
    maxHealthyPercentage: max,
    checkpointPercentages: [],
    rollback: null,
  });
  const verdict = (active: string | null, known?: RefreshFact, floor = 20) =>
    guard(
      call,
      {
        groups: new Map([[built.group.name, built.group]]),
        targetGroupArns: built.group.settings.targetGroupArns,
        targetHealth: built.health,
        readAtMs: 0,
        servers: [],
        extras: { ...noExtras, activeRefresh: active },
        ...(known ? { refresh: known } : {}),
      },
      floor,
    );

  it.each<[string, ReturnType<typeof verdict>, boolean]>([
    ["new ones first", verdict("r-1 InProgress", refresh(100, 110)), true],
    ["a tenth at a time", verdict("r-1 InProgress", refresh(90, 100)), false],
    [
      "a tenth at a time, above a lower floor",
      verdict("r-1 InProgress", refresh(90, 100), 18),
      true,
    ],
    ["percentages that weren't read", verdict("r-1 InProgress"), false],
    ["percentages that AWS doesn't tell", verdict("r-1 InProgress", refresh(null, null)), false],
    ["no refresh at all", verdict(null), true],
  ])("%s", (_what, { ok }, allowed) => {
    expect(ok).toBe(allowed);
  });
});
