import {
  decideEndRefresh,
  type EndRefreshSeen,
} from "../../../../shared/decide/refresh/end-refresh.ts";
import { lookAtGroup } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const endRefresh: StepModule<"end-refresh", EndRefreshSeen> = {
  kind: "end-refresh",
  look: async ({ group: name }, { reader }) => {
    const { group } = await lookAtGroup(reader, name);
    return { group, refreshes: group ? await reader.refreshes(name) : [] };
  },
  decide: decideEndRefresh,
  onWayOut: true,
  undo: "Servers that were replaced stay so; replacing again goes on with the others.",
};
