/** End a generation that doesn't serve: its group and its servers. Its template version and image stay. */
import { ownerWarning } from "../fleet/ownership.ts";
import type { GroupExtras, GroupFact } from "../model/facts.ts";
import type { GenerationView } from "../model/fleet.ts";
import type { GroupName } from "../model/ids.ts";
import type { Planned, Refusal } from "../model/plan.ts";
import type { RetireIntent } from "../model/intent.ts";
import { floorOf } from "../rules/fleet-policy.ts";
import { aboutWords, durationWords } from "../words/durations.ts";
import { raiseTime } from "../fleet/expected-time.ts";
import { assemblePlan } from "./assemble-plan.ts";
import { fleetObstacle } from "./obstacles/fleet-obstacles.ts";
import {
  groupOf,
  liveOf,
  noGeneration,
  noLive,
  refuse,
  type Live,
  type PlanInput,
} from "./plan-input.ts";
import { returnable } from "./returnable.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "./steps/begin-and-end.ts";
import { removeGroupStep } from "./steps/remove.ts";
import { stepContext, type StepContext } from "./steps/step-context.ts";
import { trafficOf } from "./traffic.ts";
import { lostWith } from "./what-is-lost.ts";

export interface RetireInput extends PlanInput {
  readonly intent: RetireIntent;
  /** Of each group of the fleet that is there. */
  readonly extrasOf?: ReadonlyMap<GroupName, GroupExtras>;
}

export function planRetire(input: RetireInput): Planned {
  const target = input.fleet.generations.find((one) => one.id === input.intent.generation);
  if (target === undefined) return noGeneration(input.fleet);
  const live = liveOf(input);
  if (live === null) return noLive(input.fleet);
  const group = groupOf(target, input.facts);
  if (group === null) return nothingRuns(target);
  const obstacle =
    isLive(target, group, live) ??
    fleetObstacle(input, [live.group, group]) ??
    tooFew(input, live) ??
    promised(input, live, target) ??
    protectedGroup(group);
  return obstacle ?? makePlan(input, live, target, group);
}

function nothingRuns(target: GenerationView): Refusal {
  return refuse(
    `${target.label} has no group and no servers: nothing of it runs.`,
    "Nothing to do. Its image stays until somebody deregisters it.",
  );
}

function isLive(target: GenerationView, group: GroupFact, live: Live): Refusal | null {
  if (group.name !== live.group.name) return null;
  const reason =
    target.id === live.generation.id
      ? `${target.label} is live: it serves the fleet.`
      : `The servers of ${target.label} are in the same group as the live ones.`;
  return refuse(reason, "Replace it, or roll back from it, first.");
}

function tooFew(input: RetireInput, live: Live): Refusal | null {
  const floor = Math.max(1, floorOf(live.group.desiredCapacity, input.policy));
  if (live.generation.inService >= floor) return null;
  return refuse(
    `${live.generation.label} has ${String(live.generation.inService)} of ${String(floor)} servers in service.`,
    "Wait until it has all of them: until then the other generation may be needed.",
  );
}

/** Its servers are all that is left of it: what is promised to return is not ended then. */
function promised(input: RetireInput, live: Live, target: GenerationView): Refusal | null {
  if (target.promise === null) return null;
  const why = whyNotCold(input, live, target);
  if (why === null) return null;
  return refuse(
    `${target.label} is promised to return, and without its servers it could not: ${why}`,
    "Put that right first, mark it bad if nobody shall return to it, or promise fewer generations in Connections.",
  );
}

/** Null: it could return when its servers are gone. */
export function whyNotCold(input: PlanInput, live: Live, target: GenerationView): string | null {
  const source = returnable(input, live, target);
  if ("refused" in source) return source.reason;
  const { templateId, templateVersion } = source;
  const version = String(templateVersion);
  if (input.facts.templateVersions.has(`${templateId}:${version}`)) return null;
  return `version ${version} of its launch template isn't there.`;
}

/** A group whose first servers are on their way is not empty for long. */
function protectedGroup({ name, settings, members, desiredCapacity }: GroupFact): Refusal | null {
  const protection = settings.deletionProtection;
  const held =
    protection === "prevent-all-deletion" ||
    (protection === "prevent-force-deletion" && members.length + desiredCapacity > 0);
  if (!held) return null;
  return refuse(
    `${name} is protected from deletion (${protection}).`,
    "Take the protection off in AWS if the group may go.",
  );
}

function makePlan(
  input: RetireInput,
  live: Live,
  target: GenerationView,
  group: GroupFact,
): Planned {
  const floor = floorOf(live.group.desiredCapacity, input.policy);
  const arns = trafficOf(live.group, group);
  const context = stepContext(input, arns, floor);
  return assemblePlan(input, {
    kind: "retire",
    title: `Retire ${target.label} of ${input.fleet.name}`,
    intent: input.intent,
    steps: steps(live.group, target, group, context, input.extrasOf?.get(group.name)),
    floor,
    mostServers: input.fleet.servers,
    temporary: [claimChange(live.group.name), claimChange(group.name)],
    lost: lostWith(group, input.facts),
    warnings: warnings(input, target),
    groups: {
      from: group.name,
      fromLabel: target.label,
      to: live.group.name,
      toLabel: live.generation.label,
      targetGroupArns: arns,
    },
  });
}

function steps(
  live: GroupFact,
  target: GenerationView,
  group: GroupFact,
  context: StepContext,
  extras: GroupExtras | undefined,
) {
  const phase = `Remove ${target.label}`;
  const reason = `${target.label} is retired by hand`;
  const cold = aboutWords(raiseTime(context.targets, context.policy).medianMs);
  const undo = `Roll back cold, in ${cold}, as long as its image and template version are kept. What was on its disks is lost.`;
  return [
    preflightStep(context, live.name, { imageId: null, newGroup: null }),
    claimStep(context, live),
    claimStep(context, group),
    removeGroupStep(context, group, live.name, { phase, reason, undo, extras }),
    releaseStep(context, live.name, "Done"),
  ];
}

function warnings(input: RetireInput, target: GenerationView): string[] {
  const found: string[] = [];
  const leftMs = (target.warmUntilMs ?? 0) - input.nowMs;
  if (leftMs > 0)
    found.push(
      `${target.label} was to be kept warm for another ${durationWords(leftMs)}. After this, a rollback is cold.`,
    );
  if (target.readiness.kind === "impossible")
    found.push(`It can't come back: ${target.readiness.reason}`);
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  return found;
}
