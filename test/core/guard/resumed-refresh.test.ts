import { describe, expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import type { RefreshFact } from "../../../shared/model/facts/signs.ts";
import { aGroup } from "../../builders/group.ts";
import { noExtras } from "../../builders/world.ts";

describe.each(["InstanceRefresh", "Launch", "Terminate"])(
  "resuming a refresh that %s held",
  (held) => {
    const built = aGroup("web-v041").size(20).sized(2, 40, 20).suspended(held).build();
    const call = {
      call: "ResumeProcesses",
      groupName: built.group.name,
      processes: [held],
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
    const verdict = (active: string | null, known?: RefreshFact, floor = 20, group = built.group) =>
      guard(
        call,
        {
          groups: new Map([[group.name, group]]),
          targetGroupArns: built.group.settings.targetGroupArns,
          targetHealth: built.health,
          readAtMs: 0,
          servers: [],
          extras: { ...noExtras, activeRefresh: active },
          ...(known ? { refresh: known } : {}),
        },
        floor,
      );

    it("does nothing while another process holds it as well", () => {
      const both = { process: held === "Launch" ? "InstanceRefresh" : "Launch", reason: "" };
      const group = { ...built.group, suspended: [...built.group.suspended, both] };
      expect(verdict("r-1 InProgress", refresh(90, 100), 20, group).ok).toBe(true);
    });

    it("counts what the group has above its size: that ends with it", () => {
      const group = { ...built.group, desiredCapacity: 15 };
      expect(verdict("r-1 InProgress", refresh(100, 110), 16, group).ok).toBe(false);
      expect(verdict("r-1 InProgress", refresh(100, 110), 15, group).ok).toBe(true);
    });

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
  },
);
