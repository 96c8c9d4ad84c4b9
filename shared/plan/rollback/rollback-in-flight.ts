/**
 * Back in the middle of a replacement, while the old generation still serves: make sure that it has all it had (its
 * processes, its traffic), then take away what rises, or serves, beside it: one group after the other. The rising servers are
 * kept, so that one can look at them.
 */
import { ownerWarning } from "../../fleet/ownership.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { Planned } from "../../model/plan.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { countWords } from "../../words/counts.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { withOwnLimits, type Live } from "../plan-input.ts";
import { requestsBack, type RequestsBack } from "../parallel/requests-back.ts";
import { processesToKeepUp } from "../parallel/processes.ts";
import type { Rising, RollbackInput } from "./plan-rollback.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { holdSize, type HeldSize } from "../steps/hold-size.ts";
import { shiftAwayStep, wakeStep } from "../steps/shift.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic } from "../traffic.ts";

/** `rising`: newest first; the first one is what the picture shows. */
export function rollbackInFlight(
  input: RollbackInput,
  live: Live,
  rising: readonly [Rising, ...Rising[]],
): Planned {
  const [newest] = rising;
  const obstacle = fleetObstacle(input, [live.group, ...rising.map(({ group }) => group)]);
  if (obstacle !== null) return obstacle;
  const arns = fleetTraffic(input, live, newest.group);
  if ("refused" in arns) return arns;
  const floor = floorOf(live.group.desiredCapacity, input.policy);
  const context = stepContext(input, arns, floor);
  const own = withOwnLimits(input, live.group);
  const held = holdSize(context, own, own, {
    phase: phaseOf(live),
    processes: processesToKeepUp(live.group),
    extras: input.extras,
    desired: live.group.desiredCapacity,
  });
  const back = requestsBack(context, input.rules, live.group, newest.group);
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${live.generation.label} · in flight`,
    intent: input.intent,
    steps: steps(live, rising, context, { held, back, warmForMs: input.policy.warmForMs }),
    floor,
    mostServers: input.fleet.servers,
    temporary: [
      claimChange(live.group.name),
      ...rising.map(({ group }) => claimChange(group.name)),
      ...held.temporary,
    ],
    lost: [],
    warnings: warnings(input, rising),
    groups: {
      from: newest.group.name,
      fromLabel: newest.generation.label,
      to: live.group.name,
      toLabel: live.generation.label,
      targetGroupArns: back.weighted ? newest.group.settings.targetGroupArns : arns,
      ...(back.weighted ? { weighted: back.weighted } : {}),
    },
  });
}

const phaseOf = ({ generation }: Live) => `Keep ${generation.label} serving`;

function steps(
  live: Live,
  rising: readonly Rising[],
  context: StepContext,
  {
    held,
    back,
    warmForMs,
  }: { readonly held: HeldSize; readonly back: RequestsBack; readonly warmForMs: number },
): StepDraft[] {
  const { group } = live;
  const away = (one: GroupFact) => {
    const undo = `${one.name} is kept: roll back to it, or retire it.`;
    // It may be in target groups of its own, which its weight led to.
    const arns = [...new Set([...context.arns, ...one.settings.targetGroupArns])];
    const all = { ...context, arns };
    return shiftAwayStep(all, one, group.name, { phase: "Shift traffic", warmForMs, undo });
  };
  const others = rising.map((one) => one.group);
  return [
    preflightStep(context, group.name, { imageId: null, newGroup: null }),
    claimStep(context, group),
    ...others.map((one) => claimStep(context, one)),
    ...held.before,
    wakeStep(context, group, phaseOf(live), processesToKeepUp(group)),
    ...back.steps,
    ...others.map(away),
    ...held.after,
    releaseStep(context, group.name, "Done"),
    ...others.map((one) => releaseStep(context, one.name, "Done")),
  ];
}

function warnings(input: RollbackInput, rising: readonly Rising[]): string[] {
  const found = rising.map(
    ({ generation: { label, servers } }) =>
      `${label} keeps its ${countWords(servers, "server")} out of traffic. Retire it when you have seen enough.`,
  );
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  return found;
}
