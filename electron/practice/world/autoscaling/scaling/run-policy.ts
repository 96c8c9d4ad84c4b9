/** What a policy does when it is called, by an alarm or by a user. */
import type { Json } from "../../kernel/json.ts";
import type { GroupState, ScalingPolicyState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { isSuspended } from "../groups.ts";
import { adjusted, stepFor, trackedCapacity } from "./adjustment.ts";
import type { Adjustment } from "./adjustment.ts";
import { changeCapacity, within } from "./change-capacity.ts";
import { beginCooldown, isCoolingDown, isScaling, warmingMembers } from "./cooldown.ts";
import { detailOf, isEnabled, isTracking, warmupSeconds } from "./policy-detail.ts";
import { othersAgreeToScaleIn } from "./tracking-alarms.ts";

export interface PolicyCall {
  readonly policy: ScalingPolicyState;
  readonly who: string;
  readonly value: number;
  readonly threshold: number;
  readonly isByUser: boolean;
  readonly honoursCooldown: boolean;
  readonly alarm?: Readonly<Record<string, Json>>;
}

/** Why it does nothing; null: it has done what it does. */
export type Held = "disabled" | "suspended" | "cooldown" | "scaling" | "warming" | "unchanged";

export function runPolicy(world: World, group: GroupState, call: PolicyCall): Held | null {
  if (!call.isByUser && !isEnabled(call.policy)) return "disabled";
  if (!call.isByUser && isSuspended(group, "AlarmNotification")) return "suspended";
  if (isTracking(call.policy)) return track(world, group, call);
  if (call.policy.type === "StepScaling") return step(world, group, call);
  return call.policy.type === "SimpleScaling" ? simple(world, group, call) : "unchanged";
}

const adjustmentOf = (policy: ScalingPolicyState, amount: number): Adjustment => {
  const { AdjustmentType, MinAdjustmentMagnitude, MinAdjustmentStep } = detailOf(policy);
  const least = MinAdjustmentMagnitude ?? MinAdjustmentStep ?? null;
  return { type: AdjustmentType ?? "ChangeInCapacity", amount, least };
};

function simple(world: World, group: GroupState, call: PolicyCall): Held | null {
  const { policy } = call;
  if (call.honoursCooldown && isCoolingDown(world, group)) return "cooldown";
  if (!call.isByUser && isScaling(group)) return "scaling";
  const { ScalingAdjustment: amount = 0, Cooldown: cooldown } = detailOf(policy);
  const capacity = adjusted(group.desiredCapacity, adjustmentOf(policy, amount));
  if (!set(world, group, call, capacity)) return "unchanged";
  beginCooldown(world, group, cooldown ?? group.defaultCooldownSeconds);
  return null;
}

/**
 * Servers that warm up count as if they were not there when the new capacity is worked out, and as there when it is
 * compared: so a second call for the same breach adds only what the first one did not.
 */
function step(world: World, group: GroupState, call: PolicyCall): Held | null {
  const { policy, value, threshold } = call;
  const chosen = stepFor(detailOf(policy).StepAdjustments ?? [], value - threshold);
  if (!chosen) return "unchanged";
  const adjustment = adjustmentOf(policy, chosen.ScalingAdjustment);
  const { desiredCapacity: desired } = group;
  const warming = warmingMembers(world, group, warmupSeconds(group, policy)).length;
  const felt = Math.max(0, desired - warming);
  const capacity = adjusted(warming === 0 ? desired : felt, adjustment);
  if (capacity < desired && adjusted(desired, adjustment) < desired)
    return warming > 0 ? "warming" : shrink(world, group, call, capacity);
  return capacity > desired && set(world, group, call, capacity) ? null : "unchanged";
}

const set = (world: World, group: GroupState, { who, alarm }: PolicyCall, capacity: number) =>
  changeCapacity(world, group, { capacity, who, ...(alarm ? { alarm } : {}) });

const shrink = (world: World, group: GroupState, call: PolicyCall, capacity: number): Held | null =>
  set(world, group, call, capacity) ? null : "unchanged";

/** Out as far as the metric says, in only when nothing warms up and every other tracking policy agrees. */
function track(world: World, group: GroupState, call: PolicyCall): Held | null {
  const { policy, value } = call;
  const target = detailOf(policy).TargetTrackingConfiguration?.TargetValue ?? 0;
  if (target <= 0) return "unchanged";
  const { desiredCapacity: desired } = group;
  const warming = warmingMembers(world, group, warmupSeconds(group, policy)).length;
  const felt = warming >= desired ? desired : desired - warming;
  const capacity = within(group, trackedCapacity(felt, value, target));
  if (value > target) {
    if (capacity <= desired) return "unchanged";
    return set(world, group, call, capacity) ? null : "unchanged";
  }
  if (warming > 0) return "warming";
  if (capacity >= desired || !othersAgreeToScaleIn(world, group, policy)) return "unchanged";
  return shrink(world, group, call, capacity);
}
