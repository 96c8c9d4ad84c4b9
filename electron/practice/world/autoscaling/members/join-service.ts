/** From running to in service: the launch hooks first, then the traffic, then InService. */
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity } from "../activities.ts";
import { memberOf } from "../groups.ts";
import { checkAfterGrace, checkImpaired, checkSoon } from "./health.ts";
import { beginHooks } from "./hooks.ts";
import { joinTraffic } from "../traffic.ts";
import { wake } from "../wake.ts";

type ServiceDue = { readonly name: string; readonly id: string };
export const serviceDue = timerKind<ServiceDue>("as.in-service");

const JOINING_MS = [2000, 6000] as const;

/** EC2 says that the member's server runs. */
export function memberRuns(world: World, group: GroupState, member: MemberState): void {
  if (member.lifecycleState !== "Pending") return;
  if (!beginHooks(world, group, member)) beginService(world, group, member);
}

export function beginService(world: World, group: GroupState, member: MemberState): void {
  joinTraffic(world, group, member.instanceId);
  const due = { name: group.name, id: member.instanceId };
  world.after(serviceDue, world.chance.between(...JOINING_MS), due);
}

export function enterService(world: World, { name, id }: ServiceDue): void {
  const group = world.state.groups.get(name);
  const member = group && memberOf(group, id);
  if (!group || !member?.lifecycleState.startsWith("Pending")) return;
  // Traffic that was attached since it began to join.
  joinTraffic(world, group, id);
  member.lifecycleState = "InService";
  member.inServiceAtMs = world.nowMs;
  member.protectedFromScaleIn ||= group.newInstancesProtectedFromScaleIn;
  closeActivity(world, member.activityId, "Successful");
  member.activityId = null;
  const server = world.state.instances.get(id);
  if (server?.state !== "running") checkSoon(world, group, id);
  else if (server.instanceCheck === "impaired") checkImpaired(world, group, id);
  checkAfterGrace(world, group, member);
  wake(world, group, 1000);
}
