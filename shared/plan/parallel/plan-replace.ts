/**
 * Replace by a parallel generation: a new group beside the live one, a canary, waves, the rest, then the old one out
 * of traffic and kept warm. At no time does the fleet have less in service than before.
 */
import { runningBeside } from "../../fleet/running-beside.ts";
import { ownerWarning } from "../../fleet/ownership.ts";
import { targetName } from "../../fleet/settings-in-words.ts";
import type { GroupFact, ImageFact } from "../../model/facts.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import type { ParallelIntent } from "../../model/intent.ts";
import type { Plan, Planned, Refusal } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { listWords } from "../../words/counts.ts";
import { durationWords } from "../../words/durations.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { cloneObstacle } from "../obstacles/clone-obstacles.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { imageObstacle } from "../obstacles/image-obstacles.ts";
import { newGroupBeside } from "./new-group.ts";
import { cutOverSteps } from "./cut-over.ts";
import type { Contexts, Parts, ReplaceInput } from "./parts.ts";
import { riseSteps } from "./rise.ts";
import { sharedTraffic } from "./shared-traffic.ts";
import { sizeObstacle } from "./size-obstacles.ts";
import { liveOf, noLive, refuse, type Live, type PlanInput } from "../plan-input.ts";
import { whyNotCold } from "../plan-retire.ts";
import { claimChange, claimStep, preflightStep } from "../steps/begin-and-end.ts";
import { carryExtrasStep } from "../steps/clone.ts";
import { partsBeforeServers } from "../../clone/clone-extras.ts";
import {
  createGroupStep,
  layPhase,
  makeTemplateVersionStep,
  type TemplateSource,
} from "../steps/lay.ts";
import { pinStep } from "../steps/pin.ts";
import { stepContext } from "../steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";

export function planReplace(input: ReplaceInput): Planned {
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const obstacle =
    fleetObstacle(input, [live.group]) ??
    sizeObstacle(live.group, input.intent) ??
    risingObstacle(input, live) ??
    imageObstacle(input.intent.imageId, input.image, live, input) ??
    cloneObstacle(live.group, input.extras) ??
    keptObstacle(live.group, input.intent) ??
    noWayBackLater(input, live);
  if (obstacle !== null || input.image === null) return obstacle ?? noLive(input.fleet);
  const source = templateSource(live, input);
  if ("refused" in source) return source;
  const group = newGroupBeside(live.group, input.facts);
  if ("refused" in group) return group;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  const byWeights = input.intent.traffic === "weights";
  const shared = byWeights ? sharedTraffic(input, arns) : null;
  if (shared !== null && "refused" in shared) return shared;
  return makePlan({ input, live, image: input.image, source, group, arns, shared });
}

/** What AWS keeps can't be retired by the same plan. */
function keptObstacle({ name, settings }: GroupFact, intent: ParallelIntent): Refusal | null {
  const protection = settings.deletionProtection ?? "none";
  if (!intent.retireAfterWarm || protection === "none") return null;
  return refuse(
    `${name} is protected from deletion (${protection}), so it can't be retired when its warm time is over.`,
    "Choose to retire it by hand, or take the protection off in AWS if the group may go.",
  );
}

/** What is retired by the plan is the first that one would return to: its servers go only if it can come without them. */
function noWayBackLater(input: ReplaceInput, live: Live): Refusal | null {
  if (!input.intent.retireAfterWarm) return null;
  const why = whyNotCold(input, live, live.generation);
  if (why === null) return null;
  return refuse(
    `${live.generation.label} could not return when its warm time is over and its servers are ended: ${why}`,
    "Choose to retire it by hand, or put that right first.",
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

function makePlan(parts: Parts): Planned {
  const { input, live, image, group, arns, shared } = parts;
  const desired = live.group.desiredCapacity;
  const floor = floorOf(desired, input.policy);
  const contexts = {
    old: stepContext(input, arns, floor),
    rising: stepContext(input, risingArns(parts), floor),
  };
  const from = live.generation.label;
  return assemblePlan(input, {
    kind: "replace",
    title: `Replace ${input.fleet.name} ${from} with ${group.label} · ${image.name}`,
    intent: input.intent,
    steps: [
      ...beginning(parts, contexts),
      ...riseSteps(parts, contexts),
      ...cutOverSteps(parts, contexts),
    ],
    floor,
    mostServers: input.fleet.servers + desired,
    temporary: temporary(parts),
    lost: lostLater(live.group, from, input),
    warnings: warnings(parts),
    groups: {
      from: live.group.name,
      fromLabel: from,
      to: group.name,
      toLabel: group.label,
      targetGroupArns: arns,
      ...(shared === null
        ? {}
        : { weighted: { toTargetGroupArns: shared.toArns, rules: shared.rules } }),
    },
  });
}

/** Where the new group is while it rises: with the old one, by itself, or at target groups of its own. */
function risingArns({ input, arns, shared }: Parts): readonly TargetGroupArn[] {
  if (input.intent.traffic === "dark") return [];
  return shared === null ? arns : shared.toArns;
}

function beginning(parts: Parts, { old, rising }: Contexts): StepDraft[] {
  const { input, live, image, source, group } = parts;
  const { extras, nowMs } = input;
  const phase = layPhase(group);
  const before = { phase, parts: partsBeforeServers, extras, nowMs };
  return [
    preflightStep(old, live.group.name, { imageId: image.id, newGroup: group.name }),
    claimStep(old, live.group),
    makeTemplateVersionStep(old, source, image, group),
    createGroupStep(rising, live.group, source, null, group),
    ...carryExtrasStep(rising, group.name, live.group, before),
    ...(isPinned(input) ? [pinStep(old, live.group, phase)] : []),
  ];
}

function temporary({ input, live, shared }: Parts): Plan["temporary"] {
  const { name, minSize, desiredCapacity } = live.group;
  const pinned = { target: name, what: `minimum size ${String(desiredCapacity)}` };
  return [
    claimChange(name),
    ...(isPinned(input) ? [{ ...pinned, original: `min ${String(minSize)}` }] : []),
    ...(shared?.rules ?? []).map((rule) => ({
      target: rule.isDefault ? rule.listenerArn : rule.ruleArn,
      what: "the weights of its target groups",
      original: `${targetName(rule.from)} ${String(rule.fromWeight)}, ${targetName(rule.to)} ${String(rule.toWeight)}`,
    })),
  ];
}

/** Its own policies could scale it in while the new group takes a part of its load. */
const isPinned = ({ extras }: ReplaceInput) => extras.scalingPolicies.length > 0;

/** The old servers are kept warm first; then this plan ends them, or somebody does. */
function lostLater(live: GroupFact, label: string, input: ReplaceInput): string[] {
  const { warmForMs, retireAfterWarm } = input.intent;
  const when = retireAfterWarm
    ? `At the end, when ${label} was kept warm for ${durationWords(warmForMs)}`
    : `When ${label} is retired (kept warm for ${durationWords(warmForMs)})`;
  return lostWith(live, input.facts).map((what) => `${when}: ${what}`);
}

function warnings({ input, live, image, arns, shared }: Parts): string[] {
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
  if (shared?.isSticky)
    found.push(
      "A rule keeps visitors at the target group that they were sent to first: those of the old generation stay there until it is detached.",
    );
  if (input.intent.traffic === "dark" && arns.length > 0)
    found.push(
      "The new servers are proved by EC2 and their group alone, until all of them get the traffic at once.",
    );
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
