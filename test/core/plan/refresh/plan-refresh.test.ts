import { describe, expect, it } from "vitest";
import type { RefreshPreferences } from "../../../../shared/model/calls/refreshes.ts";
import type { Facts } from "../../../../shared/model/facts.ts";
import { groupName, imageId, operationId, templateId } from "../../../../shared/model/ids.ts";
import type { Planned } from "../../../../shared/model/plan.ts";
import type { RefreshFact } from "../../../../shared/model/facts/signs.ts";
import { planRollback } from "../../../../shared/plan/rollback/plan-rollback.ts";
import { planRefresh } from "../../../../shared/plan/refresh/plan-refresh.ts";
import { refreshDefaults } from "../../../../shared/plan/strategy/strategy-defaults.ts";
import { type GroupBuilder } from "../../../builders/group.ts";
import { anImage } from "../../../builders/image.ts";
import {
  generationIdOf,
  inputOf,
  madePlan,
  refusal,
  type PlanningSetting,
} from "../../../builders/plan.ts";
import { aFleet } from "../../../builders/world.ts";

const fleetOf = (size: number, shape: (group: GroupBuilder) => GroupBuilder = (group) => group) =>
  aFleet()
    .withGeneration(41, (group) => shape(group.size(size).sized(2, 400, size)))
    .withImage(anImage("ami-new", { name: "web 7.3.0" }))
    .facts();

function aRefresh(
  facts: Facts,
  over: Partial<RefreshPreferences> = {},
  setting: PlanningSetting = {},
): Planned {
  const input = inputOf(facts, setting);
  return planRefresh({
    ...input,
    image: facts.images.get("ami-new") ?? null,
    intent: {
      kind: "replace",
      strategy: "refresh",
      fleetId: input.fleet.id,
      imageId: imageId("ami-new"),
      soakMs: 60_000,
      gates: [{ kind: "status-checks" }],
      onFailure: "hold",
      preferences: { ...refreshDefaults, ...over },
    },
  });
}

describe("planRefresh where servers are protected from scale-in", () => {
  const shielded = (from: number) =>
    fleetOf(4, (group) =>
      group.members((member, at) => ({ ...member, protectedFromScaleIn: at >= from })),
    );

  it("refuses to pass all of them by", () => {
    const planned = aRefresh(shielded(0), { scaleInProtectedInstances: "Ignore" });
    expect(refusal(planned)).toMatch(/it would replace none/);
  });

  it("passes some by, or waits for all, if that is chosen", () => {
    expect(aRefresh(shielded(1), { scaleInProtectedInstances: "Ignore" }).refused).toBe(false);
    expect(aRefresh(shielded(0), { scaleInProtectedInstances: "Wait" }).refused).toBe(false);
  });
});

