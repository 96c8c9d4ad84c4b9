import type { RiseSeen } from "../../../../shared/decide/generation/raise.ts";
import { decideWake } from "../../../../shared/decide/generation/wake.ts";
import { lookAtRise } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const wake: StepModule<"wake", RiseSeen> = {
  kind: "wake",
  look: (work, context) => lookAtRise(work.group, context),
  decide: decideWake,
  onWayOut: false,
  undo: "A roll back to the other generation shifts this one away again; until then both serve.",
};
