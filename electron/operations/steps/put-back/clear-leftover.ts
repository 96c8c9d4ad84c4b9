import type { GroupSeen } from "../../../../shared/decide/release/claim.ts";
import { decideClearLeftover } from "../../../../shared/decide/put-back/clear-leftover.ts";
import type { StepModule } from "../step.ts";

export const clearLeftover: StepModule<"clear-leftover", GroupSeen> = {
  kind: "clear-leftover",
  look: async (work, { fleet }) => ({ group: (await fleet()).groups.get(work.group) ?? null }),
  decide: decideClearLeftover,
  onWayOut: false,
  undo: "What was put back can be suspended or protected again by hand.",
};
