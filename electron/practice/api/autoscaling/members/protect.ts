/** Protection from scale in, and what a user says of a member's health. */
import type {
  SetInstanceHealthQuery,
  SetInstanceProtectionQuery,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, findMember, validationError } from "../../../world/autoscaling/groups.ts";
import { isInGrace, markUnhealthy } from "../../../world/autoscaling/members/health.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import type { CallContext } from "../../call-context.ts";
import { checkBatch } from "../groups/limits.ts";
import { groupNameOf } from "../input.ts";
import { mustBe, namedMembers } from "./named-members.ts";

const AT_ONCE = 50;

export function setProtection(input: SetInstanceProtectionQuery, { world }: CallContext): object {
  checkBatch("instances", input.InstanceIds, AT_ONCE);
  const group = findLivingGroup(world, groupNameOf(input));
  const members = namedMembers(group, input.InstanceIds);
  for (const member of members) mustBe(member, "InService", "EnteringStandby", "Standby");
  for (const member of members) member.protectedFromScaleIn = input.ProtectedFromScaleIn ?? false;
  wake(world, group, 2000);
  return {};
}

/** Unhealthy within the grace period is passed over, unless the call says otherwise. */
export function setHealth(input: SetInstanceHealthQuery, { world }: CallContext): void {
  const { group, member } = findMember(world, input.InstanceId ?? "");
  const status = input.HealthStatus;
  if (status !== "Healthy" && status !== "Unhealthy") {
    throw validationError("Health status must be one of Healthy or Unhealthy");
  }
  if (status === "Healthy") return void (member.healthStatus = "Healthy");
  const isSpared = (input.ShouldRespectGracePeriod ?? true) && isInGrace(world, group, member);
  if (!isSpared) markUnhealthy(world, group, member, "a user health-check");
}
