/**
 * Back inside the one group: the group gets the earlier template version again, and its servers are replaced in the
 * manner in which they came, from wherever the change stands. Nothing serves less than now meanwhile.
 */
import { indexFacts } from "../../fleet/fact-index.ts";
import { hasNewRoot } from "../../fleet/in-place/effective-version.ts";
import { namesNoGroup } from "../../fleet/in-place/made-in-place.ts";
import { startedFrom } from "../../decide/in-place/crew.ts";
import { isActive } from "../../guard/serving.ts";
import type { GroupFact, ImageFact, MemberFact } from "../../model/facts.ts";
import type { GenerationView } from "../../model/fleet.ts";
import type { TemplateId } from "../../model/ids.ts";
import type { Planned } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { countWords } from "../../words/counts.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import type { RollbackInput } from "../rollback/plan-rollback.ts";
import { groupOf, type Live } from "../plan-input.ts";
import { returnable } from "../returnable.ts";
import { claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { giveBackStep, holdStep, type GrowPlan } from "../steps/in-place.ts";
import { swapSteps } from "../steps/swap-roots.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";
import { freeProcesses, growSteps, processesToHold, temporaryChanges } from "./grow-steps.ts";
import {
  groupObstacle,
  inPlaceCase,
  keptWarnings,
  ownerInPlace,
  warmPoolObstacle,
  type InPlaceCase,
} from "./in-place-case.ts";
import { rootObstacle, temporaryForRoots } from "./root-obstacles.ts";

/** Whether the generation lives, or lived, in the live group, so that one returns to it there. */
export function isBackInPlace(input: RollbackInput, live: Live, target: GenerationView): boolean {
  if (input.intent.strategy !== undefined) return input.intent.strategy === "in-place";
  const group = groupOf(target, input.facts);
  if (group !== null && group.name !== live.group.name) return false;
  if (group === null) return livedHere(input, live, target);
  return target.id !== live.generation.id || isMixed(input, live) || wasBegun(input);
}

/** Other versions have servers in the group, or are what it would start next. */
const isMixed = ({ fleet }: RollbackInput, { group, generation }: Live) =>
  fleet.generations.some(
    (one) =>
      one.id !== generation.id &&
      one.groupName === group.name &&
      (one.servers > 0 || one.state === "rising"),
  );

const wasBegun = ({ takenOver }: RollbackInput) => (takenOver ?? null) !== null;

/** Of a version without servers: it names this very group, or none at all. */
function livedHere({ facts }: RollbackInput, { group }: Live, target: GenerationView): boolean {
  const version = facts.templateVersions.get(
    `${target.templateId ?? ""}:${String(target.templateVersion)}`,
  );
  if (version === undefined || version.templateId !== group.template?.id) return false;
  return version.description.trim() === group.name || namesNoGroup(version);
}

interface Way {
  readonly of: InPlaceCase;
  readonly input: RollbackInput;
  readonly target: GenerationView;
  readonly image: ImageFact;
  readonly templateId: TemplateId;
  readonly version: number;
  readonly context: StepContext;
}

export function rollbackInPlace(input: RollbackInput, live: Live, target: GenerationView): Planned {
  const of = inPlaceCase(input, live);
  if ("refused" in of) return of;
  const obstacle = fleetObstacle(input, [live.group]) ?? groupObstacle(of);
  if (obstacle !== null) return obstacle;
  const source = returnable(input, live, target);
  if ("refused" in source) return source;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  const way: Way = {
    of,
    input,
    target,
    image: source.image,
    templateId: source.templateId,
    version: source.templateVersion,
    context: stepContext(input, arns, floorOf(of.sizes.desiredCapacity, input.policy)),
  };
  return cameByRoots(way) ? byRoots(way) : byServers(way);
}

/** Servers that were kept then are kept now: what they hold is why. */
function cameByRoots({ of, input }: Way): boolean {
  if (input.takenOver) return input.takenOver.swapsRoots;
  const index = indexFacts(input.facts);
  const { group } = of.live;
  return group.members.some((member) => hasNewRoot(member, group, index));
}

function byServers(way: Way): Planned {
  const { of, context } = way;
  const obstacle = warmPoolObstacle(of);
  if (obstacle !== null) return obstacle;
  const present = presentIn(way);
  const missing = Math.max(0, of.sizes.desiredCapacity - present.length);
  const grow = { ...growPlan(way), present: present.length };
  return assemble(way, {
    steps: growSteps(context, grow, []),
    mostServers: way.input.fleet.servers + missing,
    temporary: temporaryChanges(of, missing),
    lost: lostWith(without(of.live.group, present), way.input.facts),
    how: "new servers",
    floor: context.floor,
  });
}

/** Those that run the earlier version still, or again: they stay. */
function presentIn({ of, templateId: id, version }: Way): readonly MemberFact[] {
  const { members } = of.live.group;
  return members.filter(isActive).filter(startedFrom({ id, version }));
}

const without = (group: GroupFact, kept: readonly MemberFact[]): GroupFact => ({
  ...group,
  members: group.members.filter((member) => !kept.includes(member)),
});

/** All at once: getting back comes first, and the servers that go stay until the others are proved. */
function growPlan({ of, input, target, templateId, version }: Way): GrowPlan {
  return {
    fromLabel: "other versions",
    toLabel: target.label,
    work: {
      kind: "grow-and-shed",
      group: of.live.group.name,
      templateId,
      templateVersion: version,
      former: null,
      batch: of.sizes.desiredCapacity,
      batchSoakMs: 0,
      observations: input.policy.observations,
    },
    sizes: of.sizes,
    phase: { first: `Raise ${target.label}`, rest: "Replace the rest", last: "End the others" },
    undo: "What serves stays until the earlier version is proved: stop, and it serves on.",
  };
}

function byRoots(way: Way): Planned {
  const { of, input, image, templateId, version } = way;
  const batch = Math.max(1, Math.ceil(of.sizes.desiredCapacity / 4));
  const obstacle = rootObstacle(of, image, batch);
  if (obstacle !== null) return obstacle;
  const floor = Math.max(1, of.sizes.desiredCapacity - batch);
  const context = { ...way.context, floor };
  const steps = swapSteps(context, {
    work: {
      kind: "swap-roots",
      group: of.live.group.name,
      templateId,
      templateVersion: version,
      former: null,
      imageId: image.id,
      batch,
      batchSoakMs: 0,
      keepReplaced: false,
      observations: input.policy.observations,
    },
    sizes: of.sizes,
    toLabel: way.target.label,
    imageName: image.name,
    gates: [],
  });
  return assemble(way, {
    steps,
    mostServers: input.fleet.servers,
    temporary: temporaryForRoots(of, batch),
    lost: ["What was written on the root volumes since they were exchanged; data volumes stay"],
    how: "new root volumes",
    floor,
    warnings: [
      `Meanwhile the fleet serves with ${String(floor)} of ${String(of.sizes.desiredCapacity)}: ${countWords(batch, "server")} at a time out of service.`,
    ],
  });
}

interface Made {
  readonly steps: readonly StepDraft[];
  readonly mostServers: number;
  readonly temporary: ReturnType<typeof temporaryChanges>;
  readonly lost: readonly string[];
  readonly how: string;
  readonly floor: number;
  readonly warnings?: readonly string[];
}

function assemble(way: Way, made: Made): Planned {
  const { of, input, target, image, context } = way;
  const { group, generation } = of.live;
  const { name } = group;
  const { steps, mostServers, temporary, lost, floor, how, warnings = [] } = made;
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${target.label} · in ${name}, ${how}`,
    intent: input.intent,
    steps: [
      preflightStep(context, name, { imageId: image.id, newGroup: null }),
      claimStep(context, group),
      holdStep(
        context,
        group,
        processesToHold(of),
        freeProcesses(of),
        input.takenOver ?? undefined,
      ),
      ...steps,
      giveBackStep(context, name, of.sizes),
      releaseStep(context, name, "Done"),
    ],
    floor,
    mostServers,
    temporary,
    lost,
    warnings: [
      ...warnings,
      "No canary: the generation served before, and getting back comes first.",
      ...ownerInPlace(of),
      ...keptWarnings(of),
      ...trafficWarnings(of.live, context.arns),
    ],
    groups: {
      from: name,
      fromLabel: otherLabel(way, generation),
      to: name,
      toLabel: target.label,
      targetGroupArns: context.arns,
      inPlace: {
        templateId: way.templateId,
        fromVersion: of.source.version,
        toVersion: way.version,
        ...(how === "new servers" ? {} : { toImageId: image.id }),
      },
    },
  });
}

/** In flight the live generation may be the very one that is returned to. */
function otherLabel({ input, target, of }: Way, live: GenerationView): string {
  if (live.id !== target.id) return live.label;
  const other = input.fleet.generations.find(
    (one) => one.groupName === of.live.group.name && one.id !== target.id,
  );
  return other?.label ?? "what was begun";
}