describe("planRefresh", () => {
  const plan = madePlan(aRefresh(fleetOf(20)));

  it("makes a numbered version, lets AWS refresh to it, gates, soaks, leaves none running", () => {
    expect(plan.steps.map(({ work }) => work.kind)).toEqual([
      "preflight",
      "claim",
      "make-template-version",
      "hold",
      "refresh",
      "gate",
      "soak",
      "end-refresh",
      "give-back",
      "release",
    ]);
    const work = plan.steps.find((step) => step.work.kind === "refresh")?.work;
    expect(work).toMatchObject({ templateVersion: null, onlyIfNeeded: false });
  });

  it("says in servers what the percentages mean, before it starts", () => {
    const step = plan.steps.find(({ work }) => work.kind === "refresh");
    expect(step?.detail).toBe(
      "2 servers at a time, each new one in service before an old one goes; 22 at the most",
    );
    expect([plan.floor, plan.mostServers]).toEqual([20, 22]);
  });

  it("tells old and new servers of the one group by their version", () => {
    expect(plan.groups).toMatchObject({ from: "web-v041", to: "web-v041", fromLabel: "v41" });
    expect(plan.groups?.inPlace?.fromVersion).toBe(41);
    expect(plan.lost.join()).toContain("20 servers");
  });

  it("names checkpoints as servers and counts their time", () => {
    const stops = { checkpointPercentages: [10, 50, 100], checkpointDelaySeconds: 600 };
    const with2 = madePlan(aRefresh(fleetOf(20), stops));
    const step = with2.steps.find(({ work }) => work.kind === "refresh");
    expect(step?.guards).toContain("AWS stops for 10 min at 2 and 10 of 20 servers");
    expect(with2.expected.medianMs - plan.expected.medianMs).toBe(2 * 600_000);
    expect(with2.warnings.join()).not.toContain("No checkpoint");
  });

  it.each<[string, number, Partial<RefreshPreferences>, RegExp]>([
    ["the floor", 20, { minHealthyPercentage: 90, maxHealthyPercentage: 100 }, /leave 18 of 20/],
    ["the only server", 1, { minHealthyPercentage: 90, maxHealthyPercentage: 100 }, /leave 0 of 1/],
    [
      "the only server, by 100 and 100",
      1,
      { minHealthyPercentage: 100, maxHealthyPercentage: 100 },
      /leave 0 of 1/,
    ],
    ["more than 100 between", 20, { minHealthyPercentage: 50, maxHealthyPercentage: 200 }, /150/],
    ["checkpoints that fall", 20, { checkpointPercentages: [50, 10, 100] }, /must rise/],
    ["a last checkpoint below 100", 20, { checkpointPercentages: [10, 50] }, /stop there for good/],
    ["an empty fleet", 0, {}, /wants no servers/],
  ])("refuses %s", (_what, size, over, reason) => {
    expect(refusal(aRefresh(fleetOf(size), over))).toMatch(reason);
  });

  it("refuses a group that would start the new version by itself", () => {
    const moving = { id: templateId("lt-web"), name: "web", version: "$Latest" };
    const facts = fleetOf(3, (group) => group.fact({ template: moving }));
    expect(refusal(aRefresh(facts))).toMatch(/launches from \$Latest/);
  });

  it("refuses while another refresh runs", () => {
    const busy = { extras: { activeRefresh: "r-9 InProgress" } };
    expect(refusal(aRefresh(fleetOf(3), {}, busy))).toMatch(/AWS is refreshing/);
  });
});

describe("back by a refresh", () => {
  const running: RefreshFact = {
    id: "r-1",
    groupName: groupName("web-v041"),
    status: "InProgress",
    reason: null,
    startedAtMs: 1,
    percent: 10,
    toUpdate: 9,
    endedAtMs: null,
    desired: { templateId: templateId("lt-web"), version: "42" },
    minHealthyPercentage: 100,
    maxHealthyPercentage: 110,
    checkpointPercentages: [],
    rollback: null,
  };
  const setting = {
    superseding: operationId("op-1"),
    extras: { activeRefresh: "r-1 InProgress" },
  };

  function back(refresh: RefreshFact | null, label = "v41") {
    const facts = fleetOf(10);
    const input = { ...inputOf(facts, setting), refresh };
    const to = generationIdOf(facts, label);
    return planRollback({
      ...input,
      intent: { kind: "rollback", fleetId: input.fleet.id, to },
    });
  }

  it("in flight: AWS's own roll back, then a refresh that finds nothing to do", () => {
    const works = madePlan(back(running)).steps.map(({ work }) => work);
    expect(works.map(({ kind }) => kind)).toEqual([
      "preflight",
      "claim",
      "turn-refresh",
      "refresh",
      "end-refresh",
      "release",
    ]);
    expect(works[0]).toMatchObject({ refreshMayRun: true });
    expect(works[2]).toMatchObject({ refreshId: "r-1", how: "roll-back" });
    expect(works[3]).toMatchObject({ templateVersion: 41, onlyIfNeeded: true });
  });

  it("is another's way where no refresh of ours is under way", () => {
    for (const refresh of [null, { ...running, status: "Successful" }])
      expect(refusal(back(refresh))).not.toBe("a plan");
  });
});
