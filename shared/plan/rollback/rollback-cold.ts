/** Back to a generation of which only the image and the template version are left: a new group from just these. */
import { partsAfterSizes, partsBeforeServers } from "../../clone/clone-extras.ts";
import { ownerWarning } from "../../fleet/ownership.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GenerationView } from "../../model/fleet.ts";
import type { TargetGroupArn } from "../../model/ids.ts";
import type { ClonePart } from "../../model/steps/clone.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { durationWords } from "../../words/durations.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { cloneObstacle } from "../obstacles/clone-obstacles.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { newGroupBeside, type NewGroup } from "../parallel/new-group.ts";
import { refuse, type Live } from "../plan-input.ts";
import { returnable, type Returnable } from "../returnable.ts";
import type { RollbackInput } from "./plan-rollback.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { carryExtrasStep, compareCloneStep } from "../steps/clone.ts";
import { createGroupStep } from "../steps/lay.ts";
import { raiseStep, settleStep } from "../steps/raise.ts";
import { shiftAwayStep } from "../steps/shift.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";

interface Found {
  readonly source: Returnable;
  readonly group: NewGroup;
  readonly arns: readonly TargetGroupArn[];
}

export function rollbackCold(input: RollbackInput, live: Live, target: GenerationView): Planned {
  const obstacle =
    fleetObstacle(input, [live.group]) ??
    emptyFleet(live.group) ??
    cloneObstacle(live.group, input.extras);
  if (obstacle !== null) return obstacle;
  const source = returnable(input, live, target);
  if ("refused" in source) return source;
  const group = newGroupBeside(live.group, input.facts);
  if ("refused" in group) return group;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  return makePlan(input, live, target, { source, group, arns });
}

function emptyFleet(live: GroupFact): Refusal | null {
  if (live.desiredCapacity > 0) return null;
  return refuse(
    `${live.name} wants no servers, so there is no size to return with.`,
    "Give the fleet its size back first.",
  );
}

function makePlan(
  input: RollbackInput,
  live: Live,
  target: GenerationView,
  { source, group, arns }: Found,
): Planned {
  const desired = live.group.desiredCapacity;
  const floor = floorOf(desired, input.policy);
  const context = stepContext(input, arns, floor);
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${target.label} · cold, as ${group.label}`,
    intent: input.intent,
    steps: steps(input, live, source, group, context),
    floor,
    mostServers: input.fleet.servers + desired,
    temporary: [claimChange(live.group.name)],
    lost: lostLater(input, live),
    warnings: [...warnings(input, live, target), ...trafficWarnings(live, arns)],
    groups: {
      from: live.group.name,
      fromLabel: live.generation.label,
      to: group.name,
      toLabel: group.label,
      returns: target.label,
      targetGroupArns: arns,
    },
  });
}

function steps(
  input: RollbackInput,
  live: Live,
  source: Returnable,
  group: NewGroup,
  context: StepContext,
): StepDraft[] {
  const old = live.group;
  const phase = `Raise ${group.label}`;
  const stays = `Retire ${group.label}; ${old.name} still serves.`;
  const unsettled = `min 0, max ${String(old.maxSize)}`;
  const again = `Roll back again: ${old.name} is kept warm.`;
  const { warmForMs } = input.policy;
  const { extras, nowMs } = input;
  const carry = (parts: readonly ClonePart[]) =>
    carryExtrasStep(context, group.name, old, { phase, parts, extras, nowMs });
  return [
    preflightStep(context, old.name, { imageId: source.image.id, newGroup: group.name }),
    claimStep(context, old),
    createGroupStep(context, old, { id: source.templateId }, source.templateVersion, group),
    ...carry(partsBeforeServers),
    raiseStep(context, group.name, "live", old, { phase, before: "0 servers", undo: stays }),
    settleStep(context, group.name, old, {
      phase,
      before: unsettled,
      desired: old.desiredCapacity,
    }),
    ...carry(partsAfterSizes),
    compareCloneStep(context, group.name, old, { phase, ...source, skippable: true }),
    shiftAwayStep(context, old, group.name, { phase: "Shift traffic", warmForMs, undo: again }),
    releaseStep(context, old.name, "Done"),
  ];
}

function lostLater(input: RollbackInput, live: Live): string[] {
  const kept = durationWords(input.policy.warmForMs);
  return lostWith(live.group, input.facts).map(
    (what) => `When ${live.generation.label} is retired (kept warm for ${kept}): ${what}`,
  );
}

function warnings(input: RollbackInput, live: Live, target: GenerationView): string[] {
  const found = ["No canary: the generation served before, and getting back comes first."];
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  if (live.generation.templateId !== target.templateId) {
    found.push(`${target.label} comes from another launch template than ${live.generation.label}.`);
  }
  return found;
}
