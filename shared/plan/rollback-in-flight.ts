/**
 * Back in the middle of a replacement, while the old generation still serves: make sure that it has all it had (its
 * processes, its traffic), then take the rising one away. The rising servers are kept, so that one can look at them.
 */
import { ownerWarning } from "../fleet/ownership.ts";
import type { Planned } from "../model/plan.ts";
import { floorOf } from "../rules/fleet-policy.ts";
import { assemblePlan, type StepDraft } from "./assemble-plan.ts";
import { fleetObstacle } from "./fleet-obstacles.ts";
import type { Live } from "./plan-input.ts";
import { processesToKeepUp } from "./processes.ts";
import type { Rising, RollbackInput } from "./plan-rollback.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "./steps/begin-and-end.ts";
import { shiftAwayStep, wakeStep } from "./steps/shift.ts";
import { stepContext, type StepContext } from "./steps/step-context.ts";
import { fleetTraffic } from "./traffic.ts";

export function rollbackInFlight(input: RollbackInput, live: Live, rising: Rising): Planned {
  const obstacle = fleetObstacle(input, [live.group, rising.group]);
  if (obstacle !== null) return obstacle;
  const arns = fleetTraffic(input, live, rising.group);
  if ("refused" in arns) return arns;
  const floor = floorOf(live.group.desiredCapacity, input.policy);
  const context = stepContext(input, arns, floor);
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${live.generation.label} · in flight`,
    intent: input.intent,
    steps: steps(live, rising, context, input.policy.warmForMs),
    floor,
    mostServers: input.fleet.servers,
    temporary: [claimChange(live.group.name), claimChange(rising.group.name)],
    lost: [],
    warnings: warnings(input, rising),
    groups: {
      from: rising.group.name,
      fromLabel: rising.generation.label,
      to: live.group.name,
      toLabel: live.generation.label,
      targetGroupArns: arns,
    },
  });
}

function steps(live: Live, rising: Rising, context: StepContext, warmForMs: number): StepDraft[] {
  const { group } = live;
  const undo = `${rising.group.name} is kept: roll back to it, or retire it.`;
  return [
    preflightStep(context, group.name, { imageId: null, newGroup: null }),
    claimStep(context, group),
    claimStep(context, rising.group),
    wakeStep(context, group, `Keep ${live.generation.label} serving`, processesToKeepUp(group)),
    shiftAwayStep(context, rising.group, group.name, { phase: "Shift traffic", warmForMs, undo }),
    releaseStep(context, group.name, "Done"),
    releaseStep(context, rising.group.name, "Done"),
  ];
}

function warnings(input: RollbackInput, rising: Rising): string[] {
  const { label, servers } = rising.generation;
  const found = [
    `${label} keeps its ${String(servers)} servers out of traffic. Retire it when you have seen enough.`,
  ];
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  return found;
}
