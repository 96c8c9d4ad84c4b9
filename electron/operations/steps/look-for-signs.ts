/** Reads what may name the cause of a stall, where something points at it: a group that gets on costs no call. */
import type { FleetReading } from "../../../shared/guard/serving.ts";
import type { Signs } from "../../../shared/decide/stall/stall-case.ts";
import type { ActivityFact, GroupFact } from "../../../shared/model/facts.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type { CloudReader } from "../../ports.ts";

type Reader = Pick<CloudReader, "lifecycleHooks" | "refreshes" | "targetGroups" | "statusChecks">;

export async function lookForSigns(
  reader: Reader,
  fleet: FleetReading,
  name: GroupName,
  activities: readonly ActivityFact[],
): Promise<Signs> {
  const group = fleet.groups.get(name);
  if (!group) return {};
  const read = await Promise.all([
    hooks(reader, group),
    refresh(reader, name, activities),
    targets(reader, group, fleet, activities),
    checks(reader, group),
  ]);
  return Object.assign({}, ...read) as Signs;
}

async function hooks(reader: Reader, { name, members }: GroupFact): Promise<Signs> {
  if (!members.some(({ lifecycleState }) => lifecycleState.endsWith(":Wait"))) return {};
  return { hooks: await reader.lifecycleHooks(name) };
}

async function refresh(
  reader: Reader,
  name: GroupName,
  activities: readonly ActivityFact[],
): Promise<Signs> {
  if (!activities.some(({ cause }) => /instance refresh/i.test(cause))) return {};
  const [newest] = await reader.refreshes(name);
  return { refresh: newest ?? null };
}

async function targets(
  reader: Reader,
  group: GroupFact,
  { targetHealth, targetGroupArns }: FleetReading,
  activities: readonly ActivityFact[],
): Promise<Signs> {
  const ids = new Set(group.members.map(({ serverId }) => serverId));
  const isBad = targetHealth.some(
    ({ serverId, state }) => ids.has(serverId) && /^(unhealthy|unused|unavailable)$/.test(state),
  );
  const drains = activities.some(({ statusCode }) => statusCode.endsWith("ConnectionDraining"));
  return isBad || drains ? { targets: await reader.targetGroups(targetGroupArns) } : {};
}

async function checks(reader: Reader, { members }: GroupFact): Promise<Signs> {
  const sick = members.filter(({ healthStatus }) => healthStatus.toLowerCase() !== "healthy");
  if (sick.length === 0) return {};
  return { checks: await reader.statusChecks(sick.map(({ serverId }) => serverId)) };
}
