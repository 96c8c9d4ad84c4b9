/**
 * What pause, go on, skip, stop and roll back would do at this moment, in words, from the plan, the step at which it
 * stands and what was last seen. Shown before; main does what is said here. Pure.
 */
import type { FleetView } from "../../model/fleet.ts";
import type { OperationDetail } from "../../model/operation.ts";
import type { Allowed } from "../../model/plan.ts";
import { can } from "../can.ts";
import { goesOnByItself, timeWhilePaused } from "./by-itself.ts";
import { rollBackWords } from "./roll-back.ts";
import { currentOf, standingOf } from "./standing.ts";
import { stopWords } from "./stop.ts";

/** One sentence each; none where it isn't allowed. */
export interface Consequence {
  readonly allowed: Allowed;
  readonly does: readonly string[];
}
export interface Consequences {
  readonly pause: Consequence;
  readonly resume: Consequence;
  readonly skip: Consequence;
  readonly stop: Consequence;
  readonly rollBack: Consequence;
}

export function consequences(operation: OperationDetail, fleet: FleetView | null): Consequences {
  const back = rollBackWords(operation, fleet);
  return {
    pause: say(can.pause(operation), () => pauseWords(operation)),
    resume: say(can.resume(operation), () => resumeWords(operation)),
    skip: skipOf(operation),
    stop: say(can.stop(operation), () => stopWords(operation)),
    rollBack:
      "refused" in back ? { allowed: back.refused, does: [] } : say({ ok: true }, back.words),
  };
}

const said = (words: readonly (string | null)[]) => words.filter((one) => one !== null);

function say(allowed: Allowed, words: () => readonly (string | null)[]): Consequence {
  return { allowed, does: allowed.ok ? said(words()) : [] };
}

function pauseWords(operation: OperationDetail): readonly (string | null)[] {
  const current = currentOf(operation);
  const standing = standingOf(operation);
  const changed = operation.plan.temporary.length > 0;
  return [
    "Bennu makes no further call until it goes on.",
    current === null ? null : goesOnByItself(current.step.work),
    current === null ? null : timeWhilePaused(current.step.work),
    standing === null ? null : "No server is ended by it, and nobody watches the gates meanwhile.",
    changed
      ? "What was changed for the time of the operation stays so, the hold on the fleet too."
      : null,
  ];
}

function resumeWords(operation: OperationDetail): readonly (string | null)[] {
  const current = currentOf(operation);
  if (current === null) return ["It ends: everything in the plan is done."];
  return [
    `It goes on with "${current.step.title}", from what the fleet is then.`,
    current.step.work.kind === "soak"
      ? "Only time that was watched counts towards the soak."
      : null,
  ];
}

function skipOf(operation: OperationDetail): Consequence {
  const current = currentOf(operation);
  if (current === null)
    return {
      allowed: { ok: false, reason: "No step is open.", cure: "Nothing to skip." },
      does: [],
    };
  const { step, state } = current;
  return say(can.skip(operation, step, state), () => skipWords(operation));
}

function skipWords(operation: OperationDetail): readonly (string | null)[] {
  const current = currentOf(operation);
  if (current === null) return [];
  const { steps } = operation.plan;
  const next = steps[steps.indexOf(current.step) + 1];
  const gate = current.step.gate;
  return [
    gate === null ? null : `This is not waited for any longer: ${gate}.`,
    next === undefined
      ? "It was the last step: the operation ends."
      : `It goes on with "${next.title}" at once.`,
    showsLater(operation),
  ];
}

function showsLater(operation: OperationDetail): string {
  const standing = standingOf(operation);
  if (standing === null) return "A fault that only shows with time shows later.";
  const { groups, shift } = standing;
  if (shift === "after" || standing.isInPlace)
    return `A fault of ${groups.toLabel} that only shows with time shows while it serves.`;
  return `A fault of ${groups.toLabel} that only shows with time may then show when ${groups.fromLabel} is out of traffic.`;
}
