/**
 * Replace by a parallel generation: a new group beside the live one, a canary, the rest, then the old one out of
 * traffic and kept warm. At no time does the fleet have less in service than before.
 */
import { runningBeside } from "../fleet/running-beside.ts";
import { ownerWarning } from "../fleet/ownership.ts";
import type { GroupFact, ImageFact } from "../model/facts.ts";
import type { TargetGroupArn } from "../model/ids.ts";
import type { ParallelIntent, Plan, Planned, Refusal } from "../model/plan.ts";
import { floorOf } from "../rules/fleet-policy.ts";
import { listWords } from "../words/counts.ts";
import { durationWords } from "../words/durations.ts";
import { assemblePlan, type StepDraft } from "./assemble-plan.ts";
import { cloneObstacle } from "./clone-obstacles.ts";
import { fleetObstacle } from "./fleet-obstacles.ts";
import { imageObstacle } from "./image-obstacles.ts";
import { newGroupBeside, type NewGroup } from "./new-group.ts";
import { liveOf, noLive, refuse, type Live, type PlanInput } from "./plan-input.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "./steps/begin-and-end.ts";
import { carryExtrasStep, compareCloneStep } from "./steps/clone.ts";
import { partsAfterSizes, partsBeforeServers } from "../clone/clone-extras.ts";
import {
  createGroupStep,
  layPhase,
  makeTemplateVersionStep,
  type TemplateSource,
} from "./steps/lay.ts";
import { raiseStep, settleStep } from "./steps/raise.ts";
import { shiftAwayStep } from "./steps/shift.ts";
import { soakStep } from "./steps/soak.ts";
import { stepContext, type StepContext } from "./steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "./traffic.ts";
import { lostWith } from "./what-is-lost.ts";

export interface ReplaceInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: ParallelIntent;
}

export function planReplace(input: ReplaceInput): Planned {
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const obstacle =
    fleetObstacle(input, [live.group]) ??
    sizeObstacle(live.group, input.intent) ??
    risingObstacle(input, live) ??
    imageObstacle(input.intent.imageId, input.image, live, input.facts) ??
    cloneObstacle(live.group, input.extras);
  if (obstacle !== null || input.image === null) return obstacle ?? noLive(input.fleet);
  const source = templateSource(live, input);
  if ("refused" in source) return source;
  const group = newGroupBeside(live.group, input.facts);
  if ("refused" in group) return group;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  return makePlan({ input, live, image: input.image, source, group, arns });
}

function sizeObstacle(live: GroupFact, intent: ParallelIntent): Refusal | null {
  if (live.desiredCapacity === 0) {
    return refuse(
      `${live.name} wants no servers: there is nothing to replace, and nothing to hold the new ones against.`,
      "Give the fleet its size back first.",
    );
  }
  if (intent.canary <= live.desiredCapacity) return null;
  return refuse(
    `A canary of ${String(intent.canary)} is more than the ${String(live.desiredCapacity)} servers of the fleet.`,
    `Choose a canary of at most ${String(live.desiredCapacity)}, or 0 for none.`,
  );
}

function risingObstacle(input: ReplaceInput, live: Live): Refusal | null {
  if ((input.superseding ?? null) !== null) return null;
  const others = runningBeside(input.fleet);
  if (others.length === 0) return null;
  const labels = listWords(others.map((one) => one.label));
  return refuse(
    `Beside ${live.generation.label} there is ${labels}, which is neither retired nor gone.`,
    `Retire ${labels} first, so that there is one generation to replace.`,
  );
}

/** What the live servers were made from; not what the group would start next, which nobody has seen serve. */
function templateSource(
  { generation, group }: Live,
  { facts }: PlanInput,
): TemplateSource | Refusal {
  const { templateId: id, templateVersion: number } = generation;
  const version = facts.templateVersions.get(`${id ?? ""}:${String(number ?? "")}`);
  if (id !== null && version !== undefined)
    return { id, name: version.templateName, version: version.version };
  return refuse(
    `The launch template of ${group.name} is not known to Bennu: it was not read, or is gone.`,
    "Look at the connection: if it is in order, give the group a launch template that exists.",
  );
}

interface Parts {
  readonly input: ReplaceInput;
  readonly live: Live;
  readonly image: ImageFact;
  readonly source: TemplateSource;
  readonly group: NewGroup;
  readonly arns: readonly TargetGroupArn[];
}

function makePlan(parts: Parts): Planned {
  const { input, live, image, group, arns } = parts;
  const desired = live.group.desiredCapacity;
  const floor = floorOf(desired, input.policy);
  const context = stepContext(input, arns, floor);
  const from = live.generation.label;
  return assemblePlan(input, {
    kind: "replace",
    title: `Replace ${input.fleet.name} ${from} with ${group.label} · ${image.name}`,
    intent: input.intent,
    steps: [
      ...beginning(parts, context),
      ...canary(parts, context),
      ...rest(parts, context),
      ...ending(parts, context),
    ],
    floor,
    mostServers: input.fleet.servers + desired,
    temporary: temporary(live.group, group),
    lost: lostLater(live.group, from, input),
    warnings: warnings(parts),
    groups: {
      from: live.group.name,
      fromLabel: from,
      to: group.name,
      toLabel: group.label,
      targetGroupArns: arns,
    },
  });
}

