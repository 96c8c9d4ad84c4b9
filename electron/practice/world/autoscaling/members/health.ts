/**
 * Health of members: EC2's state at once, the load balancer's word after the grace period and only where the
 * group asks for it. Event-driven: a check is due when something changed, or when a grace period ends.
 */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended, memberOf } from "../groups.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";

type CheckDue = { readonly name: string; readonly id: string };
export const healthCheckDue = timerKind<CheckDue>("as.health-check");

const NOTICE_MS = [5000, 15_000] as const;
/** AWS gives an impaired server some minutes to recover, and does not say how many. */
const IMPAIRED_FOR_MS = 3 * 60_000;

export function checkImpaired(world: World, group: GroupState, instanceId: string): void {
  world.after(healthCheckDue, IMPAIRED_FOR_MS, { name: group.name, id: instanceId });
}

export function checkSoon(world: World, group: GroupState, instanceId: string): void {
  world.after(healthCheckDue, world.chance.between(...NOTICE_MS), {
    name: group.name,
    id: instanceId,
  });
}

export function checkAfterGrace(world: World, group: GroupState, member: MemberState): void {
  if (group.healthCheckType === "EC2") return;
  const due = { name: group.name, id: member.instanceId };
  world.schedule(healthCheckDue, graceEndMs(group, member), due);
}

export function checkHealth(world: World, { name, id }: CheckDue): void {
  const group = world.state.groups.get(name);
  const member = group && memberOf(group, id);
  if (!group || member?.lifecycleState !== "InService" || isSuspended(group, "HealthCheck")) return;
  const response = ec2Complaint(world, member) ?? elbComplaint(world, group, member);
  if (response !== null && member.healthStatus === "Healthy")
    markUnhealthy(world, group, member, response);
}

/** `response`: as it stands in the cause, e.g. `an ELB system health check failure`. */
export function markUnhealthy(
  world: World,
  group: GroupState,
  member: MemberState,
  response: string,
): void {
  member.healthStatus = "Unhealthy";
  group.engine[`unhealthy|${member.instanceId}`] = response;
  wake(world, group, 1000);
}

export function unhealthyCause(world: World, group: GroupState, member: MemberState): string {
  const noted = group.engine[`unhealthy|${member.instanceId}`];
  const response = typeof noted === "string" ? noted : "a user health-check";
  return `At ${stamp(world.nowMs)} an instance was taken out of service in response to ${response}.`;
}

function ec2Complaint(world: World, { instanceId }: MemberState): string | null {
  const server = world.state.instances.get(instanceId);
  if (server?.state !== "running")
    return "an EC2 health check indicating it has been terminated or stopped";
  return isImpaired(world, server) ? "an EC2 instance status checks failure" : null;
}

const isImpaired = ({ nowMs }: World, server: InstanceState) =>
  (server.instanceCheck === "impaired" || server.systemCheck === "impaired") &&
  nowMs >= server.stateChangedAtMs + IMPAIRED_FOR_MS;

function elbComplaint(world: World, group: GroupState, member: MemberState): string | null {
  if (!group.healthCheckType.includes("ELB") || isInGrace(world, group, member)) return null;
  const serving = group.trafficSources.filter((source) => source.state === "InService");
  const isIll = serving.some(({ identifier }) => {
    return (
      world.state.targetGroups.get(identifier)?.targets[member.instanceId]?.state === "unhealthy"
    );
  });
  return isIll ? "an ELB system health check failure" : null;
}

const graceEndMs = (group: GroupState, member: MemberState) =>
  (member.inServiceAtMs ?? Infinity) + group.healthCheckGraceSeconds * 1000;

export const isInGrace = (world: World, group: GroupState, member: MemberState) =>
  world.nowMs < graceEndMs(group, member);
