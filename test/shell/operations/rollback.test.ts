import { describe, expect, it } from "vitest";
import { groupName, planId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aConsole, until } from "./console.ts";
import { coldRollbackPlan, inFlightRollbackPlan, replacePlan, warmRollbackPlan } from "./plans.ts";
import { BAD_IMAGE, NEW, OLD } from "./small-cloud.ts";

const why = { reason: "a release", changeNumber: null };

describe("roll back", () => {
  it("returns to a warm generation after the replacement has ended", async () => {
    const { carryOut, cloud, journal } = aConsole();
    await carryOut(replacePlan());
    const began = cloud.state.calls.length;
    const beganMs = cloud.state.nowMs;
    const detail = await carryOut(warmRollbackPlan());
    expect(detail.status).toBe("succeeded");
    expect(cloud.serving(OLD)).toBe(20);
    expect(cloud.serving(NEW)).toBe(0);
    expect(cloud.state.groups[OLD]).toMatchObject({ suspended: [], desired: 20 });
    const calls = cloud.state.calls.slice(began).map((call) => call.call);
    expect(calls.slice(0, 4)).toEqual([
      "CreateOrUpdateTags",
      "CreateOrUpdateTags",
      "ResumeProcesses",
      "AttachTrafficSources",
    ]);
    expect(cloud.state.nowMs - beganMs).toBeLessThan(30_000);
    expect(Object.keys(cloud.state.groups[OLD]?.tags ?? {})).toEqual([TAG.servedFrom]);
    expect(Object.keys(cloud.state.groups[NEW]?.tags ?? {})).toContain(TAG.warmUntil);
    expect(journal.verify().ok).toBe(true);
  });

  it("leaves suspended what its user had suspended before the group was retired", async () => {
    const { carryOut, cloud } = aConsole();
    cloud.state.groups[OLD]?.suspended.push("Launch", "AZRebalance");
    await carryOut(replacePlan());
    expect(cloud.state.groups[OLD]?.tags[TAG.heldProcesses]).toBe("AZRebalance Launch");
    expect((await carryOut(warmRollbackPlan())).status).toBe("succeeded");
    expect(cloud.state.groups[OLD]?.suspended).toEqual(["Launch", "AZRebalance"]);
    expect(Object.keys(cloud.state.groups[OLD]?.tags ?? {})).toEqual([TAG.servedFrom]);
  });

  it("goes by no older note of what was suspended", async () => {
    const { carryOut, cloud } = aConsole();
    Object.assign(cloud.state.groups[OLD]?.tags ?? {}, { [TAG.heldProcesses]: "Launch" });
    await carryOut(replacePlan());
    expect((await carryOut(warmRollbackPlan())).status).toBe("succeeded");
    expect(cloud.state.groups[OLD]?.suspended).toEqual([]);
  });

  it("takes over from a replacement in flight, and the rising group is gone", async () => {
    const { operations, cloud, ended } = aConsole();
    const id = operations.start(replacePlan(), why);
    await until(operations, () => (operations.detail(id)?.samples.at(-1)?.to ?? 0) >= 2);
    await operations.supersede(id, "Rolled back by ada");
    expect(operations.summary(id)).toMatchObject({
      status: "superseded",
      outcome: "Rolled back by ada",
    });
    expect(cloud.state.groups[OLD]?.tags).toEqual({});
    const back = await ended(operations.start(inFlightRollbackPlan(), why));
    expect(back.status).toBe("succeeded");
    expect(Object.keys(cloud.state.groups)).toEqual([OLD]);
    expect(cloud.serving(OLD)).toBe(20);
  });

  it("takes over when the traffic was shifted already", async () => {
    const { operations, cloud, ended } = aConsole();
    const id = operations.start(replacePlan(), why);
    await until(operations, () => operations.detail(id)?.steps[9]?.status === "running");
    await operations.supersede(id, "Rolled back by ada");
    const back = await ended(operations.start(warmRollbackPlan(), why));
    expect(back.status).toBe("succeeded");
    expect(cloud.serving(OLD)).toBe(20);
    expect(cloud.serving(NEW)).toBe(0);
  });

  it("is possible after a canary that never got well", async () => {
    const { carryOut, cloud } = aConsole();
    expect((await carryOut(replacePlan(BAD_IMAGE))).status).toBe("failed");
    expect((await carryOut(inFlightRollbackPlan())).status).toBe("succeeded");
    expect(cloud.state.groups[NEW]).toBeUndefined();
  });

  it("starts an earlier generation again of which only the image is left", async () => {
    const third = groupName("shop-v003");
    const { carryOut, cloud } = aConsole();
    await carryOut(replacePlan());
    delete cloud.state.groups[OLD];
    const detail = await carryOut(coldRollbackPlan(third));
    expect(detail.status).toBe("succeeded");
    expect(cloud.state.groups[third]).toMatchObject({ version: 1, desired: 20 });
    expect(cloud.serving(third)).toBe(20);
    expect(cloud.serving(NEW)).toBe(0);
  });

  it("doesn't wake a warm generation that has lost its servers, and the fleet serves as before", async () => {
    const { carryOut, cloud } = aConsole();
    await carryOut(replacePlan());
    const old = cloud.state.groups[OLD];
    if (old) Object.assign(old, { servers: [], desired: 0 });
    const detail = await carryOut(warmRollbackPlan());
    expect(detail.outcome).toContain("has no servers any more");
    expect(cloud.serving(NEW)).toBe(20);
  });

  it("holds a removal back while the group that should serve serves too little", async () => {
    const { operations, cloud } = aConsole();
    const first = operations.start(replacePlan(), why);
    await until(
      operations,
      () => operations.detail(first)?.steps[6]?.status === "running" && cloud.serving(NEW) === 2,
    );
    await operations.supersede(first, "Rolled back");
    const old = cloud.state.groups[OLD];
    if (old) Object.assign(old, { servers: old.servers.slice(0, 5), suspended: ["Launch"] });
    const id = operations.start(inFlightRollbackPlan({ id: planId("x") }), why);
    await until(operations, () => operations.summary(id)?.stuck !== null);
    expect(operations.summary(id)?.stuck?.cause).toBe(
      "Only 5 servers of shop-v001 in service, and 18 are needed.",
    );
    expect(cloud.callsNamed("DeleteAutoScalingGroup")).toEqual([]);
    await operations.stop(id, "");
    expect(cloud.serving(NEW)).toBeGreaterThanOrEqual(2);
  });
});
