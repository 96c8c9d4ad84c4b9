/** The order of a change by growing and shedding, forward and back, and what it changes for a time. */
import type { Plan } from "../../model/plan.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { claimChange } from "../steps/begin-and-end.ts";
import {
  fighting,
  growFirstStep,
  growRestStep,
  heldChange,
  shedLastStep,
  type GrowPlan,
} from "../steps/in-place.ts";
import type { StepContext } from "../steps/step-context.ts";
import type { InPlaceCase } from "./in-place-case.ts";

/** Gates stand after the first batch, and again before the last old servers end. */
export function growSteps(
  context: StepContext,
  grow: GrowPlan,
  gates: readonly StepDraft[],
): StepDraft[] {
  const first = [growFirstStep(context, grow), ...gates];
  const last = shedLastStep(context, grow);
  if (grow.sizes.desiredCapacity <= grow.work.batch) return [...first, last];
  return [...first, growRestStep(context, grow), ...gates, last];
}

/**
 * A group that may shrink to nothing keeps its policies and schedules at work: to let them go on later could end its
 * last server.
 */
export function processesToHold({ sizes, input }: InPlaceCase): readonly string[] {
  const { scalingPolicies, scheduledActions } = input.extras;
  const scales = scalingPolicies.length + scheduledActions.length > 0;
  const own = ["AlarmNotification", "ScheduledActions"];
  return scales && sizes.minSize === 0 ? fighting.filter((one) => !own.includes(one)) : fighting;
}

/** Those that run now. What the operation that is taken over holds runs again by the time this one begins. */
export function freeProcesses(of: InPlaceCase): string[] {
  const { live, input } = of;
  const held = new Set(live.group.suspended.map(({ process }) => process));
  return processesToHold(of).filter(
    (process) => !held.has(process) || (input.takenOver?.held.includes(process) ?? false),
  );
}

export function temporaryChanges(of: InPlaceCase, batch: number): Plan["temporary"] {
  const { live, sizes } = of;
  const { name } = live.group;
  const most = sizes.desiredCapacity + batch;
  const changes = [
    claimChange(name),
    {
      target: name,
      what: `${String(most)} servers wanted at most`,
      original: String(sizes.desiredCapacity),
    },
  ];
  const free = freeProcesses(of);
  if (free.length > 0) changes.push(heldChange(name, free));
  if (most > sizes.maxSize)
    changes.push({
      target: name,
      what: `maximum size ${String(most)}`,
      original: String(sizes.maxSize),
    });
  return changes;
}
