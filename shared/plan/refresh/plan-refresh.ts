/**
 * Replace by AWS's instance refresh: a numbered template version, then AWS replaces the servers of the one group by
 * the percentages, also while this computer is off. The group's own template is AWS's to change, when all is done.
 */
import { runningBeside } from "../../fleet/running-beside.ts";
import { refreshDescription } from "../../fleet/in-place/made-in-place.ts";
import { ownerWarning } from "../../fleet/ownership.ts";
import type { GroupFact, ImageFact } from "../../model/facts.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import type { Plan, Planned, Refusal } from "../../model/plan.ts";
import type { RefreshIntent } from "../../model/intent.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { countWords, listWords } from "../../words/counts.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { imageObstacle } from "../obstacles/image-obstacles.ts";
import { liveOf, noLive, refuse, type Live, type PlanInput } from "../plan-input.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { gateSteps } from "../steps/gate.ts";
import { makeTemplateVersionStep, type TemplateSource } from "../steps/lay.ts";
import { soakStep } from "../steps/soak.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";
import { refreshShape } from "./refresh-arithmetic.ts";
import { holdZones, type HeldZones } from "./hold-zones.ts";
import { launchObstacle, passedByObstacle, preferenceObstacle } from "./refresh-obstacles.ts";
import { endRefreshStep, refreshStep } from "./refresh-steps.ts";
import { refreshWarnings } from "./refresh-warnings.ts";

export interface RefreshInput extends PlanInput {
  /** Null: AWS knows no image of the intent's id. */
  readonly image: ImageFact | null;
  readonly intent: RefreshIntent;
}

export function planRefresh(input: RefreshInput): Planned {
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const { image, intent, policy } = input;
  const desired = live.group.desiredCapacity;
  const obstacle =
    fleetObstacle(input, [live.group]) ??
    launchObstacle(live.group) ??
    besideObstacle(input, live) ??
    imageObstacle(intent.imageId, image, live, input) ??
    passedByObstacle(live.group, intent.preferences) ??
    preferenceObstacle(intent.preferences, desired, floorOf(desired, policy));
  if (obstacle !== null || image === null) return obstacle ?? noLive(input.fleet);
  const source = sourceOf(live, input);
  if ("refused" in source) return source;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  return makePlan({ input, live, image, source, arns });
}

function besideObstacle({ fleet, superseding }: PlanInput, live: Live): Refusal | null {
  if ((superseding ?? null) !== null) return null;
  const others = runningBeside(fleet).filter((one) => one.groupName !== live.group.name);
  if (others.length === 0) return null;
  const labels = listWords(others.map((one) => one.label));
  return refuse(
    `Beside ${live.generation.label} there is ${labels}, which is neither retired nor gone.`,
    `Retire ${labels} first, so that there is one generation to replace.`,
  );
}

/** What the live servers were made from; not what the group would start next, which nobody has seen serve. */
function sourceOf({ generation, group }: Live, { facts }: PlanInput): TemplateSource | Refusal {
  const { templateId: id, templateVersion: number } = generation;
  const version = facts.templateVersions.get(`${id ?? ""}:${String(number ?? "")}`);
  if (id !== null && version !== undefined && id === group.template?.id)
    return { id, name: version.templateName, version: version.version };
  return refuse(
    `The launch template of ${group.name} is not known to Bennu: it was not read, or is gone.`,
    "Look at the connection: if it is in order, give the group a launch template that exists.",
  );
}

interface Parts {
  readonly input: RefreshInput;
  readonly live: Live;
  readonly image: ImageFact;
  readonly source: TemplateSource;
  readonly arns: readonly TargetGroupArn[];
}

