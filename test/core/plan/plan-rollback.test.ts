import { describe, expect, it } from "vitest";
import { operationId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { processesToWake } from "../../../shared/plan/parallel/processes.ts";
import { TARGETS, type GroupBuilder } from "../../builders/group.ts";
import { aRetirement, aRollback, madePlan, refusal } from "../../builders/plan.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const iso = (ms: number) => new Date(ms).toISOString();
const warm = (group: GroupBuilder) =>
  group
    .parked()
    .tagged({ [TAG.servedUntil]: iso(NOW_MS - HOUR_MS), [TAG.warmUntil]: iso(NOW_MS + HOUR_MS) });
const rising = (group: GroupBuilder) => group.tagged({ [TAG.operation]: "op-1" });
const kinds = (planned: ReturnType<typeof aRollback>) =>
  madePlan(planned).steps.map((step) => step.work.kind);

describe("planRollback to a warm generation", () => {
  const facts = aFleet().withGeneration(1, warm).withGeneration(2).facts();
  const plan = madePlan(aRollback(facts, "v1"));

  it("wakes it before it takes the other one away", () => {
    expect(plan.steps.map((step) => step.work.kind)).toEqual([
      "preflight",
      "claim",
      "claim",
      "wake",
      "shift-away",
      "release",
      "release",
    ]);
  });

  it("gives it the traffic of the group that serves now", () => {
    const wake = plan.steps.map((step) => step.work).find((one) => one.kind === "wake");
    expect(wake?.kind === "wake" && [wake.group, wake.targetGroupArns]).toEqual([
      "web-v001",
      facts.groups.get("web-v002")?.settings.targetGroupArns,
    ]);
    expect(plan.groups).toMatchObject({ from: "web-v002", to: "web-v001" });
    expect([plan.floor, plan.mostServers]).toEqual([2, 4]);
  });

  it("raises it first if the fleet has grown since", () => {
    const grown = aFleet()
      .withGeneration(1, warm)
      .withGeneration(2, (group) => group.size(5))
      .facts();
    const made = madePlan(aRollback(grown, "v1"));
    expect(made.steps.map((step) => step.work.kind).slice(3, 7)).toEqual([
      "wake",
      "settle",
      "raise",
      "shift-away",
    ]);
    expect([made.floor, made.mostServers]).toEqual([5, 10]);
  });

  it("never makes it smaller, though the fleet has shrunk since", () => {
    const shrunk = aFleet()
      .withGeneration(1, (group) => warm(group).size(5))
      .withGeneration(2)
      .facts();
    expect(kinds(aRollback(shrunk, "v1"))).toEqual([
      "preflight",
      "claim",
      "claim",
      "wake",
      "shift-away",
      "release",
      "release",
    ]);
  });

  it("needs no test: it served before", () => {
    expect(aRollback(facts, "v1").refused).toBe(false);
  });
});

describe("planRollback in flight", () => {
  const facts = aFleet()
    .withGeneration(1, (group) => group.tagged({ [TAG.claim]: `op-1 ann@desk ${String(NOW_MS)}` }))
    .withGeneration(2, rising)
    .facts();
  const superseding = operationId("op-1");

  it("makes sure of the old one, then takes the rising one away", () => {
    const plan = madePlan(aRollback(facts, "v1", { superseding }));
    expect(plan.steps.map((step) => step.work.kind)).toEqual([
      "preflight",
      "claim",
      "claim",
      "wake",
      "shift-away",
      "release",
      "release",
    ]);
    expect(plan.groups).toMatchObject({ from: "web-v002", to: "web-v001" });
    expect(plan.warnings.join()).toContain("Retire it");
  });

  it("leaves the processes alone that someone holds on the live group", () => {
    const held = aFleet()
      .withGeneration(1, (group) => group.suspended("ScheduledActions", "AZRebalance"))
      .withGeneration(2, rising)
      .facts();
    const wake = madePlan(aRollback(held, "v1", { superseding })).steps[3];
    expect(wake?.calls).toEqual([]);
    const processes = wake?.work.kind === "wake" ? wake.work.processes : [];
    expect(processes).toContain("Launch");
    expect(processes).not.toContain("ScheduledActions");
    expect(processes).not.toContain("AZRebalance");
  });

  it("resumes all of them when a retirement was broken off", () => {
    const all = processesToWake;
    const held = aFleet()
      .withGeneration(1, (group) => group.suspended(...all))
      .withGeneration(2, rising)
      .facts();
    const wake = madePlan(aRollback(held, "v1", { superseding })).steps[3];
    expect(wake?.work).toMatchObject({ kind: "wake", processes: all });
    expect(wake?.calls).toMatchObject([{ call: "ResumeProcesses" }]);
  });

  it("is refused to anyone but the one who takes the operation over", () => {
    expect(refusal(aRollback(facts, "v1"))).toMatch(/held by ann@desk/);
  });

  it("is as from warm once the traffic has been shifted", () => {
    const shifted = aFleet().withGeneration(1, warm).withGeneration(2, rising).facts();
    const plan = madePlan(aRollback(shifted, "v1", { superseding }));
    expect(plan.groups).toMatchObject({ from: "web-v002", to: "web-v001" });
    expect(plan.title).toContain("warm");
  });
});

describe("planRollback to a cold generation", () => {
  it("makes a new group from its own template version, without a canary", () => {
    const plan = madePlan(aRollback(aFleet().withCold(1).withGeneration(2).facts(), "v1"));
    expect(plan.steps.map((step) => step.work.kind)).toEqual([
      "preflight",
      "claim",
      "create-group",
      "raise",
      "settle",
      "compare-clone",
      "shift-away",
      "release",
    ]);
    const work = plan.steps.map((step) => step.work).find((one) => one.kind === "create-group");
    expect(work).toMatchObject({ group: "web-v003", templateVersion: 1 });
    expect(plan.groups).toMatchObject({ toLabel: "v3", returns: "v1" });
  });

  it("takes an image that Bennu never tested, because it served", () => {
    expect(
      aRollback(aFleet().withCold(1, { tags: {} }).withGeneration(2).facts(), "v1").refused,
    ).toBe(false);
  });

  it("is the way back to a retired group whose servers are gone", () => {
    const facts = aFleet()
      .withGeneration(1, (group) => warm(group).with({ lifecycle: "Terminating" }))
      .withGeneration(2)
      .facts();
    expect(kinds(aRollback(facts, "v1"))).toContain("create-group");
  });

  it.each([
    ["a deregistered image", aFleet().withCold(1, null), /deregistered/],
    ["a disabled image", aFleet().withCold(1, { state: "disabled" }), /disabled.*Enable/],
    [
      "an image that failed its tests",
      aFleet().withCold(1, { tags: { [TAG.verified]: "failed: x" } }),
      /did not pass/,
    ],
    ["an image that is pending", aFleet().withCold(1, { state: "pending" }), /not known/],
  ] as const)("is refused for %s", (_, fleet, expected) => {
    expect(refusal(aRollback(fleet.withGeneration(2).facts(), "v1"))).toMatch(expected);
  });
});

describe("planRollback where the group that had taken over is gone", () => {
  /** v2 was shifted away from, to v3, which somebody has deleted since. */
  const bereft = aFleet().withGeneration(1, warm).withGeneration(2, warm).withCold(3);
  const facts = bereft.facts();

  it.each([
    ["a new group", "v3"],
    ["a warm one", "v1"],
  ])("gives %s the traffic that the live one had", (_, label) => {
    const plan = madePlan(aRollback(facts, label, { trafficTaken: [TARGETS] }));
    const works = plan.steps.map(({ work }) => work);
    const given = works.flatMap((work) => {
      if (work.kind === "create-group") return [work.settings.targetGroupArns];
      return "targetGroupArns" in work ? [work.targetGroupArns] : [];
    });
    expect(new Set(given.flat())).toEqual(new Set([TARGETS]));
    expect(given.every((arns) => arns.length === 1)).toBe(true);
    expect(plan.groups?.targetGroupArns).toEqual([TARGETS]);
    expect(plan.warnings.join()).toContain("web-v002 is in no traffic");
  });

  it("reads it off the group that is still being deleted", () => {
    const deleting = aFleet()
      .withGeneration(1, warm)
      .withGeneration(2, (group) => group.fact({ status: "Delete in progress" }))
      .facts();
    expect(madePlan(aRollback(deleting, "v2")).groups?.targetGroupArns).toEqual([TARGETS]);
  });

  it.each(["v3", "v1"])("is refused to %s where nobody knows what it was", (label) => {
    expect(refusal(aRollback(facts, label))).toMatch(
      /would serve nobody.*Attach its target groups/,
    );
  });

  it("needs none where the fleet had none", () => {
    const plan = madePlan(aRollback(facts, "v3", { trafficTaken: [] }));
    expect(plan.groups?.targetGroupArns).toEqual([]);
  });

  it("says that nobody is served, to who returns to the live one", () => {
    expect(refusal(aRollback(facts, "v2"))).toMatch(/nobody is served/);
  });

  it("takes a group that never was in traffic at its word", () => {
    const without = (group: GroupBuilder) => group.settings({ targetGroupArns: [] });
    const plan = madePlan(aRollback(aFleet().withCold(1).withGeneration(2, without).facts(), "v1"));
    expect(plan.groups?.targetGroupArns).toEqual([]);
  });
});

describe("planRollback refuses", () => {
  it("the live generation when nothing rises", () => {
    expect(refusal(aRollback(aFleet().withGeneration(1).facts(), "v1"))).toMatch(/is live/);
  });
  it("a generation that is still rising", () => {
    expect(
      refusal(aRollback(aFleet().withGeneration(1).withGeneration(2, rising).facts(), "v2")),
    ).toMatch(/still rising/);
  });
});

describe("planRetire", () => {
  it("removes the group while the live one serves, and says what is lost", () => {
    const plan = madePlan(
      aRetirement(aFleet().withGeneration(1, warm).withGeneration(2).facts(), "v1"),
    );
    expect(plan.steps.map((step) => step.work.kind)).toEqual([
      "preflight",
      "claim",
      "claim",
      "remove-group",
      "release",
    ]);
    expect(plan.steps[3]?.work).toMatchObject({ group: "web-v001", servingGroup: "web-v002" });
    expect(plan.lost.join()).toContain("root volumes of 2 servers");
    expect(plan.warnings.join()).toContain("kept warm for another 1 h");
  });

  it("removes what an ended operation left rising", () => {
    expect(
      aRetirement(aFleet().withGeneration(1).withGeneration(2, rising).facts(), "v2").refused,
    ).toBe(false);
  });

  it.each([
    ["the live generation", aFleet().withGeneration(1).facts(), "v1", /is live/],
    [
      "one of which nothing runs",
      aFleet().withCold(1).withGeneration(2).facts(),
      "v1",
      /nothing of it runs/,
    ],
    [
      "while the live one is short",
      aFleet()
        .withGeneration(1, warm)
        .withGeneration(2, (group) => group.sized(0, 9, 4))
        .facts(),
      "v1",
      /2 of 4 servers/,
    ],
    [
      "a group protected from deletion",
      aFleet()
        .withGeneration(1, (group) =>
          warm(group).settings({ targetGroupArns: [], deletionProtection: "prevent-all-deletion" }),
        )
        .withGeneration(2)
        .facts(),
      "v1",
      /protected from deletion/,
    ],
    [
      "one whose first servers are on their way, if no servers may be ended with it",
      aFleet()
        .withGeneration(1, (group) =>
          warm(group)
            .fact({ members: [], desiredCapacity: 4 })
            .settings({ targetGroupArns: [], deletionProtection: "prevent-force-deletion" }),
        )
        .withGeneration(2)
        .facts(),
      "v1",
      /protected from deletion/,
    ],
  ] as const)("refuses %s", (_, facts, label, expected) => {
    expect(refusal(aRetirement(facts, label))).toMatch(expected);
  });
});
