import { decideRemoveGroup, type RemoveSeen } from "../../../shared/decide/remove-group.ts";
import type { StepModule } from "./step.ts";

export const removeGroup: StepModule<"remove-group", RemoveSeen> = {
  kind: "remove-group",
  look: async (_work, { fleet }) => ({ fleet: await fleet() }),
  decide: decideRemoveGroup,
  onWayOut: false,
  undo: "Servers that were ended don't come back; the generation can be started again from its image.",
};
