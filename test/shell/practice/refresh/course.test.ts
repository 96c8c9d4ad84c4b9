/** The course of a refresh: what it spares, what it waits for, what makes it fail, and what it leaves behind. */
import {
  EnterStandbyCommand,
  ExitStandbyCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateVersionCommand } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { restorePracticeWorld } from "../../../../electron/practice/practice-world.ts";
import type { WorldJson } from "../../../../electron/practice/world/kernel/world.ts";
import { allInService, memberStates, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import type { SmallRegion } from "../small-region.ts";
import {
  AutoScalingGroupName,
  causes,
  newest,
  refreshRegion,
  refreshes,
  start,
  templateVersion,
  untilStatus,
  versions,
} from "./refresh-questions.ts";

const HOUR_MS = 60 * MINUTE_MS;

async function ids(region: SmallRegion): Promise<string[]> {
  return ((await readGroup(region))?.Instances ?? []).map((member) => member.InstanceId ?? "");
}

async function protect(region: SmallRegion, ProtectedFromScaleIn: boolean, count = 1) {
  const InstanceIds = (await ids(region)).slice(0, count);
  const wish = { AutoScalingGroupName, InstanceIds, ProtectedFromScaleIn };
  await region.groups.send(new SetInstanceProtectionCommand(wish));
  return InstanceIds;
}

describe("an end", () => {
  it("gives the group its template only when it has succeeded", async () => {
    const region = await refreshRegion(2);
    await start(region);
    expect(await newest(region)).not.toHaveProperty("StartTime");
    await untilStatus(region, "InProgress");
    expect((await newest(region)).StartTime).toBeInstanceOf(Date);
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("1");
    await untilStatus(region, "Successful");
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("2");
    expect(await newest(region)).toMatchObject({ PercentageComplete: 100, InstancesToUpdate: 0 });
  });

  it("of a group without members comes after some seconds", async () => {
    const region = await refreshRegion(0);
    await start(region);
    region.advance(3000);
    expect((await newest(region)).Status).toBe("Pending");
    region.advance(4000);
    expect(await newest(region)).toMatchObject({
      Status: "Successful",
      PercentageComplete: 100,
      InstancesToUpdate: 0,
    });
  });

  it("replaces all members even if they are alike, unless matching ones are skipped", async () => {
    const region = await refreshRegion(2);
    const before = await ids(region);
    const same = { DesiredConfiguration: templateVersion(region, "1") };
    await start(region, { SkipMatching: true }, same);
    region.advance(12_000);
    expect((await newest(region)).Status).toBe("Successful");
    expect(await ids(region)).toEqual(before);
    await start(region, {}, same);
    await untilStatus(region, "Successful");
    const after = await ids(region);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  it("is remembered for six weeks, newest first, page by page", async () => {
    const region = await refreshRegion(0);
    const first = await start(region);
    await untilStatus(region, "Successful");
    region.advance(10 * 24 * HOUR_MS);
    const second = await start(region);
    await untilStatus(region, "Successful");
    expect((await refreshes(region)).map((each) => each.InstanceRefreshId)).toEqual([
      second,
      first,
    ]);
    region.advance(33 * 24 * HOUR_MS);
    expect((await refreshes(region)).map((each) => each.InstanceRefreshId)).toEqual([second]);
  });
});

describe("percentages", () => {
  it("are no multiples of a member's share", async () => {
    const region = await refreshRegion(4);
    await start(region, { MinHealthyPercentage: 100 });
    const seen = new Set<number>();
    await until(
      region,
      async () => {
        const refresh = await newest(region);
        if (refresh.PercentageComplete !== undefined) seen.add(refresh.PercentageComplete);
        return refresh.Status === "Successful";
      },
      HOUR_MS,
    );
    expect([...seen].some((percent) => percent % 25 !== 0)).toBe(true);
    expect([...seen].at(-1)).toBe(100);
  });

  it("wait for warm members", async () => {
    const region = await refreshRegion(1);
    await start(region, { InstanceWarmup: 600 });
    await until(region, allInService(region, 1), 5 * MINUTE_MS);
    region.advance(5 * MINUTE_MS);
    const [id] = await ids(region);
    expect(await newest(region)).toMatchObject({
      Status: "InProgress",
      PercentageComplete: 50,
      InstancesToUpdate: 0,
      StatusReason: `Waiting for instances to warm up before continuing. For example: ${id} is warming up.`,
    });
    await untilStatus(region, "Successful");
  });
});

describe("protected members", () => {
  it("are waited for by default, in AWS's words, and go once they are free", async () => {
    const region = await refreshRegion(1);
    const [id] = await protect(region, true);
    await start(region);
    region.advance(MINUTE_MS);
    expect(await newest(region)).toMatchObject({
      Status: "InProgress",
      PercentageComplete: 0,
      StatusReason:
        "Waiting for remaining instances to be available. " +
        `For example: ${id} is protected. Remove instance scale-in protection to continue.`,
    });
    expect(await ids(region)).toEqual([id]);
    await protect(region, false);
    await untilStatus(region, "Successful");
  });

  it("make it fail after an hour", async () => {
    const region = await refreshRegion(2);
    await protect(region, true);
    await start(region);
    await untilStatus(region, "Failed", 2 * HOUR_MS);
    const { StartTime, EndTime } = await newest(region);
    expect(Number(EndTime) - Number(StartTime)).toBeGreaterThan(HOUR_MS);
    expect(await versions(region)).toEqual(["1", "2"]);
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("1");
  });

  it("are left alone, or replaced, as it is told", async () => {
    const spared = await refreshRegion(3);
    const [kept = ""] = await protect(spared, true);
    await start(spared, { ScaleInProtectedInstances: "Ignore" });
    await untilStatus(spared, "Successful");
    expect(await ids(spared)).toContain(kept);
    expect(await versions(spared)).toEqual(["1", "2", "2"]);
    const replaced = await refreshRegion(2);
    await protect(replaced, true, 2);
    await start(replaced, { ScaleInProtectedInstances: "Refresh" });
    await untilStatus(replaced, "Successful");
    expect(await versions(replaced)).toEqual(["2", "2"]);
  });
});

describe("members in standby", () => {
  async function withStandby() {
    const region = await refreshRegion(2);
    const InstanceIds = (await ids(region)).slice(0, 1);
    const wish = { AutoScalingGroupName, InstanceIds, ShouldDecrementDesiredCapacity: true };
    await region.groups.send(new EnterStandbyCommand(wish));
    await until(
      region,
      async () => (await memberStates(region)).includes("Standby"),
      5 * MINUTE_MS,
    );
    return { region, InstanceIds };
  }

  it("are waited for by default", async () => {
    const { region, InstanceIds } = await withStandby();
    await start(region);
    region.advance(15 * MINUTE_MS);
    const refresh = await newest(region);
    expect(refresh.Status).toBe("InProgress");
    expect(refresh.StatusReason).toContain(`${InstanceIds[0]} is in Standby`);
    await region.groups.send(new ExitStandbyCommand({ AutoScalingGroupName, InstanceIds }));
    await untilStatus(region, "Successful");
    expect(await versions(region)).toEqual(["2", "2"]);
  });

  it("are ended, or left alone, as it is told", async () => {
    const ended = await withStandby();
    await start(ended.region, { StandbyInstances: "Terminate" });
    await untilStatus(ended.region, "Successful");
    expect(await versions(ended.region)).toEqual(["2"]);
    const spared = await withStandby();
    await start(spared.region, { StandbyInstances: "Ignore" });
    await untilStatus(spared.region, "Successful");
    expect(await versions(spared.region)).toEqual(["1", "2"]);
  });
});

describe("suspended processes", () => {
  it.each(["InstanceRefresh", "Launch", "Terminate"])("%s: nothing is replaced", async (name) => {
    const region = await refreshRegion(2);
    const processes = { AutoScalingGroupName, ScalingProcesses: [name] };
    await region.groups.send(new SuspendProcessesCommand(processes));
    await start(region);
    region.advance(20 * MINUTE_MS);
    expect(await versions(region)).toEqual(["1", "1"]);
    await region.groups.send(new ResumeProcessesCommand(processes));
    await untilStatus(region, "Successful");
  });

  it("a refresh is only paused by its own process, however long", async () => {
    const region = await refreshRegion(2);
    await start(region);
    await untilStatus(region, "InProgress");
    const processes = { AutoScalingGroupName, ScalingProcesses: ["InstanceRefresh"] };
    await region.groups.send(new SuspendProcessesCommand(processes));
    region.advance(3 * HOUR_MS);
    expect((await newest(region)).Status).toBe("InProgress");
  });
});

describe("meanwhile", () => {
  it("scaling out launches what is desired, and does not replace it again", async () => {
    const region = await refreshRegion(2);
    await start(region);
    await untilStatus(region, "InProgress");
    const wish = { AutoScalingGroupName, DesiredCapacity: 4 };
    await region.groups.send(new SetDesiredCapacityCommand(wish));
    await untilStatus(region, "Successful");
    expect(await versions(region)).toEqual(["2", "2", "2", "2"]);
    const refreshed = await causes(region, /launched in response to an instance refresh/);
    expect(refreshed).toHaveLength(2);
  });

  it("a newer version of $Latest replaces the replaced again", async () => {
    const region = await refreshRegion(2);
    await start(region, undefined, { DesiredConfiguration: templateVersion(region, "$Latest") });
    await until(region, async () => (await versions(region)).includes("2"), 10 * MINUTE_MS);
    await region.ec2.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateId: region.template.id,
        SourceVersion: "1",
        LaunchTemplateData: { Monitoring: { Enabled: true } },
      }),
    );
    await untilStatus(region, "Successful");
    expect(await versions(region)).toEqual(["3", "3"]);
    expect((await readGroup(region))?.LaunchTemplate?.Version).toBe("$Latest");
  });

  it("a restored world goes on exactly as the one that went on", async () => {
    const region = await refreshRegion(4);
    await start(region);
    region.advance(100_000);
    const copy = (json: WorldJson) => JSON.parse(JSON.stringify(json)) as WorldJson;
    const restored = restorePracticeWorld(copy(region.world.toJSON()));
    const endMs = region.world.nowMs + HOUR_MS;
    region.world.advanceTo(endMs);
    restored.advanceTo(endMs);
    expect(copy(restored.toJSON())).toEqual(copy(region.world.toJSON()));
    expect((await newest(region)).Status).toBe("Successful");
  });
});
