import type { GroupSeen } from "../../../../shared/decide/release/claim.ts";
import { decideRelease } from "../../../../shared/decide/release/release.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const release: StepModule<"release", GroupSeen> = {
  kind: "release",
  look: (work, { reader }) => lookAtGroup(reader, work.group),
  decide: decideRelease,
  onWayOut: true,
  undo: "It only takes off this operation's claim.",
};
