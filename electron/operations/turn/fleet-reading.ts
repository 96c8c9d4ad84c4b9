/** Reads the groups of a plan's fleet and the health of their servers at its traffic, afresh. */
import { emptyFleetReading, type FleetReading } from "../../../shared/guard/serving.ts";
import { holdsRefresh } from "../../../shared/guard/held-processes.ts";
import type { GuardReading } from "../../../shared/guard/asked.ts";
import type { Call } from "../../../shared/model/call.ts";
import type { GroupFact } from "../../../shared/model/facts.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type { Plan } from "../../../shared/model/plan.ts";
import type { Cloud } from "../../ports.ts";

type Weighted = NonNullable<NonNullable<Plan["groups"]>["weighted"]>;

export async function readFleet(plan: Plan, cloud: Cloud): Promise<FleetReading> {
  const names = groupsOf(plan);
  return names.length === 0 ? emptyFleetReading(cloud.clock.now()) : read(plan, names, cloud);
}

/** For the guard: also the group and the servers that the call names, and what may lower the group's size. */
export async function readForGuard(plan: Plan, call: Call, cloud: Cloud): Promise<GuardReading> {
  const names = new Set(groupsOf(plan));
  if ("groupName" in call) names.add(call.groupName);
  const [fleet, servers] = await Promise.all([
    names.size === 0 ? emptyFleetReading(cloud.clock.now()) : read(plan, [...names], cloud),
    call.call === "TerminateInstances" && call.serverIds.length > 0
      ? cloud.reader.servers(call.serverIds, 0)
      : [],
  ]);
  const extras =
    call.call === "ResumeProcesses" && fleet.groups.has(call.groupName)
      ? await cloud.reader.groupExtras(call.groupName)
      : null;
  const paused = call.call === "ResumeProcesses" && call.processes.some(holdsRefresh);
  if (!paused || !extras?.activeRefresh) return { ...fleet, servers, extras };
  const [refresh = null] = await cloud.reader.refreshes(call.groupName);
  return { ...fleet, servers, extras, refresh };
}

/** Every group that the plan names, each once. */
export function groupsOf(plan: Plan): readonly GroupName[] {
  const names = new Set<GroupName>(plan.groups ? [plan.groups.from, plan.groups.to] : []);
  for (const name of plan.watched?.groups ?? []) names.add(name);
  for (const { work } of plan.steps) {
    if ("group" in work && work.group !== null) names.add(work.group);
    if ("liveGroup" in work) names.add(work.liveGroup);
    if ("servingGroup" in work) names.add(work.servingGroup);
  }
  return [...names];
}

async function read(plan: Plan, names: readonly GroupName[], cloud: Cloud): Promise<FleetReading> {
  const weighted = plan.groups?.weighted;
  const [reading, rules] = await Promise.all([
    readServing(plan, names, cloud),
    weighted ? cloud.reader.rules(weighted.rules.map(({ ruleArn }) => ruleArn)) : null,
  ]);
  if (!weighted || !plan.groups || !rules) return reading;
  return { ...reading, ownTraffic: ownTraffic(plan.groups, weighted), rules };
}

/** Each generation is judged where its own requests come in. */
const ownTraffic = (
  { from, to, targetGroupArns }: NonNullable<Plan["groups"]>,
  { toTargetGroupArns }: Weighted,
) =>
  new Map([
    [from, targetGroupArns],
    [to, toTargetGroupArns],
  ]);

async function readServing(
  plan: Plan,
  names: readonly GroupName[],
  cloud: Cloud,
): Promise<FleetReading> {
  const targetGroupArns = plan.groups?.targetGroupArns ?? plan.watched?.targetGroupArns ?? [];
  const arns = [...targetGroupArns, ...(plan.groups?.weighted?.toTargetGroupArns ?? [])];
  const [groups, ...health] = await Promise.all([
    cloud.reader.groups(names, 0),
    ...arns.map((arn) => cloud.reader.targetHealth(arn, 0)),
  ]);
  const reading = {
    groups: new Map(groups.map((group) => [group.name, group])),
    targetGroupArns,
    targetHealth: health.flat(),
    readAtMs: cloud.clock.now(),
  };
  if (plan.groups?.inPlace?.toImageId === undefined) return reading;
  return { ...reading, images: await imagesOf(groups, cloud) };
}

async function imagesOf(groups: readonly GroupFact[], { reader }: Cloud) {
  const ids = groups.flatMap(({ members }) => members.map(({ serverId }) => serverId));
  const servers = ids.length === 0 ? [] : await reader.servers(ids, 0);
  return new Map(servers.map(({ id, imageId }) => [id, imageId]));
}
