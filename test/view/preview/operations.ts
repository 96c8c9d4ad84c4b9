/** Builders of a plan, an operation under way and its events. */
import type { FleetView, ImageView } from "../../../shared/model/fleet.ts";
import {
  connectionId,
  groupName,
  imageId,
  operationId,
  planId,
  stepId,
  targetGroupArn,
} from "../../../shared/model/ids.ts";
import type {
  CapacitySample,
  OperationDetail,
  OperationEvent,
} from "../../../shared/model/operation.ts";
import type { Plan, Step } from "../../../shared/model/plan.ts";
import type { StepWork } from "../../../shared/model/step-work.ts";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { nowMs } from "./fleets.ts";

const minuteMs = 60_000;

type StepShape = readonly [phase: string, title: string, detail: string, minutes: number];
const shapes: readonly StepShape[] = [
  ["Preflight", "Check that it can be done", "19 checks", 0.1],
  ["Lay generation v41", "Hold the fleet", "claim on checkout-web-v040", 0.1],
  ["Lay generation v41", "Make the template version", "from version 86", 0.1],
  ["Lay generation v41", "Create the group", "checkout-web-v041, empty", 0.2],
  ["Canary", "Raise the canary", "5 servers in service", 3],
  ["Canary", "Watch the canary", "soak 5 min", 5],
  ["Raise the rest", "Raise to the live size", "50 servers in service", 8],
  ["Shift traffic", "Take v40 out of the traffic", "1 target group", 1],
  ["Soak", "Watch the new generation", "15 min", 15],
  ["Keep v40 warm", "Let go of the fleet", "keep warm 1 h", 0.1],
];

function workOf(title: string): StepWork {
  const group = groupName("checkout-web-v041");
  const liveGroup = groupName("checkout-web-v040");
  if (title.startsWith("Raise"))
    return { kind: "raise", group, liveGroup, size: "live", targetGroupArns: [], observations: 3 };
  if (title.startsWith("Take"))
    return {
      kind: "shift-away",
      group: liveGroup,
      toGroup: group,
      processes: [],
      targetGroupArns: [],
      warmForMs: 0,
    };
  return { kind: "release", group: liveGroup };
}

function aStep([phase, title, detail, minutes]: StepShape, index: number): Step {
  return {
    id: stepId(`s${String(index)}`),
    title,
    detail,
    phase,
    work: workOf(title),
    calls:
      index === 0
        ? []
        : [
            {
              call: "UpdateAutoScalingGroup",
              target: "checkout-web-v041",
              before: "min 0, max 60, desired 5",
              after: "min 0, max 60, desired 50",
            },
          ],
    guards: ["The fleet stays at or above 45 servers in service."],
    gate: title.startsWith("Watch") ? "Every server healthy for the whole time" : null,
    undo: "Remove the group: nothing served from it.",
    expected: { medianMs: minutes * minuteMs, worstMs: minutes * 3 * minuteMs },
    skippable: title.startsWith("Watch"),
  };
}

export function aReplacePlan(fleet: FleetView): Plan {
  return {
    id: planId("plan-1"),
    kind: "replace",
    connectionId: connectionId("practice"),
    fleetId: fleet.id,
    fleetName: fleet.name,
    title: `Replace ${fleet.name} v40 by v41`,
    intent: {
      ...plainParallel,
      kind: "replace",
      fleetId: fleet.id,
      imageId: imageId("ami-checkout-web-41"),
      canary: 5,
      canarySoakMs: 5 * minuteMs,
      soakMs: 15 * minuteMs,
      warmForMs: 60 * minuteMs,
    },
    madeAtMs: nowMs - 9 * minuteMs,
    factsReadAtMs: nowMs - 9 * minuteMs,
    steps: shapes.map(aStep),
    floor: 45,
    mostServers: 100,
    expected: { medianMs: 33 * minuteMs, worstMs: 70 * minuteMs },
    temporary: [
      {
        target: "checkout-web-v040",
        what: "Launch, Terminate and AZRebalance suspended while it is kept warm",
        original: "nothing suspended",
      },
    ],
    lost: ["When v40 is retired, 50 root volumes die with their servers."],
    warnings: ["A server of v40 is a snowflake: what is on it is not in the new image."],
    groups: {
      from: groupName("checkout-web-v040"),
      fromLabel: "v40",
      to: groupName("checkout-web-v041"),
      toLabel: "v41",
      targetGroupArns: [targetGroupArn("arn:tg/checkout-web")],
    },
    recipe: null,
  };
}

