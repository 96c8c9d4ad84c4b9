import type { RefreshSeen } from "../../../shared/decide/refresh/refresh.ts";
import { decideTurnRefresh } from "../../../shared/decide/refresh/turn-refresh.ts";
import { lookAtRefresh } from "./look-at-refresh.ts";
import type { StepModule } from "./step.ts";

export const turnRefresh: StepModule<"turn-refresh", RefreshSeen> = {
  kind: "turn-refresh",
  look: (work, context) => lookAtRefresh(work.group, context),
  decide: decideTurnRefresh,
  onWayOut: false,
  undo: "Replace again: servers that run the new version already are left as they are.",
};
