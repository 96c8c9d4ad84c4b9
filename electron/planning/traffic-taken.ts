/** What this console's operations took from a group: where a fleet's traffic can't be read off AWS any more. */
import type { FleetId, GroupName, TargetGroupArn } from "../../shared/model/ids.ts";
import type { Plan } from "../../shared/model/plan.ts";
import type { Journal } from "../journal/journal.ts";
import type { StepRecord } from "../journal/records.ts";

/** Null: nothing was taken, or all of it was given back. */
export function trafficTaken(
  { running, evidence }: Journal,
  fleet: FleetId,
  group: GroupName,
): readonly TargetGroupArn[] | null {
  for (const { id, planId, fleetId } of running.operations()) {
    const plan = fleetId === fleet ? evidence.plan(planId) : null;
    const move = plan && lastMove(plan, running.steps(id), group);
    if (move) return move.isGivenBack ? null : move.targetGroupArns;
  }
  return null;
}

function lastMove(plan: Plan, records: readonly StepRecord[], group: GroupName) {
  const begun = plan.steps.flatMap(({ id, work }) => {
    const record = records.find(({ stepId }) => stepId === id);
    const isMove = (work.kind === "shift-away" || work.kind === "wake") && work.group === group;
    if (!isMove || !record || record.startedAtMs === null) return [];
    const isGivenBack = work.kind === "wake" && record.status === "done";
    return [{ targetGroupArns: work.targetGroupArns, isGivenBack }];
  });
  return begun.at(-1) ?? null;
}
