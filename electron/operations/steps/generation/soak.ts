import type { RiseSeen } from "../../../../shared/decide/generation/raise.ts";
import { decideSoak } from "../../../../shared/decide/generation/soak.ts";
import { lookAtRise } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const soak: StepModule<"soak", RiseSeen> = {
  kind: "soak",
  look: (work, context) => lookAtRise(work.group, context),
  decide: decideSoak,
  onWayOut: false,
  undo: "It changes nothing.",
};
