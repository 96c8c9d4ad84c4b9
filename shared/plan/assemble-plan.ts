/** A plan from its steps: ids, times and what is common to all kinds of plans. */
import type { Plan, Planned, Step } from "../model/plan.ts";
import { sumOf } from "../fleet/expected-time.ts";
import type { PlanInput } from "./plan-input.ts";

export type StepDraft = Omit<Step, "id">;

export type PlanDraft = Pick<
  Plan,
  | "kind"
  | "title"
  | "intent"
  | "floor"
  | "mostServers"
  | "temporary"
  | "lost"
  | "warnings"
  | "groups"
> &
  Pick<Partial<Plan>, "watched"> & { readonly steps: readonly StepDraft[] };

export function assemblePlan(input: PlanInput, draft: PlanDraft): Planned {
  const { fleet, ids, nowMs } = input;
  const steps = draft.steps.map((step, at) => ({ id: ids.stepId(at + 1), ...step }));
  const plan: Plan = {
    ...draft,
    id: ids.planId,
    connectionId: fleet.connectionId,
    fleetId: fleet.id,
    fleetName: fleet.name,
    madeAtMs: nowMs,
    factsReadAtMs: Math.min(fleet.readAtMs, nowMs),
    steps,
    expected: sumOf(steps.map((step) => step.expected)),
    recipe: null,
  };
  return { refused: false, plan };
}