export function aReplacement(fleet: FleetView): OperationDetail {
  const plan = aReplacePlan(fleet);
  return {
    id: operationId("op-1"),
    kind: "replace",
    connectionId: plan.connectionId,
    fleetId: fleet.id,
    fleetName: fleet.name,
    title: plan.title,
    status: "running",
    phase: "Raise the rest",
    progress: 0.62,
    startedAtMs: nowMs - 9 * minuteMs,
    endedAtMs: null,
    expectedEndMs: nowMs + 22 * minuteMs,
    who: "ops-release",
    reason: "Release 7.3.0",
    changeNumber: "CHG-2291",
    outcome: null,
    stuck: null,
    plan,
    steps: plan.steps.map((step, index) => ({
      stepId: step.id,
      status: index < 6 ? "done" : index === 6 ? "running" : "waiting",
      startedAtMs: index <= 6 ? nowMs - (9 - index) * minuteMs : null,
      endedAtMs: index < 6 ? nowMs - (8 - index) * minuteMs : null,
      note:
        index === 6
          ? "24 of 50 in service; 7 on their way. Waits for health at tg-checkout-web."
          : "",
      progress: index === 6 ? 0.48 : null,
      stuck: null,
    })),
    samples: samples(),
    bake: null,
  };
}

function samples(): readonly CapacitySample[] {
  return Array.from({ length: 55 }, (_, index) => ({
    atMs: nowMs - (54 - index) * 10_000,
    from: 50,
    to: index < 10 ? 0 : index < 35 ? 5 : Math.min(24, 5 + (index - 35)),
  }));
}

export function eventsOf(operation: OperationDetail): readonly OperationEvent[] {
  const texts: readonly (readonly [OperationEvent["level"], string])[] = [
    ["info", "Group checkout-web-v041 created"],
    ["good", "Canary: 5 servers in service"],
    ["good", "Canary soak passed: 5 of 5 healthy"],
    ["warn", "Throttled by Auto Scaling, tried again after 1.4 s"],
    ["info", "Asked for 50 servers"],
    ["busy" as "info", "i-0f02d41 is starting"],
    ["good", "i-0b771ac passed 3 of 3 health checks"],
    ["good", "i-0c419e2 in service at tg-checkout-web"],
  ];
  return texts.map(([level, text], index) => ({
    seq: index + 1,
    operationId: operation.id,
    atMs: nowMs - (8 - index) * minuteMs,
    level: level === ("busy" as string) ? "info" : level,
    stepId: operation.plan.steps[Math.min(6, index)]?.id ?? null,
    text,
    call:
      index === 0 || index === 4
        ? {
            name: index === 0 ? "CreateAutoScalingGroup" : "UpdateAutoScalingGroup",
            target: "checkout-web-v041",
            outcome: "ok",
            requestId: "9b1e-44",
            durationMs: 212,
          }
        : null,
  }));
}

export function imagesOf(fleet: FleetView): readonly ImageView[] {
  return [42, 41, 40, 39].map((number) => ({
    id: imageId(`ami-${fleet.name}-${String(number)}`),
    connectionId: fleet.connectionId,
    name: `${fleet.name} 7.${String(number - 38)}.0`,
    kind: "server",
    state: "available",
    recipe: fleet.name,
    version: `7.${String(number - 38)}.0`,
    parentId: null,
    parentBy: null,
    verification:
      number === 42
        ? { kind: "failed", text: "failed: port 8080 answers" }
        : { kind: "verified", text: "passed 14/14" },
    createdAtMs: nowMs - (43 - number) * 86_400_000,
    deprecatedAtMs: null,
    serversInService: number === 40 ? 50 : 0,
    usedBy: [],
    architecture: "arm64",
    ownerId: "441722901163",
    manifestKnown: true,
    tags: {},
    readAtMs: nowMs,
  }));
}