function beginning(parts: Parts, context: StepContext): StepDraft[] {
  const { input, live, image, source, group } = parts;
  const { extras, nowMs } = input;
  const before = { phase: layPhase(group), parts: partsBeforeServers, extras, nowMs };
  return [
    preflightStep(context, live.group.name, { imageId: image.id, newGroup: group.name }),
    claimStep(context, live.group),
    makeTemplateVersionStep(context, source, image, group),
    createGroupStep(context, live.group, source, null, group),
    ...carryExtrasStep(context, group.name, live.group, before),
  ];
}

function canary({ input, live, group }: Parts, context: StepContext): StepDraft[] {
  const { canary: size, canarySoakMs } = input.intent;
  if (size === 0) return [];
  const phase = "Canary";
  const undo = `Roll back: ${group.name} leaves the traffic, ${live.group.name} never stopped serving.`;
  const raise = raiseStep(context, group.name, size, live.group, {
    phase,
    before: "0 servers",
    undo,
  });
  if (canarySoakMs === 0) return [raise];
  return [
    raise,
    soakStep(context, group.name, size, live.group, { phase, durationMs: canarySoakMs }),
  ];
}

function rest({ input, live, source, group }: Parts, context: StepContext): StepDraft[] {
  const phase = "Raise the rest";
  const before = `${String(input.intent.canary)} servers`;
  const undo = `Roll back: ${group.name} leaves the traffic, ${live.group.name} never stopped serving.`;
  const desired = live.group.desiredCapacity;
  const unsettled = `min 0, max ${String(live.group.maxSize)}`;
  const { extras, nowMs } = input;
  const after = { phase, parts: partsAfterSizes, extras, nowMs };
  return [
    raiseStep(context, group.name, "live", live.group, { phase, before, undo }),
    settleStep(context, group.name, live.group, { phase, before: unsettled, desired }),
    ...carryExtrasStep(context, group.name, live.group, after),
    compareCloneStep(context, group.name, live.group, {
      phase,
      templateId: source.id,
      templateVersion: null,
    }),
  ];
}

function ending({ input, live, group }: Parts, context: StepContext): StepDraft[] {
  const { soakMs, warmForMs } = input.intent;
  const old = live.group;
  const phase = `Keep ${live.generation.label} warm`;
  const undo = `Roll back, while it is warm: ${old.name} is woken and takes the traffic again.`;
  const shift = shiftAwayStep(context, old, group.name, {
    phase: "Shift traffic",
    warmForMs,
    undo,
  });
  const soak =
    soakMs === 0
      ? []
      : [soakStep(context, group.name, "live", old, { phase: "Soak", durationMs: soakMs })];
  return [shift, ...soak, releaseStep(context, old.name, phase)];
}

function temporary(live: GroupFact, group: NewGroup): Plan["temporary"] {
  const original = `min ${String(live.minSize)} from ${live.name}, given when all servers are up`;
  return [
    claimChange(live.name),
    { target: group.name, what: `minimum size 0 (${layPhase(group)})`, original },
  ];
}

/** Nothing ends by this plan: the old servers are kept until somebody retires them. */
function lostLater(live: GroupFact, label: string, input: ReplaceInput): string[] {
  const { warmForMs } = input.intent;
  return lostWith(live, input.facts).map(
    (what) => `When ${label} is retired (kept warm for ${durationWords(warmForMs)}): ${what}`,
  );
}

function warnings({ input, live, image, arns }: Parts): string[] {
  const found: string[] = [];
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  found.push(
    ...holdWarnings(live.group),
    ...imageWarnings(image, input.nowMs),
    ...mixtureWarnings(input, live),
    ...trafficWarnings(live, arns),
  );
  if (live.generation.inService < live.group.desiredCapacity) {
    found.push(
      `Only ${String(live.generation.inService)} of ${String(live.group.desiredCapacity)} servers of ` +
        `${live.generation.label} are in service now. The floor is held by the new ones as they come.`,
    );
  }
  if (input.intent.canary === 0)
    found.push("No canary: the first proof of the image is the whole new generation.");
  return found;
}

function holdWarnings(live: GroupFact): string[] {
  if (live.suspended.length === 0) return [];
  const held = listWords(
    live.suspended.map((one) => one.process),
    9,
  );
  return [`${held} suspended on ${live.name} by someone. The new group runs all processes.`];
}

/** Other versions in the live group go with it. */
function mixtureWarnings({ fleet }: ReplaceInput, { generation }: Live): string[] {
  return fleet.generations
    .filter((one) => one.groupName === generation.groupName && one.id !== generation.id)
    .map((one) =>
      one.servers > 0
        ? `${String(one.servers)} servers of the live group run ${one.label}. They are replaced as well.`
        : `The live group would start ${one.label} next. The new generation is made from ${generation.label}, which serves.`,
    );
}

function imageWarnings(image: ImageFact, nowMs: number): string[] {
  if (image.deprecatedAtMs === null || image.deprecatedAtMs > nowMs) return [];
  return [`The image ${image.name} is deprecated. It can still be started.`];
}
