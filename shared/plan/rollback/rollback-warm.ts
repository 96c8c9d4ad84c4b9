/** Back to a generation whose servers still run: wake it, prove that it serves, then take the other one away. */
import { ownerWarning } from "../../fleet/ownership.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GenerationView } from "../../model/fleet.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { refuse, withOwnLimits, type Live } from "../plan-input.ts";
import { processesToWake } from "../parallel/processes.ts";
import type { RollbackInput } from "./plan-rollback.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { holdSize, type HeldSize } from "../steps/hold-size.ts";
import { raiseStep, settleStep } from "../steps/raise.ts";
import { shiftAwayStep, wakeStep } from "../steps/shift.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic, trafficWarnings } from "../traffic.ts";

export interface WarmTarget {
  readonly generation: GenerationView;
  readonly group: GroupFact;
}

export function rollbackWarm(input: RollbackInput, live: Live, warm: WarmTarget): Planned {
  const obstacle = fleetObstacle(input, [live.group, warm.group]) ?? refreshing(input, warm);
  if (obstacle !== null) return obstacle;
  const arns = fleetTraffic(input, live, warm.group);
  if ("refused" in arns) return arns;
  const floor = floorOf(live.group.desiredCapacity, input.policy);
  const context = stepContext(input, arns, floor);
  const { group } = warm;
  const desired = Math.max(group.desiredCapacity, live.group.desiredCapacity);
  const own = withOwnLimits(input, group);
  const limits = hasFullSize(live.group, group) ? own : withOwnLimits(input, live.group);
  const held = holdSize(context, own, limits, {
    phase: phaseOf(warm),
    processes: processesToWake,
    extras: input.extrasWarm ?? null,
    desired,
  });
  const missing = Math.max(0, live.group.desiredCapacity - warm.group.desiredCapacity);
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${warm.generation.label} · warm`,
    intent: input.intent,
    steps: steps(live.group, warm, context, { held, warmForMs: input.policy.warmForMs }),
    floor,
    mostServers: input.fleet.servers + missing,
    temporary: [claimChange(live.group.name), claimChange(group.name), ...held.temporary],
    lost: [],
    warnings: [
      ...(input.fleet.ownedBy === null
        ? []
        : [ownerWarning(input.fleet.ownedBy, input.fleet.name)]),
      ...trafficWarnings(live, arns),
    ],
    groups: {
      from: live.group.name,
      fromLabel: live.generation.label,
      to: warm.group.name,
      toLabel: warm.generation.label,
      targetGroupArns: arns,
    },
  });
}

function refreshing({ extrasWarm }: RollbackInput, warm: WarmTarget): Refusal | null {
  if (!extrasWarm || extrasWarm.activeRefresh === null) return null;
  return refuse(
    `AWS is refreshing the servers of ${warm.group.name} (instance refresh ${extrasWarm.activeRefresh}).`,
    "Cancel the refresh in AWS, then roll back.",
  );
}

function steps(
  live: GroupFact,
  warm: WarmTarget,
  context: StepContext,
  { held, warmForMs }: { readonly held: HeldSize; readonly warmForMs: number },
): StepDraft[] {
  const { group } = warm;
  const phase = "Shift traffic";
  const undo = `Roll back again: ${live.name} is kept warm.`;
  return [
    preflightStep(context, live.name, { imageId: null, newGroup: null }),
    claimStep(context, live),
    claimStep(context, group),
    ...held.before,
    wakeStep(context, group, phaseOf(warm), processesToWake),
    ...fullSize(live, warm, context, held),
    shiftAwayStep(context, live, group.name, { phase, warmForMs, undo }),
    ...held.after,
    releaseStep(context, live.name, "Done"),
    releaseStep(context, group.name, "Done"),
  ];
}

const phaseOf = ({ generation }: WarmTarget) => `Wake ${generation.label}`;

const hasFullSize = (live: GroupFact, group: GroupFact) =>
  group.desiredCapacity >= live.desiredCapacity && group.maxSize >= live.maxSize;

/**
 * Autoscaling may have raised the fleet since: then the warm generation gets that size before it serves alone. One
 * that somebody set to none has no sizes to take: the warm generation's own hold.
 */
function fullSize(
  live: GroupFact,
  warm: WarmTarget,
  context: StepContext,
  held: HeldSize,
): StepDraft[] {
  const { group } = warm;
  if (live.desiredCapacity === 0) return [];
  if (hasFullSize(live, group)) return [];
  const phase = phaseOf(warm);
  const before = `min ${String(group.minSize)}, max ${String(group.maxSize)}, desired ${String(group.desiredCapacity)}`;
  const desired = Math.max(group.desiredCapacity, live.desiredCapacity);
  const undo = `${live.name} still serves: nothing was taken from it.`;
  return [
    limitsStep(context, group, live, { phase, before, desired }, held),
    raiseStep(context, group.name, "live", live, {
      phase,
      before: `${String(group.members.length)} servers`,
      undo,
    }),
  ];
}

/** While its size is held, its minimum goes up with it. */
function limitsStep(
  context: StepContext,
  { name }: GroupFact,
  live: GroupFact,
  about: { readonly phase: string; readonly before: string; readonly desired: number },
  held: HeldSize,
): StepDraft {
  if (held.before.length === 0) return settleStep(context, name, live, about);
  const sized = { ...live, minSize: about.desired };
  return {
    ...settleStep(context, name, sized, { ...about, isForNow: true }),
    title: `Give ${name} the size of ${live.name}`,
    detail: `Min ${String(about.desired)} until its alarms have seen the load`,
    undo: "Its own limits are put back on every way out; else the last step gives it the fleet's.",
  };
}
