import {
  decideShiftAway,
  type ShiftSeen,
} from "../../../../shared/decide/generation/shift-away.ts";
import type { StepModule } from "../step.ts";

export const shiftAway: StepModule<"shift-away", ShiftSeen> = {
  kind: "shift-away",
  look: async (_work, { fleet }) => ({ fleet: await fleet() }),
  decide: decideShiftAway,
  onWayOut: false,
  undo: "Processes that it held go on if it doesn't get done; a roll back wakes the group again.",
};
