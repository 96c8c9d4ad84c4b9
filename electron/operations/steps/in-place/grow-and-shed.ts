import { decideGrowAndShed } from "../../../../shared/decide/in-place/grow/grow-and-shed.ts";
import type { RiseSeen } from "../../../../shared/decide/generation/raise.ts";
import { lookAtRise } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const growAndShed: StepModule<"grow-and-shed", RiseSeen> = {
  kind: "grow-and-shed",
  look: (work, context) => lookAtRise(work.group, context),
  decide: decideGrowAndShed,
  onWayOut: false,
  undo: "A roll back goes the same way with the earlier template version; what was ended stays ended.",
};
