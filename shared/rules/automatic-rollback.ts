/** Which failures lead to a roll back by itself, where that was chosen before the start. */
import { assertNever } from "../assert-never.ts";
import type { Plan } from "../model/plan.ts";
import type { StepKind } from "../model/step-work.ts";

/** A gate, a soak, or servers that don't come up. What fails before anything serves leaves nothing to take back. */
export const rollsBackByItself = ({ intent }: Pick<Plan, "intent">, failed: StepKind): boolean =>
  intent.kind === "replace" && intent.onFailure === "roll-back" && provesTheNew(failed);

function provesTheNew(kind: StepKind): boolean {
  switch (kind) {
    case "gate":
    case "soak":
    case "raise":
    case "wake":
    case "weigh":
    case "grow-and-shed":
    case "swap-roots":
    case "refresh":
      return true;
    case "preflight":
    case "claim":
    case "make-template-version":
    case "create-group":
    case "carry-extras":
    case "compare-clone":
    case "pin":
    case "settle":
    case "shift-away":
    case "keep-warm":
    case "remove-group":
    case "hold":
    case "give-back":
    case "turn-refresh":
    case "end-refresh":
    case "release":
    case "clear-leftover":
    case "tag-image":
    case "protect-image":
    case "take-turn":
    case "put-object":
    case "remove-object":
    case "run-builder":
    case "await-builder":
    case "make-image":
    case "end-builder":
    case "mark-verified":
    case "keep-manifest":
    case "copy-image":
    case "share-image":
    case "remove-copy":
    case "end-left":
    case "remove-left":
    case "disable-image":
    case "await-inspection":
    case "deprecate-image":
    case "retire-image":
    case "run-children":
      return false;
    default:
      return assertNever(kind, "step kind");
  }
}
