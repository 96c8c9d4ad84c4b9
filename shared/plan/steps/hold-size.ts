/**
 * A group that was out of traffic has alarms that saw no load: let go on as they are, they would scale it in just when
 * all requests come back. So its minimum is held at its size before its policies and schedules go on, with all else
 * that wakes it, until its alarms have seen the load. Stopped at any step, nothing of it stays held.
 */
import { processesToResume } from "../../decide/generation/held-processes.ts";
import type { GroupExtras, GroupFact } from "../../model/facts.ts";
import type { TemporaryChange } from "../../model/plan.ts";
import { durationWords } from "../../words/durations.ts";
import type { StepDraft } from "../assemble-plan.ts";
import { pinStep } from "./pin.ts";
import { settleStep } from "./raise.ts";
import { soakStep } from "./soak.ts";
import type { StepContext } from "./step-context.ts";

const SCALING: readonly string[] = ["AlarmNotification", "ScheduledActions"];
/** So long alarms of the usual length take to see that servers have work again. */
const SEEN_AFTER_MS = 5 * 60_000;

export interface HeldSize {
  /** Before the group is woken. */
  readonly before: readonly StepDraft[];
  /** For the end of the plan. */
  readonly after: readonly StepDraft[];
  readonly temporary: readonly TemporaryChange[];
}

const nothingHeld: HeldSize = { before: [], after: [], temporary: [] };

export interface AboutSize {
  readonly phase: string;
  /** What waking resumes. */
  readonly processes: readonly string[];
  readonly extras: GroupExtras | null;
  /** What it has when it serves alone. */
  readonly desired: number;
}

/** `group`: with the limits that are its own; `limits`: the group whose limits it keeps in the end. */
export function holdSize(
  context: StepContext,
  group: GroupFact,
  limits: GroupFact,
  about: AboutSize,
): HeldSize {
  if (!goesOn(group, about)) return nothingHeld;
  const { phase, desired } = about;
  const last = { phase: "Scale again", durationMs: SEEN_AFTER_MS };
  const back = { phase: last.phase, before: `min ${String(desired)}`, desired };
  const seen = `given back when its alarms have seen the load for ${durationWords(SEEN_AFTER_MS)}`;
  const original = `min ${String(limits.minSize)}, ${seen}`;
  return {
    before: [holdStep(context, group, phase)],
    after: [
      soakStep(context, group.name, desired, group, last),
      settleStep(context, group.name, limits, back),
    ],
    temporary: [{ target: group.name, what: `minimum size ${String(desired)}`, original }],
  };
}

/** Whether it has what scales it, and that is held now. */
function goesOn(group: GroupFact, { processes, extras }: AboutSize): boolean {
  const scaling = SCALING.filter((process) => processes.includes(process));
  return (
    extras !== null &&
    extras.scalingPolicies.length + extras.scheduledActions.length > 0 &&
    processesToResume(group, scaling).length > 0
  );
}

function holdStep(context: StepContext, group: GroupFact, phase: string): StepDraft {
  return {
    ...pinStep(context, group, phase),
    title: `Hold ${group.name} at its size`,
    detail: `Min ${String(group.desiredCapacity)} until its alarms have seen the load`,
    undo: `Min ${String(group.minSize)} is put back on every way out; else by the last step.`,
  };
}
