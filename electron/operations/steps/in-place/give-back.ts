import { decideGiveBack, type GiveBackSeen } from "../../../../shared/decide/in-place/give-back.ts";
import { inStandby } from "../../../../shared/decide/in-place/crew.ts";
import type { StepModule } from "../step.ts";

export const giveBack: StepModule<"give-back", GiveBackSeen> = {
  kind: "give-back",
  look: async (work, { fleet, reader }) => {
    const reading = await fleet();
    const standby = reading.groups.get(work.group)?.members.filter(inStandby) ?? [];
    const tasks = await reader.rootTasks(standby.map(({ serverId }) => serverId));
    return { fleet: reading, tasks };
  },
  decide: decideGiveBack,
  onWayOut: true,
  undo: "Nothing to undo: these are the fleet's own sizes and processes.",
};
