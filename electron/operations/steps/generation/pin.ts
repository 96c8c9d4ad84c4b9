import type { GroupSeen } from "../../../../shared/decide/release/claim.ts";
import { decidePin } from "../../../../shared/decide/generation/pin.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const pin: StepModule<"pin", GroupSeen> = {
  kind: "pin",
  look: (work, { reader }) => lookAtGroup(reader, work.group),
  decide: decidePin,
  onWayOut: false,
  undo: "The limits of before are put back on every way out, and at the end.",
};
