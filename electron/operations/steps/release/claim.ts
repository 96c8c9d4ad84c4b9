import { decideClaim } from "../../../../shared/decide/release/claim.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { GroupSeen } from "../../../../shared/decide/release/claim.ts";
import type { StepModule } from "../step.ts";

export const claim: StepModule<"claim", GroupSeen> = {
  kind: "claim",
  look: (work, { reader }) => lookAtGroup(reader, work.group),
  decide: decideClaim,
  onWayOut: false,
  undo: "The claim is taken off on every way out.",
};
