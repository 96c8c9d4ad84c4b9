import {
  decideCreateGroup,
  type CreateGroupSeen,
} from "../../../../shared/decide/generation/create-group.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const createGroup: StepModule<"create-group", CreateGroupSeen> = {
  kind: "create-group",
  look: (work, { reader }) => lookAtGroup(reader, work.group),
  decide: decideCreateGroup,
  onWayOut: false,
  undo: "A roll back takes the group out of traffic; retiring it deletes it.",
};
