import type { GroupSeen } from "../../../../shared/decide/release/claim.ts";
import { decideHold } from "../../../../shared/decide/in-place/hold.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const hold: StepModule<"hold", GroupSeen> = {
  kind: "hold",
  look: (work, { reader }) => lookAtGroup(reader, work.group),
  decide: decideHold,
  onWayOut: false,
  undo: "What it suspended is resumed on every way out.",
};
