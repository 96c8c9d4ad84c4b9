import { describe, expect, test } from "vitest";
import { operationId } from "../../../../shared/model/ids.ts";
import type { OperationDetail, OperationStatus } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import type { StepKind, StepWork } from "../../../../shared/model/step-work.ts";
import {
  goesOnByItself,
  timeWhilePaused,
} from "../../../../shared/rules/consequences/by-itself.ts";
import { consequences } from "../../../../shared/rules/consequences/consequences.ts";
import { aReplacement, madePlan, theFleet } from "../../../builders/plan.ts";
import { anImage } from "../../../builders/image.ts";
import { aFleet } from "../../../builders/world.ts";

const facts = aFleet()
  .withGeneration(41, (group) => group.size(20).sized(2, 30, 20))
  .withImage(anImage("ami-new", { name: "web 7.3.0" }))
  .facts();
const fleet = theFleet(facts);
const plan = madePlan(aReplacement(facts, "ami-new", { canary: 2 }));
const { fromLabel: old = "", toLabel: next = "" } = plan.groups ?? {};

/** Before the step of this place nothing is open. */
function at(
  place: number,
  seen: readonly [from: number, to: number],
  of: Plan = plan,
  status: OperationStatus = "running",
) {
  const operation: OperationDetail = {
    id: operationId("op-1"),
    kind: of.kind,
    connectionId: of.connectionId,
    fleetId: of.fleetId,
    fleetName: of.fleetName,
    title: of.title,
    status,
    phase: "",
    progress: 0,
    startedAtMs: 0,
    endedAtMs: null,
    expectedEndMs: null,
    who: "ada",
    reason: "",
    changeNumber: null,
    outcome: null,
    stuck: null,
    plan: of,
    steps: of.steps.map(({ id }, index) => ({
      stepId: id,
      status: index < place ? "done" : index === place ? "running" : "waiting",
      startedAtMs: index <= place ? 0 : null,
      endedAtMs: index < place ? 0 : null,
      note: "",
      progress: null,
      stuck: null,
    })),
    samples: [{ atMs: 0, from: seen[0], to: seen[1] }],
    bake: null,
  };
  return consequences(operation, fleet);
}

const placeOf = (kind: StepKind, from = 0, of: Plan = plan) =>
  of.steps.findIndex(({ work }, index) => index >= from && work.kind === kind);
const canary = placeOf("raise");
const canarySoak = placeOf("soak");
const rest = placeOf("raise", canary + 1);
const shift = placeOf("shift-away");
const lastSoak = placeOf("soak", shift);

describe("at every step of a replacement everything is said", () => {
  test.each(plan.steps.map(({ work }, place) => [place, work.kind] as const))("%i, %s", (place) => {
    const said = at(place, [20, place > canary ? 2 : 0]);
    expect(said.pause.allowed.ok && said.pause.does.length).toBeGreaterThan(2);
    expect(said.resume.allowed.ok).toBe(false);
    expect(said.stop.does.join(" ")).toContain(old);
    expect(said.stop.does.at(-1)).toBe("It can't go on later: to finish, make a new plan.");
    const hasNext = place >= placeOf("create-group");
    expect(said.rollBack.allowed.ok).toBe(hasNext);
    if (hasNext) expect(said.rollBack.does[0]).toBe("This operation is ended first.");
    const isSkippable = plan.steps[place]?.skippable === true;
    expect(said.skip.allowed.ok).toBe(isSkippable);
  });
});

test.each([
  [
    "before there is a group",
    placeOf("claim"),
    [20, 0],
    `${old} serves as before: nothing of ${next} is there yet.`,
  ],
  [
    "while the canary comes up",
    canary,
    [20, 0],
    `${old} serves with its 20 servers; what ${next} has started stays.`,
  ],
  [
    "with a canary in service",
    canarySoak,
    [20, 2],
    `${next} keeps 2 servers in service beside ${old}'s 20.`,
  ],
  [
    "in the middle of the shift",
    shift,
    [20, 20],
    `${next} serves with its 20 servers; ${old} may be out of traffic in part.`,
  ],
  [
    "after the shift",
    lastSoak,
    [0, 20],
    `${next} serves with its 20 servers; ${old} is kept, out of traffic.`,
  ],
] as const)("stopped %s", (_, place, seen, words) => {
  const { stop } = at(place, seen);
  expect(stop.does).toContain(words);
  expect(stop.does).toContain("Stopping ends no server.");
  expect(stop.does.join(" ")).toMatch(/changes? for the time of the operation (is|are) put back/);
});

test.each([
  ["before the shift", rest, [20, 5], `${old} keeps serving with its 20 servers.`],
  [
    "after the shift",
    lastSoak,
    [0, 20],
    `${old} gets its traffic back first; only when all its servers are proved well, ${next} is taken out of traffic.`,
  ],
] as const)("rolled back %s", (_, place, seen, words) => {
  expect(at(place, seen).rollBack.does).toContain(words);
});

