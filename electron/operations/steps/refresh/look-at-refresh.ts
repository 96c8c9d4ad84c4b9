import type { RefreshSeen } from "../../../../shared/decide/refresh/refresh.ts";
import type { GroupName } from "../../../../shared/model/ids.ts";
import { lookForSigns } from "../look-for-signs.ts";
import type { StepContext } from "../step.ts";

/** As at a rise, and the group's refreshes. Its own refresh is no sign of somebody else's. */
export async function lookAtRefresh(name: GroupName, context: StepContext): Promise<RefreshSeen> {
  const { reader } = context;
  const fleet = await context.fleet();
  if (!fleet.groups.has(name)) return { fleet, activities: [], refreshes: [] };
  const [activities, refreshes] = await Promise.all([
    reader.activities(name, context.startedAtMs),
    reader.refreshes(name),
  ]);
  const foreign = activities.map((activity) => ({ ...activity, cause: "" }));
  return { fleet, activities, refreshes, ...(await lookForSigns(reader, fleet, name, foreign)) };
}
