/**
 * What holds a group back from its size: the cause and the one action that clears it, from its activities, its
 * processes and the health of its servers. Null: nothing is known to be wrong, it just takes time.
 */
import type { ActivityFact, GroupFact, TargetHealthFact } from "../model/facts.ts";
import type { GroupName } from "../model/ids.ts";
import { isSuspended } from "../guard/guard.ts";
import { servers } from "./words.ts";
import { isInService, type FleetReading } from "../guard/serving.ts";

export interface Stall {
  /** `launch`: servers don't come; it may clear by itself. `health`: they come and aren't well. */
  readonly kind: "launch" | "health";
  readonly cause: string;
  readonly cure: string;
}

/** Health counts as a cause only when it is `late`: every server begins unhealthy. */
export function findStall(
  reading: FleetReading,
  name: GroupName,
  activities: readonly ActivityFact[],
  late: boolean,
): Stall | null {
  const group = reading.groups.get(name);
  if (!group) return null;
  return (
    suspendedLaunch(group) ??
    launchFailure(group, activities) ??
    (late ? unhealthy(reading, group) : null)
  );
}

function suspendedLaunch(group: GroupFact): Stall | null {
  const missing = group.members.length < group.desiredCapacity;
  if (missing && isSuspended(group, "Launch"))
    return resumeCure(group, "Launch", "so it starts no servers");
  if (!isSuspended(group, "AddToLoadBalancer") || group.settings.targetGroupArns.length === 0)
    return null;
  return resumeCure(group, "AddToLoadBalancer", "so its servers get no traffic");
}

function resumeCure(group: GroupFact, process: string, meaning: string): Stall {
  return {
    kind: "launch",
    cause: `The process ${process} of ${group.name} is suspended, ${meaning}.`,
    cure: `Resume ${process} on ${group.name}; then it goes on by itself.`,
  };
}

function launchFailure(group: GroupFact, activities: readonly ActivityFact[]): Stall | null {
  const newest = activities
    .filter((activity) => activity.groupName === group.name && /launch/i.test(activity.description))
    .filter((activity) => ["Failed", "Cancelled", "Successful"].includes(activity.statusCode))
    .sort((a, b) => b.startedAtMs - a.startedAtMs)[0];
  if (!newest || newest.statusCode === "Successful") return null;
  if (group.members.filter(isInService).length >= group.desiredCapacity) return null;
  return explain(newest.statusMessage ?? newest.description, group.name);
}

const explanations: readonly {
  readonly match: RegExp;
  readonly cause: string;
  readonly cure: string;
}[] = [
  {
    match: /sufficient .*capacity|InsufficientInstanceCapacity|no Spot capacity/i,
    cause: "AWS has no capacity for this instance type in the zone.",
    cure: "AWS keeps trying. Wait, or roll back and use another instance type or more zones.",
  },
  {
    match: /AMI ID .* does not exist|InvalidAMIID|AMI .* is disabled|AMI .* is pending/i,
    cause: "The image can't be started: it is gone, disabled or not ready.",
    cure: "Roll back; then choose an image that is available.",
  },
  {
    match: /vCPU limit|instance limit|LimitExceeded/i,
    cause: "The account's quota of servers is used up.",
    cure: "Ask AWS for a higher quota or end servers that nobody needs; then it goes on by itself.",
  },
  {
    match: /security group|key pair|instance profile|subnet/i,
    cause: "Something that the launch template names doesn't exist.",
    cure: "Roll back; put the template right before the next try.",
  },
  {
    match: /lifecycle action .* abandoned/i,
    cause: "A lifecycle hook abandoned the launch.",
    cure: "Look at what answers the hook; AWS keeps trying.",
  },
];

function explain(message: string, name: GroupName): Stall {
  const known = explanations.find(({ match }) => match.test(message));
  const said = ` AWS says of ${name}: "${message}"`;
  if (known) return { kind: "launch", cause: known.cause + said, cure: known.cure };
  return {
    kind: "launch",
    cause: `Servers can't be started.${said}`,
    cure: "Clear what AWS names, or roll back. AWS keeps trying.",
  };
}

function unhealthy(reading: FleetReading, group: GroupFact): Stall | null {
  const ids = new Set(group.members.map((member) => member.serverId));
  const bad = reading.targetHealth.filter(
    (target) => ids.has(target.serverId) && target.state !== "healthy",
  );
  const first = bad.find((target) => target.state === "unhealthy") ?? bad[0];
  if (first)
    return atTraffic(first, new Set(bad.map((target) => target.serverId)).size, group.name);
  const sick = group.members.filter((member) => member.healthStatus.toLowerCase() !== "healthy");
  if (sick.length > 0) return sickServers(sick.length, group.name);
  return standby(group);
}

function atTraffic(target: TargetHealthFact, count: number, name: GroupName): Stall {
  const reason = [target.reason, target.description].filter(Boolean).join(": ") || target.state;
  return {
    kind: "health",
    cause: `${servers(count)} of ${name} not healthy at the load balancer, e.g. ${target.serverId}: ${reason}.`,
    cure: "Look at what the servers answer to the health check. If the image is at fault, roll back.",
  };
}

function sickServers(count: number, name: GroupName): Stall {
  return {
    kind: "health",
    cause: `${servers(count)} of ${name} fail the group's health check; AWS replaces them.`,
    cure: "If replacements fail as well, the image is at fault: roll back.",
  };
}

function standby(group: GroupFact): Stall | null {
  const held = group.members.filter((member) => /Standby/.test(member.lifecycleState));
  if (held.length === 0) return null;
  return {
    kind: "health",
    cause: `${servers(held.length)} of ${group.name} in standby, so they don't count.`,
    cure: "Let them leave standby; then it goes on by itself.",
  };
}
