import { describe, expect, it } from "vitest";
import { TAG } from "../../../shared/model/tags.ts";
import { aConsole } from "./console.ts";
import { FLEET, replacePlan } from "./plans.ts";
import { BAD_IMAGE, NEW, noAnswer, OLD, START_MS } from "./small-cloud.ts";

describe("parallel replacement", () => {
  it("puts a new generation of 20 in the place of the live one and keeps the old one warm", async () => {
    const { carryOut, cloud, journal, faults } = aConsole();
    const detail = await carryOut(replacePlan());
    expect(faults).toEqual([]);
    expect(detail.outcome).toBe("Everything in the plan is done.");
    expect(detail.status).toBe("succeeded");
    expect(cloud.serving(NEW)).toBe(20);
    expect(cloud.serving(OLD)).toBe(0);
    expect(cloud.state.groups[OLD]).toMatchObject({ desired: 20, arns: [] });
    expect(cloud.state.groups[OLD]?.servers).toHaveLength(20);
    expect(cloud.state.groups[NEW]).toMatchObject({ minSize: 10, maxSize: 40, desired: 20 });
    expect(Object.keys(cloud.state.groups[OLD]?.tags ?? {}).sort()).toEqual([
      TAG.servedUntil,
      TAG.warmUntil,
    ]);
    expect(
      journal.evidence.originals(detail.id).filter((held) => held.state === "pending"),
    ).toEqual([]);
    expect(journal.verify()).toMatchObject({ ok: true, problem: null });
    expect(
      journal.memory.generations(FLEET).map(({ body }) => [body["label"], body["serves"]]),
    ).toEqual([
      [OLD, false],
      [NEW, true],
    ]);
  });

  it("raises the canary first, never lowers what serves, and says what it sees", async () => {
    const { carryOut, cloud, operations } = aConsole();
    const detail = await carryOut(replacePlan());
    expect(cloud.callsNamed("UpdateAutoScalingGroup").map((call) => call.desiredCapacity)).toEqual([
      2, 20, 20,
    ]);
    expect(Math.min(...detail.samples.map(({ from, to }) => from + to))).toBe(20);
    expect(Math.max(...detail.samples.map(({ from, to }) => from + to))).toBe(40);
    const texts = operations.events(detail.id).map((event) => event.text);
    expect(texts).toContain("Launched 18 servers in shop-v002");
    expect(texts).toContain("i-new1 and i-new2 in service in tg-shop (shop-v002)");
    const made = operations
      .events(detail.id)
      .find((event) => event.call?.name === "CreateAutoScalingGroup");
    expect(made?.call).toMatchObject({ target: NEW, outcome: "ok", requestId: "r-1" });
    expect(detail.endedAtMs).toBeGreaterThan(START_MS + 15 * 60_000);
  });

  it("follows the live group's size when autoscaling changes it on the way", async () => {
    const { carryOut, cloud } = aConsole({
      onTime: (state) => {
        const old = state.groups[OLD];
        if (old && state.nowMs > START_MS + 200_000) old.desired = 26;
      },
    });
    const detail = await carryOut(replacePlan());
    expect(detail.status).toBe("succeeded");
    expect(cloud.state.groups[NEW]?.desired).toBe(26);
  });

  it("ends with a clear reason when the canary never gets healthy, and the old generation still serves", async () => {
    const { carryOut, cloud, operations } = aConsole();
    const detail = await carryOut(replacePlan(BAD_IMAGE));
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain(
      "shop-v002 should have 2 servers in service, but none ever was",
    );
    expect(detail.outcome).toContain(
      "Target.ResponseCodeMismatch: Health checks failed with these codes: [503]",
    );
    expect(cloud.serving(OLD)).toBe(20);
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
    expect(cloud.callsNamed("DetachTrafficSources")).toEqual([]);
    expect(
      operations
        .events(detail.id)
        .some((event) => event.level === "warn" && event.text.includes("roll back")),
    ).toBe(true);
  });

  it.each([
    "CreateAutoScalingGroup",
    "CreateLaunchTemplateVersion",
    "UpdateAutoScalingGroup",
    "DetachTrafficSources",
  ] as const)("makes nothing twice when the answer to %s is lost", async (name) => {
    let lost = 0;
    const { carryOut, cloud, journal } = aConsole({
      after: (call) => (call.call === name && lost++ === 0 ? noAnswer : null),
    });
    const detail = await carryOut(replacePlan());
    expect(detail.status).toBe("succeeded");
    expect(lost).toBeGreaterThan(0);
    expect(cloud.state.versions).toHaveLength(2);
    expect(Object.keys(cloud.state.groups)).toEqual([OLD, NEW]);
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
    expect(cloud.state.nextServer).toBe(21);
    expect(
      journal.evidence.intents(detail.id).filter((intent) => intent.outcome?.kind === "unknown"),
    ).toHaveLength(1);
  });

  it("makes a call again that was lost before it had an effect", async () => {
    let lost = 0;
    const { carryOut, cloud } = aConsole({
      before: (call) => (call.call === "CreateAutoScalingGroup" && lost++ < 2 ? noAnswer : null),
    });
    expect((await carryOut(replacePlan())).status).toBe("succeeded");
    expect(cloud.callsNamed("CreateAutoScalingGroup")).toHaveLength(1);
  });

  it("fails clearly, with nothing claimed, when the fleet vanishes in the middle", async () => {
    const { carryOut, cloud } = aConsole({
      onTime: (state) => {
        if (state.nowMs > START_MS + 60_000) delete state.groups[OLD];
      },
    });
    const detail = await carryOut(replacePlan());
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("The group shop-v001 vanished");
    expect(cloud.state.groups[NEW]?.tags[TAG.claim]).toBeUndefined();
  });

  it("fails when the new group vanishes, and never takes that for success", async () => {
    const { carryOut, cloud } = aConsole({
      onTime: (state) => {
        if (state.nowMs > START_MS + 120_000) delete state.groups[NEW];
      },
    });
    const detail = await carryOut(replacePlan());
    expect(detail.outcome).toContain("The group shop-v002 vanished");
    expect(cloud.serving(OLD)).toBe(20);
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
  });

  it("leaves a group alone that someone else made under the new name", async () => {
    const { carryOut, cloud } = aConsole();
    const mine = cloud.state.groups[OLD];
    if (mine) cloud.state.groups[NEW] = { ...mine, tags: {}, servers: [], desired: 0, minSize: 0 };
    const detail = await carryOut(replacePlan());
    expect(detail.outcome).toContain("exists already");
    expect(cloud.state.calls).toEqual([]);
  });

  it("goes on by itself after AWS could not be read for a while", async () => {
    let reads = 0;
    const { carryOut } = aConsole({
      onRead: () => {
        reads += 1;
        if (reads > 20 && reads < 30) throw new Error("no network");
      },
    });
    expect((await carryOut(replacePlan())).status).toBe("succeeded");
  });
});
