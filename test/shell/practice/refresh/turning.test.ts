/** Checkpoints, baking, alarms, failure, cancelling and turning back. */
import {
  DeleteAutoScalingGroupCommand,
  PutWarmPoolCommand,
  SuspendProcessesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, it } from "vitest";
import { writeAlarmState } from "../../../../electron/practice/world/autoscaling/refresh/alarms.ts";
import { chooseRefreshSettings } from "../../../../electron/practice/world/autoscaling/refresh/settings.ts";
import { allInService, memberStates, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { TARGET_GROUP } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import {
  AutoScalingGroupName,
  cancel,
  isIn,
  newest,
  refreshRegion,
  rollBack,
  start,
  untilStatus,
  versions,
  watchReady,
} from "./refresh-questions.ts";

const HOUR_MS = 60 * MINUTE_MS;

async function inServiceOf(region: SmallRegion, version: string): Promise<number> {
  const members = (await readGroup(region))?.Instances ?? [];
  return members.filter(
    ({ LaunchTemplate, LifecycleState }) =>
      LaunchTemplate?.Version === version && LifecycleState === "InService",
  ).length;
}

describe("checkpoints", () => {
  it("hold the refresh for their delay", async () => {
    const region = await refreshRegion(4);
    await start(region, { CheckpointPercentages: [25, 100], CheckpointDelay: 1800 });
    region.advance(20 * MINUTE_MS);
    expect(await versions(region)).toEqual(["1", "1", "1", "2"]);
    const { StatusReason, Status } = await newest(region);
    expect(Status).toBe("InProgress");
    expect(StatusReason).toMatch(/^Waiting for checkpoint delay to finish .* \d+ seconds left\.$/);
    await untilStatus(region, "Successful", 2 * HOUR_MS);
    expect(await versions(region)).toEqual(["2", "2", "2", "2"]);
  });

  it("that are reached together are waited for once", async () => {
    const region = await refreshRegion(2);
    const began = region.world.nowMs;
    await start(region, { CheckpointPercentages: [10, 40, 100], CheckpointDelay: 3600 });
    await untilStatus(region, "Successful", 3 * HOUR_MS);
    const tookMs = region.world.nowMs - began;
    expect(tookMs).toBeGreaterThan(HOUR_MS);
    expect(tookMs).toBeLessThan(2 * HOUR_MS);
  });

  it("below 100 are where it stops", async () => {
    const region = await refreshRegion(4);
    await start(region, { CheckpointPercentages: [50], CheckpointDelay: 60 });
    await untilStatus(region, "Successful");
    expect(await versions(region)).toEqual(["1", "1", "2", "2"]);
    const { PercentageComplete, InstancesToUpdate } = await newest(region);
    expect([PercentageComplete, InstancesToUpdate]).toEqual([50, 2]);
  });
});

describe("baking", () => {
  it("takes its time before the group gets its template", async () => {
    const region = await refreshRegion(1);
    await start(region, { BakeTime: 600 });
    await untilStatus(region, "Baking");
    const { StatusReason } = await newest(region);
    expect(StatusReason).toMatch(
      /^Waiting for bake time to finish before continuing\. There are 5\d\d seconds left\.$/,
    );
    region.advance(9 * MINUTE_MS);
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("1");
    region.advance(2 * MINUTE_MS);
    expect((await newest(region)).Status).toBe("Successful");
  });
});

describe("an alarm", () => {
  const alarms = { AlarmSpecification: { Alarms: ["errors"] } };

  it("makes it fail, and what was replaced stays so", async () => {
    const region = await refreshRegion(3);
    await start(region, alarms);
    await until(region, async () => (await versions(region)).includes("2"), 10 * MINUTE_MS);
    writeAlarmState(region.world, "errors", "ALARM");
    await untilStatus(region, "Failed");
    expect((await newest(region)).StatusReason).toContain("errors");
    region.advance(30 * MINUTE_MS);
    expect(await versions(region)).toContain("2");
  });

  it("turns it back where it was told to, also while it bakes", async () => {
    const region = await refreshRegion(3);
    await start(region, { ...alarms, AutoRollback: true, BakeTime: 3600 });
    await untilStatus(region, "Baking");
    writeAlarmState(region.world, "errors", "ALARM");
    await untilStatus(region, "RollbackInProgress");
    await untilStatus(region, "RollbackSuccessful");
    expect(await versions(region)).toEqual(["1", "1", "1"]);
    expect(await newest(region)).toMatchObject({ PercentageComplete: 0, InstancesToUpdate: 3 });
    expect((await newest(region)).RollbackDetails?.RollbackReason).toContain("errors");
  });
});

describe("an image that never gets healthy", () => {
  const wishes = {
    TargetGroupARNs: [TARGET_GROUP],
    HealthCheckType: "ELB",
    HealthCheckGracePeriod: 120,
  };

  it("makes it fail after an hour", async () => {
    const region = await refreshRegion(3, wishes);
    await start(region);
    await untilStatus(region, "Failed", 3 * HOUR_MS);
    const { StartTime, EndTime } = await newest(region);
    expect(Number(EndTime) - Number(StartTime)).toBeGreaterThan(HOUR_MS);
    expect((await versions(region)).filter((version) => version === "1").length).toBe(2);
  });

  it("turns it back after that hour where it was told to", async () => {
    const region = await refreshRegion(3, wishes);
    await start(region, { AutoRollback: true });
    await untilStatus(region, "RollbackInProgress", 3 * HOUR_MS);
    await untilStatus(region, "RollbackSuccessful");
    expect(await versions(region)).toEqual(["1", "1", "1"]);
  });
});

describe("turning back on request", () => {
  it("in the middle brings back what was replaced, down to 0 %", async () => {
    const region = await refreshRegion(4);
    await start(region);
    await until(
      region,
      async () => (await versions(region)).filter((version) => version === "2").length === 2,
      30 * MINUTE_MS,
    );
    await rollBack(region);
    const percents: number[] = [];
    await until(
      region,
      async () => {
        const { PercentageComplete = 0, Status } = await newest(region);
        percents.push(PercentageComplete);
        return Status === "RollbackSuccessful";
      },
      HOUR_MS,
    );
    expect(percents).toEqual(percents.toSorted((a, b) => b - a));
    expect(percents.at(-1)).toBe(0);
    expect(await versions(region)).toEqual(["1", "1", "1", "1"]);
  });

  it.each([
    { from: "launched anew", pool: false },
    { from: "taken from a warm pool", pool: true },
  ])("keeps the healthy minimum by members that have warmed up, $from", async ({ pool }) => {
    const region = await refreshRegion(4, { MaxSize: 6 });
    if (pool) {
      const { groups } = region;
      await groups.send(new PutWarmPoolCommand({ AutoScalingGroupName, PoolState: "Running" }));
      region.advance(10 * MINUTE_MS);
    }
    const fewest = watchReady(region, 120_000);
    await start(region, {
      MinHealthyPercentage: 100,
      MaxHealthyPercentage: 110,
      InstanceWarmup: 120,
    });
    const forward = await fewest(async () => (await inServiceOf(region, "2")) === 2);
    await rollBack(region);
    const back = await fewest(isIn(region, "RollbackSuccessful"));
    expect([forward, back]).toEqual([4, 4]);
    expect(await versions(region)).toEqual(["1", "1", "1", "1"]);
  });

  it("before anything is replaced ends soon", async () => {
    const region = await refreshRegion(1);
    await start(region, { MinHealthyPercentage: 100 });
    await untilStatus(region, "InProgress");
    await rollBack(region);
    await untilStatus(region, "RollbackSuccessful", 10 * MINUTE_MS);
    expect(await versions(region)).toEqual(["1"]);
  });
});

describe("what lasts too long", () => {
  it("fails after 14 days, also while it is paused", async () => {
    const region = await refreshRegion(1);
    await start(region);
    const processes = { AutoScalingGroupName, ScalingProcesses: ["InstanceRefresh"] };
    await region.groups.send(new SuspendProcessesCommand(processes));
    region.advance(14 * 24 * HOUR_MS);
    expect((await newest(region)).Status).toBe("Pending");
    region.advance(MINUTE_MS);
    expect(await newest(region)).toMatchObject({
      Status: "Failed",
      StatusReason: expect.stringContaining("14 days") as string,
    });
  });

  it("fails on the way back when members are protected for an hour", async () => {
    const region = await refreshRegion(1);
    const settings = { AutoScalingGroupName, NewInstancesProtectedFromScaleIn: true };
    await region.groups.send(new UpdateAutoScalingGroupCommand(settings));
    await start(region, { BakeTime: 3600 });
    await untilStatus(region, "Baking");
    await rollBack(region);
    await untilStatus(region, "RollbackFailed", 2 * HOUR_MS);
    expect(await versions(region)).toEqual(["2"]);
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("1");
  });
});

describe("cancelling", () => {
  it("without waiting is over within five seconds", async () => {
    const region = await refreshRegion(3);
    await start(region);
    region.advance(MINUTE_MS);
    await cancel(region, false);
    expect(await newest(region)).toMatchObject({
      Status: "Cancelling",
      StatusReason:
        "Cancelled without waiting for ongoing instance launches and terminations due to user request.",
    });
    region.advance(5000);
    expect((await newest(region)).Status).toBe("Cancelled");
    await start(region);
  });

  it("by default waits for what is under way, and rolls nothing back", async () => {
    const region = await refreshRegion(3);
    await start(region);
    await until(
      region,
      async () => (await memberStates(region)).includes("Pending"),
      5 * MINUTE_MS,
    );
    await cancel(region);
    region.advance(5000);
    expect((await newest(region)).Status).toBe("Cancelling");
    await untilStatus(region, "Cancelled");
    await until(region, allInService(region, 3), 5 * MINUTE_MS);
    expect(await versions(region)).toEqual(["1", "1", "2"]);
  });

  it("ends a rollback, unless the world's setting says otherwise", async () => {
    const region = await refreshRegion(2);
    await start(region);
    await until(region, async () => (await versions(region)).includes("2"), 10 * MINUTE_MS);
    await rollBack(region);
    chooseRefreshSettings(region.world, { cancelEndsRollback: false });
    await expect(cancel(region)).rejects.toMatchObject({ Code: "ActiveInstanceRefreshNotFound" });
    chooseRefreshSettings(region.world, { cancelEndsRollback: true });
    await cancel(region);
    await untilStatus(region, "Cancelled");
  });

  it("comes with the end of the group", async () => {
    const region = await refreshRegion(2);
    await start(region);
    await untilStatus(region, "InProgress");
    const gone = { AutoScalingGroupName, ForceDelete: true };
    await region.groups.send(new DeleteAutoScalingGroupCommand(gone));
    region.advance(20 * MINUTE_MS);
    const [refresh] = [...region.world.state.refreshes.values()];
    expect(refresh?.status).toBe("Cancelled");
  });
});
