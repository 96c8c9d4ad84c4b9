import type { GroupSeen } from "../../../shared/decide/release/claim.ts";
import type { RiseSeen } from "../../../shared/decide/generation/raise.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type { CloudReader } from "../../ports.ts";
import { lookForSigns } from "./look-for-signs.ts";
import type { StepContext } from "./step.ts";

export async function lookAtGroup(reader: CloudReader, name: GroupName): Promise<GroupSeen> {
  const groups = await reader.groups([name], 0);
  return { group: groups.find((group) => group.name === name) ?? null };
}

/** The fleet, what the group was about since the step began, and signs of what holds it. Gone: no activities. */
export async function lookAtRise(name: GroupName, context: StepContext): Promise<RiseSeen> {
  const fleet = await context.fleet();
  if (!fleet.groups.has(name)) return { fleet, activities: [] };
  const activities = await context.reader.activities(name, context.startedAtMs);
  const signs = await lookForSigns(context.reader, fleet, name, activities);
  return { fleet, activities, ...signs };
}
