import {
  decideKeepWarm,
  type KeepWarmSeen,
} from "../../../../shared/decide/generation/keep-warm.ts";
import type { StepModule } from "../step.ts";

export const keepWarm: StepModule<"keep-warm", KeepWarmSeen> = {
  kind: "keep-warm",
  look: async (_work, { fleet }) => ({ fleet: await fleet() }),
  decide: decideKeepWarm,
  onWayOut: false,
  undo: "It only waits.",
};