function makePlan(parts: Parts): Planned {
  const { input, live, image, arns } = parts;
  const { intent, fleet, policy } = input;
  const desired = live.group.desiredCapacity;
  const floor = floorOf(desired, policy);
  const from = live.generation.label;
  const next = nextVersion(parts);
  const context = stepContext(input, arns, floor);
  const zones = holdZones(context, live.group);
  return assemblePlan(input, {
    kind: "replace",
    title: `Replace ${fleet.name} ${from} with ${next.label} · ${image.name} · AWS's refresh`,
    intent,
    steps: steps(parts, context, next.label, zones),
    floor,
    mostServers: fleet.servers - desired + refreshShape(desired, intent.preferences).most,
    temporary: [claimChange(live.group.name), ...zones.temporary],
    lost: lostWith(live.group, input.facts),
    warnings: warnings(parts),
    groups: groupsOf(live, next, arns),
  });
}

interface NextVersion {
  readonly label: string;
  readonly lastVersion: number;
}

/** AWS counts upwards; if somebody makes one in between, ours gets the number after it. */
function nextVersion({ source, input }: Parts): NextVersion {
  const known = [...input.facts.templateVersions.values()]
    .filter(({ templateId }) => templateId === source.id)
    .map(({ version }) => version);
  const lastVersion = Math.max(source.version, ...known);
  return { label: `t${String(lastVersion + 1)}`, lastVersion };
}

function groupsOf(
  { group, generation }: Live,
  { label, lastVersion }: NextVersion,
  targetGroupArns: readonly TargetGroupArn[],
): Plan["groups"] {
  const templateId = generation.templateId ?? group.template?.id;
  const fromVersion = generation.templateVersion ?? Number(group.template?.version);
  return {
    from: group.name,
    fromLabel: generation.label,
    to: group.name,
    toLabel: label,
    targetGroupArns,
    ...(templateId === undefined ? {} : { inPlace: { templateId, fromVersion, lastVersion } }),
  };
}

function steps(parts: Parts, context: StepContext, label: string, zones: HeldZones): StepDraft[] {
  const { input, live, image, source } = parts;
  const { preferences, gates, soakMs } = input.intent;
  const { group } = live;
  const about = { phase: "Refresh", templateId: source.id, templateVersion: null };
  const undo = `While it runs AWS rolls it back; after that a refresh to version ${String(source.version)} does.`;
  return [
    preflightStep(context, group.name, { imageId: image.id, newGroup: null }),
    claimStep(context, group),
    versionStep(parts, context, label),
    ...zones.before,
    refreshStep(context, group, { ...about, preferences, onlyIfNeeded: false, undo }),
    ...gateSteps(context, gates, group.name, "Gates"),
    ...(soakMs === 0
      ? []
      : [soakStep(context, group.name, "live", group, { phase: "Soak", durationMs: soakMs })]),
    endRefreshStep(group, { ...about, phase: "Done" }),
    ...zones.after,
    releaseStep(context, group.name, "Done"),
  ];
}

/** AWS takes at most 255 characters. The plan's id makes it one of its kind, so that it is found again. */
function versionStep({ input, live, image, source }: Parts, context: StepContext, label: string) {
  const name = refreshDescription(input.ids.planId, image.name, live.group.name);
  return makeTemplateVersionStep(context, source, image, { name, label });
}

function warnings({ input, live, image }: Parts): string[] {
  const { intent, fleet, extras, nowMs } = input;
  const found = refreshWarnings(live.group, extras, intent.preferences);
  if (fleet.ownedBy !== null) found.unshift(ownerWarning(fleet.ownedBy, fleet.name));
  if (image.deprecatedAtMs !== null && image.deprecatedAtMs <= nowMs)
    found.push(`The image ${image.name} is deprecated. It can still be started.`);
  return [...found, ...fewInService(live.group, live.generation.inService)];
}

function fewInService({ desiredCapacity }: GroupFact, inService: number): string[] {
  if (inService >= desiredCapacity) return [];
  return [
    `Only ${String(inService)} of ${countWords(desiredCapacity, "server")} are in service now: AWS may wait until more are.`,
  ];
}