test("a soak that is skipped says what is no longer waited for, what comes next and what that risks", () => {
  const { does } = at(canarySoak, [20, 2]).skip;
  expect(does[0]).toContain("This is not waited for any longer");
  expect(does[1]).toContain(plan.steps[canarySoak + 1]?.title);
  expect(does[2]).toContain(`when ${old} is out of traffic`);
});

test("a paused operation can go on, from what the fleet is then, and can't be paused again", () => {
  const said = at(rest, [20, 5], plan, "paused");
  expect(said.pause.allowed.ok).toBe(false);
  expect(said.resume.does[0]).toContain("from what the fleet is then");
});

test("what has ended can't be stopped, and can be rolled back without being ended first", () => {
  const said = at(rest, [20, 5], plan, "failed");
  expect(said.stop.allowed.ok).toBe(false);
  expect(said.rollBack.does[0]).toBe(`${old} keeps serving with its 20 servers.`);
});

describe("what AWS goes on with by itself", () => {
  const group = "web-v002";
  const expected: Partial<Readonly<Record<StepKind, string | null>>> = {
    preflight: null,
    claim: null,
    "make-template-version": null,
    "create-group": null,
    raise: "starting the servers",
    soak: null,
    gate: null,
    wake: "coming into service",
    "shift-away": "stays taken",
    settle: null,
    "remove-group": "nobody can halt it",
    hold: null,
    "grow-and-shed": "to start or to end",
    "swap-roots": "stay out",
    "give-back": null,
    release: null,
    "clear-leftover": null,
    "tag-image": null,
    "protect-image": null,
    "run-builder": "costs",
    "await-builder": "costs",
    "make-image": "making the image",
    "end-builder": "ending the builder",
    "carry-extras": null,
    "compare-clone": null,
    weigh: "stay shared",
    "keep-warm": null,
    refresh: "doesn't pause its refresh",
    "turn-refresh": "turning its refresh",
    "end-refresh": "come to their end",
    "mark-verified": null,
  };
  test.each(Object.entries(expected))("%s: %s", (kind, words) => {
    const said = goesOnByItself({ kind, group } as unknown as StepWork);
    if (words === null) expect(said).toBeNull();
    else expect(said).toContain(words);
  });

  test("a soak's time stands still while it is paused, an approval's runs on", () => {
    const gate = (kind: string) => ({ kind: "gate", gate: { kind } }) as unknown as StepWork;
    expect(timeWhilePaused({ kind: "soak" } as StepWork)).toContain("doesn't count");
    expect(timeWhilePaused(gate("alarms"))).toContain("doesn't count");
    expect(timeWhilePaused(gate("approval"))).toContain("runs on");
    expect(timeWhilePaused({ kind: "raise" } as StepWork)).toBeNull();
  });
});

describe("inside one group", () => {
  const inOneGroup = (kind: StepKind): Plan => ({
    ...plan,
    steps: [...plan.steps.slice(0, 2), stepOf(kind), stepOf("release")],
    groups: plan.groups && { ...plan.groups, to: plan.groups.from },
  });
  const stepOf = (kind: StepKind) => ({
    ...(plan.steps[canary] as Plan["steps"][number]),
    id: `step-${kind}` as never,
    work: { kind, group: "web-v041" } as unknown as StepWork,
  });

  test.each(["grow-and-shed", "swap-roots", "refresh"] as const)("%s", (kind) => {
    const of = inOneGroup(kind);
    const before = at(1, [20, 0], of);
    expect(before.rollBack.allowed.ok).toBe(false);
    expect(before.stop.does).toContain(`${old} serves as before: nothing of ${next} is there yet.`);
    const during = at(2, [15, 5], of);
    expect(during.rollBack.allowed.ok).toBe(true);
    expect(during.stop.does).toContain(
      `The fleet serves with two versions: 5 servers of ${next} and 15 of ${old}.`,
    );
    expect(during.stop.does.includes("Stopping ends no server.")).toBe(kind === "swap-roots");
    expect(during.stop.does.join(" ").includes("raised by is ended")).toBe(
      kind === "grow-and-shed",
    );
  });

  test("a pause doesn't hold AWS's refresh, a stop cancels it, a roll back turns it", () => {
    const said = at(2, [15, 5], inOneGroup("refresh"));
    expect(said.pause.does.join(" ")).toContain("doesn't pause its refresh");
    expect(said.stop.does.join(" ")).toContain("is cancelled");
    expect(said.stop.does.join(" ")).not.toContain("goes on replacing");
    expect(said.rollBack.does.join(" ")).toContain("AWS's refresh is turned back");
  });

  test.each([
    ["grow-and-shed", "come at once"],
    ["swap-roots", "a part of the fleet at a time"],
    ["refresh", "refreshes the group once more"],
  ] as const)("after the end the way back of %s is said as it will be", (kind, words) => {
    const said = at(4, [0, 20], inOneGroup(kind), "succeeded").rollBack.does.join(" ");
    expect(said).toContain(words);
    expect(said).not.toContain("is ended first");
  });
});
