/** Plans for the executor's tests, laid out as shared/plan lays them. */
import type { StepWork } from "../../../shared/model/step-work.ts";
import type { Plan, Step } from "../../../shared/model/plan.ts";
import {
  fleetId,
  generationId,
  planId,
  stepId,
  type GroupName,
  type ImageId,
} from "../../../shared/model/ids.ts";
import { ARN, CONNECTION, GOOD_IMAGE, NEW, OLD, TEMPLATE } from "./small-cloud.ts";
import { someSettings } from "./small-facts.ts";

export const FLEET = fleetId("practice/shop");
const MINUTE = 60_000;
const held = ["Launch", "Terminate", "AddToLoadBalancer", "HealthCheck"];
const settings = { ...someSettings, targetGroupArns: [ARN] };

export function replaceWorks(imageId: ImageId = GOOD_IMAGE): StepWork[] {
  const watched = { liveGroup: OLD, targetGroupArns: [ARN] };
  const canary = { ...watched, group: NEW, size: 2 } as const;
  const all = { ...watched, group: NEW, size: "live" } as const;
  return [
    { kind: "preflight", liveGroup: OLD, imageId, newGroup: NEW },
    { kind: "claim", group: OLD },
    {
      kind: "make-template-version",
      templateId: TEMPLATE,
      sourceVersion: "1",
      imageId,
      description: NEW,
    },
    {
      kind: "create-group",
      group: NEW,
      templateId: TEMPLATE,
      templateVersion: null,
      settings,
      tags: [],
      maxSize: 40,
    },
    { ...canary, kind: "raise", observations: 3 },
    { ...canary, kind: "soak", durationMs: 5 * MINUTE },
    { ...all, kind: "raise", observations: 3 },
    {
      kind: "settle",
      group: NEW,
      fromGroup: OLD,
      sizes: { minSize: 10, maxSize: 40, desiredCapacity: 20 },
    },
    shiftAway(OLD, NEW),
    { ...all, kind: "soak", durationMs: 10 * MINUTE },
    { kind: "release", group: OLD },
  ];
}

export const replacePlan = (imageId?: ImageId, wanted: Partial<Plan> = {}) =>
  aPlan("replace", replaceWorks(imageId), OLD, NEW, wanted);

/** Back to OLD, whose servers are kept. */
export function warmRollbackPlan(wanted: Partial<Plan> = {}): Plan {
  const works: StepWork[] = [
    { kind: "claim", group: OLD },
    { kind: "claim", group: NEW },
    { kind: "wake", group: OLD, processes: held, targetGroupArns: [ARN], observations: 3 },
    shiftAway(NEW, OLD),
    { kind: "release", group: OLD },
    { kind: "release", group: NEW },
  ];
  return aPlan("rollback", works, NEW, OLD, wanted);
}

/** In flight, while OLD still serves: only the rising group goes. */
export function inFlightRollbackPlan(wanted: Partial<Plan> = {}): Plan {
  const works: StepWork[] = [
    { kind: "claim", group: OLD },
    { kind: "remove-group", group: NEW, servingGroup: OLD, reason: "It was rising" },
    { kind: "release", group: OLD },
  ];
  return aPlan("rollback", works, NEW, OLD, wanted);
}

/** Back to what OLD was, from its template version: a third group. */
export function coldRollbackPlan(third: GroupName): Plan {
  const group = third;
  const works: StepWork[] = [
    { kind: "preflight", liveGroup: NEW, imageId: GOOD_IMAGE, newGroup: group },
    { kind: "claim", group: NEW },
    {
      kind: "create-group",
      group,
      templateId: TEMPLATE,
      templateVersion: 1,
      settings,
      tags: [],
      maxSize: 40,
    },
    { kind: "raise", group, size: "live", liveGroup: NEW, targetGroupArns: [ARN], observations: 3 },
    {
      kind: "settle",
      group,
      fromGroup: NEW,
      sizes: { minSize: 10, maxSize: 40, desiredCapacity: 20 },
    },
    shiftAway(NEW, group),
    { kind: "release", group: NEW },
  ];
  return aPlan("rollback", works, NEW, group, { id: planId("plan-cold") });
}

function shiftAway(group: GroupName, toGroup: GroupName): StepWork {
  return {
    kind: "shift-away",
    group,
    toGroup,
    processes: held,
    targetGroupArns: [ARN],
    warmForMs: 120 * MINUTE,
  };
}

export function aPlan(
  kind: Plan["kind"],
  works: readonly StepWork[],
  from: GroupName,
  to: GroupName,
  wanted: Partial<Plan> = {},
): Plan {
  return {
    id: planId(`plan-${kind}`),
    kind,
    connectionId: CONNECTION,
    fleetId: FLEET,
    fleetName: "shop",
    title: `${kind} shop`,
    madeAtMs: 0,
    factsReadAtMs: 0,
    floor: 18,
    mostServers: 40,
    intent: { kind: "rollback", fleetId: FLEET, to: generationId("practice/shop#v001") },
    steps: works.map((work, at) => aStep(work, at)),
    expected: { medianMs: 20 * MINUTE, worstMs: 40 * MINUTE },
    temporary: [],
    lost: [],
    warnings: [],
    recipe: null,
    groups: { from, fromLabel: from, to, toLabel: to, targetGroupArns: [ARN] },
    ...wanted,
  };
}

function aStep(work: StepWork, at: number): Step {
  return {
    id: stepId(`s${String(at + 1)}`),
    title: `${work.kind} ${"group" in work ? work.group : ""}`.trim(),
    work,
    detail: "",
    phase: work.kind,
    calls: [],
    guards: [],
    gate: null,
    undo: "",
    expected: { medianMs: MINUTE, worstMs: 4 * MINUTE },
    skippable: work.kind === "soak",
  };
}
