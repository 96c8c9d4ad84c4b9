import { decideRefresh, type RefreshSeen } from "../../../../shared/decide/refresh/refresh.ts";
import { lookAtRefresh } from "./look-at-refresh.ts";
import type { StepModule } from "../step.ts";

export const refresh: StepModule<"refresh", RefreshSeen> = {
  kind: "refresh",
  look: (work, context) => lookAtRefresh(work.group, context),
  decide: decideRefresh,
  onWayOut: false,
  undo: "Rolled back by AWS while it runs; after that by a refresh to the earlier template version.",
};
