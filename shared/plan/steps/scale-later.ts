/**
 * A group that was out of traffic has alarms that saw no load: let go on at once, they would scale it in just when
 * all requests come back. So its policies and schedules go on last, with its minimum held at its size until the
 * alarms have seen the load.
 */
import { processesToResume } from "../../decide/held-processes.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { TemporaryChange } from "../../model/plan.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { pinStep } from "./pin.ts";
import { settleStep } from "./raise.ts";
import { wakeStep } from "./shift.ts";
import { soakStep } from "./soak.ts";
import type { StepContext } from "./step-context.ts";

const SCALING: readonly string[] = ["AlarmNotification", "ScheduledActions"];
/** So long alarms of the usual length take to see that servers have work again. */
const SEEN_AFTER_MS = 5 * 60_000;

export interface ScaleLater {
  /** What waking resumes. */
  readonly processes: readonly string[];
  /** For the end of the plan. */
  readonly steps: readonly StepDraft[];
  readonly temporary: readonly TemporaryChange[];
}

/** `limits`: the group whose limits it keeps in the end. */
export function scaleLater(
  context: StepContext,
  group: GroupFact,
  limits: GroupFact,
  about: {
    readonly processes: readonly string[];
    readonly extras: GroupExtras | null;
    readonly desired: number;
  },
): ScaleLater {
  const { processes, extras, desired } = about;
  const scales =
    extras !== null && extras.scalingPolicies.length + extras.scheduledActions.length > 0;
  const held = processesToResume(
    group,
    SCALING.filter((process) => processes.includes(process)),
  );
  if (!scales || held.length === 0) return { processes, steps: [], temporary: [] };
  const original = `min ${String(limits.minSize)}, given back when its alarms have seen the load for ${durationWords(SEEN_AFTER_MS)}`;
  return {
    processes: processes.filter((process) => !held.includes(process)),
    steps: lastSteps(context, group, limits, held, desired),
    temporary: [{ target: group.name, what: `minimum size ${String(desired)}`, original }],
  };
}

function lastSteps(
  context: StepContext,
  group: GroupFact,
  limits: GroupFact,
  held: readonly string[],
  desired: number,
): StepDraft[] {
  const phase = "Scale again";
  const { minSize, maxSize } = limits;
  const hold = pinStep(context, { ...group, minSize, maxSize, desiredCapacity: desired }, phase);
  const letGo = wakeStep(context, group, phase, held);
  const back = { phase, before: `min ${String(desired)}`, desired };
  return [
    {
      ...hold,
      title: `Hold ${group.name} at its size`,
      detail: `Min ${String(desired)} until its alarms have seen the load`,
      undo: `Min ${String(minSize)} is put back on every way out; else by the last step.`,
    },
    {
      ...letGo,
      title: `Let ${group.name} scale again`,
      detail: "Its policies and schedules go on, now that its servers have the load",
    },
    soakStep(context, group.name, desired, group, { phase, durationMs: SEEN_AFTER_MS }),
    settleStep(context, group.name, limits, back),
  ];
}
