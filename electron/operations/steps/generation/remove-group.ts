import { alarmsOfRemoved } from "../../../../shared/clone/clone-alarms.ts";
import type { WorkOf } from "../../../../shared/decide/decision.ts";
import {
  decideRemoveGroup,
  type RemoveSeen,
} from "../../../../shared/decide/generation/remove-group.ts";
import type { StepContext, StepModule } from "../step.ts";

export const removeGroup: StepModule<"remove-group", RemoveSeen> = {
  kind: "remove-group",
  look,
  decide: decideRemoveGroup,
  onWayOut: false,
  undo: "Servers that were ended don't come back; the generation can be started again from its image.",
};

async function look(work: WorkOf<"remove-group">, context: StepContext): Promise<RemoveSeen> {
  const fleet = await context.fleet();
  const group = fleet.groups.get(work.group);
  if (!group || group.status !== null) return { fleet };
  const { scalingPolicies } = await context.reader.groupExtras(work.group);
  return { fleet, alarms: alarmsOfRemoved(group, scalingPolicies) };
}
