import { decideSettle, type SettleSeen } from "../../../../shared/decide/generation/settle.ts";
import type { StepModule } from "../step.ts";

export const settle: StepModule<"settle", SettleSeen> = {
  kind: "settle",
  look: async (_work, { fleet }) => ({ fleet: await fleet() }),
  decide: decideSettle,
  onWayOut: false,
  undo: "They are the fleet's own sizes: nothing to undo.",
};
