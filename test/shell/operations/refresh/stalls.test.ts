import { describe, expect, it } from "vitest";
import type { Plan } from "../../../../shared/model/plan.ts";
import {
  aRefreshConsole,
  groupName,
  groupNow,
  somebody,
  stepOf,
  untilStuck,
  versionsOf,
  why,
  type RefreshConsole,
} from "./refresh-region.ts";

/** Starts it after somebody did this to the group, and clears what holds it. */
async function clearedAfter(
  spoil: (console: RefreshConsole, plan: Plan, ids: readonly string[]) => void,
) {
  const console = aRefreshConsole();
  const plan = await console.refresh();
  const { members } = await groupNow(console, plan);
  spoil(
    console,
    plan,
    members.map(({ serverId }) => serverId),
  );
  const id = console.operations.start(plan, why);
  const stuck = await untilStuck(console, id);
  const step = stepOf(console.operations.detail(id), "refresh");
  if (step) await console.operations.clear(id, step.stepId);
  return { console, plan, id, stuck };
}

describe("what holds a refresh is named, and cleared by a word", () => {
  it("a server that is protected from scale-in", async () => {
    const { console, plan, id, stuck } = await clearedAfter((region, { groups }, [first]) =>
      somebody(region, "SetInstanceProtection", {
        AutoScalingGroupName: groups?.from,
        InstanceIds: [first],
        ProtectedFromScaleIn: true,
      }),
    );
    expect(stuck?.cause).toMatch(
      /1 server of .* protected from scale-in, so they can't be replaced/,
    );
    expect(stuck?.cause).toContain(
      "AWS waits for an hour, then it turns the refresh back by itself.",
    );
    expect((await console.ended(id)).status).toBe("succeeded");
    expect(versionsOf(await groupNow(console, plan))).toHaveLength(1);
  });

  it("a server in standby", async () => {
    const { console, id, stuck } = await clearedAfter((region, { groups }, [first]) =>
      somebody(region, "EnterStandby", {
        AutoScalingGroupName: groups?.from,
        InstanceIds: [first],
        ShouldDecrementDesiredCapacity: true,
      }),
    );
    expect(stuck?.cause).toContain("in standby");
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("a suspended process, which pauses AWS", async () => {
    const { console, id, stuck } = await clearedAfter((region, { groups }) =>
      somebody(region, "SuspendProcesses", {
        AutoScalingGroupName: groups?.from,
        ScalingProcesses: ["InstanceRefresh"],
      }),
    );
    expect(stuck?.cause).toContain("so AWS has paused the refresh");
    expect(stuck?.clear?.label).toBe("Resume InstanceRefresh");
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("a lifecycle hook that nobody answers", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    somebody(console, "PutLifecycleHook", {
      AutoScalingGroupName: groupName(plan),
      LifecycleHookName: "warm-caches",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 7200,
    });
    const id = console.operations.start(plan, why);
    let answered = 0;
    while (console.operations.summary(id)?.status === "running" && answered < 8) {
      const stuck = await untilStuck(console, id);
      if (!stuck) break;
      expect(stuck.cause).toMatch(/held by the lifecycle hook warm-caches since \d\d:\d\d UTC/);
      const step = stepOf(console.operations.detail(id), "refresh");
      if (step) await console.operations.clear(id, step.stepId).catch(() => undefined);
      answered += 1;
    }
    expect(answered).toBeGreaterThan(0);
    expect((await console.ended(id)).status).toBe("succeeded");
  });

  it("another refresh, started by somebody in the meantime: never a second one of ours beside it", async () => {
    const console = aRefreshConsole();
    const plan = await console.refresh();
    const { template } = await groupNow(console, plan);
    let begun = false;
    console.operations.onChange(() => {
      const made = stepOf(console.operations.detail(id), "make-template-version");
      if (begun || made?.status !== "done") return;
      begun = true;
      somebody(console, "StartInstanceRefresh", {
        AutoScalingGroupName: groupName(plan),
        DesiredConfiguration: {
          LaunchTemplate: { LaunchTemplateId: template?.id, Version: template?.version },
        },
      });
    });
    const id = console.operations.start(plan, why);
    const stuck = await untilStuck(console, id);
    expect(stuck?.cause).toMatch(/Somebody else's instance refresh .* is under way/);
    const step = stepOf(console.operations.detail(id), "refresh");
    if (step) await console.operations.clear(id, step.stepId);
    expect((await console.ended(id)).status).toBe("succeeded");
    const refreshes = await console.cloud.reader.refreshes(groupName(plan));
    expect(refreshes.map(({ status }) => status)).toEqual(["Successful", "Cancelled"]);
  });
});
