import { decideRaise, type RiseSeen } from "../../../../shared/decide/generation/raise.ts";
import { lookAtRise } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const raise: StepModule<"raise", RiseSeen> = {
  kind: "raise",
  look: (work, context) => lookAtRise(work.group, context),
  decide: decideRaise,
  onWayOut: false,
  undo: "A roll back takes the group out of traffic; the group that served before still does.",
};
