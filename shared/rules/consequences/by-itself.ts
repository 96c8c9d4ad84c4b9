/** What AWS goes on with by itself when Bennu does nothing more, by the step at which it stands. */
import { assertNever } from "../../assert-never.ts";
import type { StepWork } from "../../model/step-work.ts";

/** Null: nothing is under way at AWS. */
export function goesOnByItself(work: StepWork): string | null {
  switch (work.kind) {
    case "preflight":
    case "claim":
    case "make-template-version":
    case "create-group":
    case "settle":
    case "pin":
    case "hold":
    case "release":
    case "clear-leftover":
    case "tag-image":
    case "protect-image":
    case "mark-verified":
    case "take-turn":
    case "put-object":
    case "remove-object":
    case "keep-manifest":
    case "share-image":
    case "remove-copy":
    case "remove-left":
    case "disable-image":
    case "deprecate-image":
    case "retire-image":
    case "give-back":
      return null;
    case "carry-extras":
    case "compare-clone":
      return null;
    case "soak":
    case "gate":
    case "keep-warm":
      return null;
    case "weigh":
      return "Requests stay shared as they were last asked to be.";
    case "raise":
      return `AWS goes on starting the servers that ${work.group} was asked for.`;
    case "wake":
      return `Servers of ${work.group} that were given traffic go on coming into service.`;
    case "shift-away":
      return `What was taken from ${work.group} so far stays taken: connections go on draining.`;
    case "remove-group":
      return `AWS goes on ending ${work.group} and its servers once that was asked for; nobody can halt it.`;
    case "grow-and-shed":
      return `AWS goes on with the servers of ${work.group} that were asked to start or to end.`;
    case "swap-roots":
      return `Servers of ${work.group} whose root volume is being replaced go on with it; those out of service stay out.`;
    case "refresh":
      return `AWS goes on replacing servers of ${work.group}: a pause of Bennu doesn't pause its refresh. Suspending the process InstanceRefresh of the group does.`;
    case "turn-refresh":
      return `AWS goes on turning its refresh of ${work.group} back.`;
    case "end-refresh":
      return "Launches and terminations under way come to their end.";
    case "copy-image":
      return "AWS goes on copying the image.";
    case "end-left":
      return "AWS goes on ending the servers.";
    case "run-builder":
    case "await-builder":
    case "await-inspection":
      return "The builder runs on, and costs.";
    case "make-image":
      return "AWS goes on making the image.";
    case "end-builder":
      return "AWS goes on ending the builder.";
    case "run-children":
      return "What AWS was asked for by the operations that are paused with it goes on.";
    default:
      return assertNever(work, "step");
  }
}

/** What waiting means for the step's own time. */
export function timeWhilePaused(work: StepWork): string | null {
  if (work.kind === "soak" || (work.kind === "gate" && work.gate.kind !== "approval"))
    return "Time that isn't watched doesn't count: what is being observed is observed longer.";
  if (work.kind === "gate" && work.gate.kind === "approval")
    return "The time within which somebody must answer runs on.";
  return null;
}
