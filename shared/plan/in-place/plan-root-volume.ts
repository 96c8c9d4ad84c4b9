/**
 * Root volume swap: servers that hold data keep their address and data volumes, and get a new root from the image.
 * A batch at a time is out of service: the only strategy by which the fleet serves with fewer meanwhile, and it says so.
 */
import type { ImageFact } from "../../model/facts.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import type { RootVolumeIntent } from "../../model/intent.ts";
import { countWords } from "../../words/counts.ts";
import { assemblePlan } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { imageObstacle } from "../obstacles/image-obstacles.ts";
import { liveOf, noLive, type PlanInput } from "../plan-input.ts";
import { claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { gateSteps } from "../steps/gate.ts";
import { giveBackStep, holdStep } from "../steps/in-place.ts";
import { makeTemplateVersionStep } from "../steps/lay.ts";
import { soakStep } from "../steps/soak.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { swapSteps, type SwapPlan } from "../steps/swap-roots.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";
import { hasInstanceStore } from "../what-is-lost.ts";
import { freeProcesses, processesToHold } from "./grow-steps.ts";
import {
  begunVersion,
  groupObstacle,
  inPlaceCase,
  keptWarnings,
  newVersionOf,
  ownerInPlace,
  templateWarnings,
  type InPlaceCase,
} from "./in-place-case.ts";
import { rootObstacle, temporaryForRoots } from "./root-obstacles.ts";

export interface RootVolumeInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: RootVolumeIntent;
}

export function planRootVolume(input: RootVolumeInput): Planned {
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const of = inPlaceCase(input, live);
  if ("refused" in of) return of;
  const { image, intent } = input;
  const obstacle =
    fleetObstacle(input, [live.group]) ?? groupObstacle(of) ?? imageInTheWay(of, input);
  if (obstacle !== null || image === null) return obstacle ?? noLive(input.fleet);
  const unfit = rootObstacle(of, image, intent.batch);
  if (unfit !== null) return unfit;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  const floor = of.sizes.desiredCapacity - intent.batch;
  return makePlan(of, input, image, stepContext(input, arns, floor));
}

/** What some servers run already may be what a change that was broken off left to be finished. */
function imageInTheWay(of: InPlaceCase, input: RootVolumeInput): Refusal | null {
  const { intent, image } = input;
  const isBegun = image !== null && begunVersion(of, image) !== null;
  const generation = { ...of.live.generation, ...(isBegun ? { imageId: null } : {}) };
  return imageObstacle(intent.imageId, image, { ...of.live, generation }, input);
}

function makePlan(
  of: InPlaceCase,
  input: RootVolumeInput,
  image: ImageFact,
  context: StepContext,
): Planned {
  const { live, sizes } = of;
  const { name } = live.group;
  const begun = begunVersion(of, image);
  const made = newVersionOf(of);
  const toLabel = begun === null ? made.label : `t${String(begun.version)}`;
  const swap = swapPlan(of, input, { begun, toLabel, image, context });
  const { soakMs } = input.intent;
  const soak = { phase: "Soak", durationMs: soakMs };
  return assemblePlan(input, {
    kind: "replace",
    title: `Give ${input.fleet.name} new root volumes · ${live.generation.label} to ${toLabel} · ${image.name}`,
    intent: input.intent,
    steps: [
      preflightStep(context, name, { imageId: image.id, newGroup: null }),
      claimStep(context, live.group),
      ...(begun === null ? [makeTemplateVersionStep(context, of.source, image, made)] : []),
      holdStep(context, live.group, processesToHold(of), freeProcesses(of)),
      ...swapSteps(context, swap),
      ...(soakMs === 0 ? [] : [soakStep(context, name, "live", live.group, soak)]),
      giveBackStep(context, name, sizes),
      releaseStep(context, name, "Done"),
    ],
    floor: context.floor,
    mostServers: input.fleet.servers,
    temporary: temporaryForRoots(of, input.intent.batch),
    lost: lost(of, input.intent),
    warnings: warnings(of, input.intent, context),
    groups: {
      from: name,
      fromLabel: live.generation.label,
      to: name,
      toLabel,
      targetGroupArns: context.arns,
      inPlace: {
        templateId: swap.work.templateId,
        fromVersion: of.source.version,
        lastVersion: of.lastVersion,
        toImageId: image.id,
        ...(begun === null ? {} : { toVersion: begun.version }),
      },
    },
  });
}

interface Swapped {
  readonly begun: ReturnType<typeof begunVersion>;
  readonly toLabel: string;
  readonly image: ImageFact;
  readonly context: StepContext;
}

function swapPlan(
  of: InPlaceCase,
  { intent, policy }: RootVolumeInput,
  { begun, toLabel, image, context }: Swapped,
): SwapPlan {
  const { name } = of.live.group;
  return {
    work: {
      kind: "swap-roots",
      group: name,
      templateId: begun?.id ?? of.source.id,
      templateVersion: begun?.version ?? null,
      former: begun === null ? of.former : null,
      imageId: image.id,
      batch: intent.batch,
      batchSoakMs: intent.batchSoakMs,
      keepReplaced: intent.keepReplaced,
      observations: policy.observations,
    },
    sizes: of.sizes,
    toLabel,
    imageName: image.name,
    gates: gateSteps(context, intent.gates, name, "Gates"),
  };
}

function lost({ live, input }: InPlaceCase, { keepReplaced }: RootVolumeIntent): string[] {
  const count = countWords(live.group.members.length, "server");
  const roots = keepReplaced
    ? `Nothing of the root volumes of ${count}: the replaced ones are kept, unattached, and cost until somebody deletes them`
    : `The root volumes of ${count}, with all logs and files written there`;
  return [
    roots,
    `What ${count} hold in memory: each one reboots`,
    ...stores(input, live.group.members),
  ];
}

/** A reboot keeps them. */
function stores({ facts }: PlanInput, members: InPlaceCase["live"]["group"]["members"]): string[] {
  const withStore = members.filter(({ serverId }) =>
    hasInstanceStore(facts.servers.get(serverId)?.instanceType ?? ""),
  );
  if (withStore.length === 0) return [];
  return [
    `Nothing of the instance stores of ${countWords(withStore.length, "server")}: a reboot keeps them. What mounts them is in the new image`,
  ];
}

function warnings(of: InPlaceCase, { batch }: RootVolumeIntent, context: StepContext): string[] {
  const { desiredCapacity } = of.sizes;
  return [
    `Meanwhile the fleet serves with ${String(desiredCapacity - batch)} of ${String(desiredCapacity)}: that is the floor of this plan.`,
    "User data runs on the new root as at a first boot: see that it doesn't format the data volumes.",
    ...ownerInPlace(of),
    ...templateWarnings(of),
    ...keptWarnings(of).filter((text) => text.includes("standby")),
    ...trafficWarnings(of.live, context.arns),
  ];
}
