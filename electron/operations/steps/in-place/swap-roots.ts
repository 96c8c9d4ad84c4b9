import { inStandby } from "../../../../shared/decide/in-place/crew.ts";
import {
  decideSwapRoots,
  type SwapSeen,
} from "../../../../shared/decide/in-place/swap/swap-roots.ts";
import { lookAtRise } from "../look-at-group.ts";
import type { StepModule } from "../step.ts";

export const swapRoots: StepModule<"swap-roots", SwapSeen> = {
  kind: "swap-roots",
  look: async (work, context) => {
    const rise = await lookAtRise(work.group, context);
    const members = rise.fleet.groups.get(work.group)?.members ?? [];
    const standby = members.filter(inStandby).map(({ serverId }) => serverId);
    const { reader } = context;
    const [tasks, standbyChecks] = await Promise.all([
      reader.rootTasks(standby),
      standby.length === 0 ? [] : reader.statusChecks(standby),
    ]);
    return { ...rise, tasks, standbyChecks };
  },
  decide: decideSwapRoots,
  onWayOut: false,
  undo: "A roll back gives the servers new roots from the earlier image; what was written on the roots is lost.",
};
