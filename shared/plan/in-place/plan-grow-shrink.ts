/**
 * Grow and shrink: one group gets a new template version, grows by a batch, and as many old servers end by name once
 * the new ones are proved to serve. The fleet never has fewer in service than it wants.
 */
import type { ImageFact } from "../../model/facts.ts";
import type { GrowShrinkIntent } from "../../model/intent.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { listWords } from "../../words/counts.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { imageObstacle } from "../obstacles/image-obstacles.ts";
import { liveOf, noLive, type PlanInput } from "../plan-input.ts";
import { claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { gateSteps } from "../steps/gate.ts";
import { giveBackStep, holdStep, type GrowPlan } from "../steps/in-place.ts";
import { makeTemplateVersionStep } from "../steps/lay.ts";
import { soakStep } from "../steps/soak.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";
import { freeProcesses, growSteps, processesToHold, temporaryChanges } from "./grow-steps.ts";
import {
  begunVersion,
  groupObstacle,
  inPlaceCase,
  keptWarnings,
  newVersionOf,
  ownerInPlace,
  templateWarnings,
  warmPoolObstacle,
  type InPlaceCase,
} from "./in-place-case.ts";

export interface GrowShrinkInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: GrowShrinkIntent;
}

export function planGrowShrink(input: GrowShrinkInput): Planned {
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const of = inPlaceCase(input, live);
  if ("refused" in of) return of;
  const obstacle =
    fleetObstacle(input, [live.group]) ??
    groupObstacle(of) ??
    warmPoolObstacle(of) ??
    imageInTheWay(of, input);
  if (obstacle !== null || input.image === null) return obstacle ?? noLive(input.fleet);
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  const floor = floorOf(of.sizes.desiredCapacity, input.policy);
  return makePlan(of, input, input.image, stepContext(input, arns, floor));
}

/** What the fleet runs for the most part already may be what a change that was broken off left to be finished. */
function imageInTheWay(of: InPlaceCase, input: GrowShrinkInput): Refusal | null {
  const { intent, image } = input;
  const isBegun = image !== null && begunVersion(of, image) !== null;
  const generation = { ...of.live.generation, ...(isBegun ? { imageId: null } : {}) };
  return imageObstacle(intent.imageId, image, { ...of.live, generation }, input);
}

function makePlan(
  of: InPlaceCase,
  input: GrowShrinkInput,
  image: ImageFact,
  context: StepContext,
): Planned {
  const { live, sizes } = of;
  const begun = begunVersion(of, image);
  const made = newVersionOf(of);
  const toLabel = begun === null ? made.label : `t${String(begun.version)}`;
  const fromLabel = begun === null ? live.generation.label : othersThan(toLabel, of);
  const grow = growPlan(of, input.intent, { fromLabel, toLabel });
  const versionStep =
    begun === null ? [makeTemplateVersionStep(context, of.source, image, made)] : [];
  const { batch } = grow.work;
  return assemblePlan(input, {
    kind: "replace",
    title: `Replace ${input.fleet.name} ${fromLabel} with ${toLabel} · ${image.name} · in ${live.group.name}`,
    intent: input.intent,
    steps: [
      preflightStep(context, live.group.name, { imageId: image.id, newGroup: null }),
      claimStep(context, live.group),
      ...versionStep,
      holdStep(context, live.group, processesToHold(of), freeProcesses(of)),
      ...growSteps(context, grow, gateSteps(context, input.intent.gates, live.group.name, "Gates")),
      ...soak(context, of, input.intent),
      giveBackStep(context, live.group.name, sizes),
      releaseStep(context, live.group.name, "Done"),
    ],
    floor: context.floor,
    mostServers: input.fleet.servers + (sizes.desiredCapacity > batch ? 2 : 1) * batch,
    temporary: temporaryChanges(of, batch),
    lost: [...lostWith(live.group, input.facts), addresses(of)],
    warnings: warnings(of, context),
    groups: {
      from: live.group.name,
      fromLabel: live.generation.label,
      to: live.group.name,
      toLabel,
      targetGroupArns: context.arns,
      inPlace: {
        templateId: begun?.id ?? of.source.id,
        fromVersion: of.source.version,
        lastVersion: of.lastVersion,
        ...(begun === null ? {} : { toVersion: begun.version }),
      },
    },
  });
}

/** Those of the group that still run something else. */
function othersThan(label: string, { live, input }: InPlaceCase): string {
  const others = input.fleet.generations.filter(
    (one) => one.groupName === live.group.name && one.servers > 0 && one.label !== label,
  );
  return others.length === 0 ? live.generation.label : listWords(others.map((one) => one.label));
}

function growPlan(
  of: InPlaceCase,
  { batch, batchSoakMs }: GrowShrinkIntent,
  labels: Pick<GrowPlan, "fromLabel" | "toLabel">,
): GrowPlan {
  const { live, former, source, sizes, input } = of;
  const isBegun = labels.toLabel === `t${String(former?.version ?? 0)}`;
  return {
    ...labels,
    work: {
      kind: "grow-and-shed",
      group: live.group.name,
      templateId: isBegun && former !== null ? former.id : source.id,
      templateVersion: isBegun && former !== null ? former.version : null,
      former: isBegun ? null : former,
      batch: Math.min(batch, sizes.desiredCapacity),
      batchSoakMs,
      observations: input.policy.observations,
    },
    sizes,
    phase: { first: "First batch", rest: "Replace the rest", last: "End the last" },
    undo: `Roll back: the group gets ${live.generation.label} again in the same manner. Servers that have ended stay ended.`,
  };
}

function soak(context: StepContext, { live }: InPlaceCase, { soakMs }: GrowShrinkIntent) {
  const { name } = live.group;
  const steps: StepDraft[] = [];
  if (soakMs > 0)
    steps.push(soakStep(context, name, "live", live.group, { phase: "Soak", durationMs: soakMs }));
  return steps;
}

const addresses = ({ live }: InPlaceCase) =>
  `The private addresses of the ${String(live.group.members.length)} servers: new ones get others`;

function warnings(of: InPlaceCase, context: StepContext): string[] {
  return [
    ...ownerInPlace(of),
    ...templateWarnings(of),
    ...keptWarnings(of),
    ...trafficWarnings(of.live, context.arns),
    "Nothing is kept warm: a roll back after the end starts the earlier servers anew.",
  ];
}
