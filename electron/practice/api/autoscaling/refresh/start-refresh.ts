/** StartInstanceRefresh. */
import type {
  StartInstanceRefreshAnswer,
  StartInstanceRefreshType,
} from "@aws-sdk/client-auto-scaling";
import { alarmState } from "../../../world/autoscaling/refresh/alarms.ts";
import { beginRefresh } from "../../../world/autoscaling/refresh/begin-refresh.ts";
import type { RefreshOrder } from "../../../world/autoscaling/refresh/begin-refresh.ts";
import { activeRefresh } from "../../../world/autoscaling/refresh/refreshes.ts";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { notOneOf } from "../groups/limits.ts";
import { groupNameOf } from "../input.ts";
import {
  checkAutoRollback,
  checkedDesired,
  checkRootVolumes,
  refreshInProgress,
  refuseRequirements,
} from "./desired-configuration.ts";
import { checkedPreferences } from "./preferences.ts";

export function startInstanceRefresh(
  input: StartInstanceRefreshType,
  { world }: CallContext,
): StartInstanceRefreshAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const order = checkedOrder(world, group, input);
  if (activeRefresh(world, group)) throw refreshInProgress();
  return { InstanceRefreshId: beginRefresh(world, group, order).id };
}

function checkedOrder(
  world: World,
  group: GroupState,
  input: StartInstanceRefreshType,
): RefreshOrder {
  const strategy = strategyOf(input.Strategy);
  const preferences = checkedPreferences(group, input.Preferences);
  const desired = checkedDesired(world, group, input.DesiredConfiguration);
  refuseRequirements(group, desired, preferences.skipMatching);
  if (strategy === "ReplaceRootVolume") checkRootVolumes(world, group, desired);
  if (preferences.autoRollback) checkAutoRollback(world, group, desired);
  for (const alarm of preferences.alarms) checkAlarm(world, alarm);
  return { strategy, preferences, desired };
}

function strategyOf(strategy: string | undefined): RefreshOrder["strategy"] {
  if (strategy === undefined || strategy === "Rolling") return "Rolling";
  if (strategy === "ReplaceRootVolume") return strategy;
  throw notOneOf("strategy", strategy, ["Rolling", "ReplaceRootVolume"]);
}

function checkAlarm(world: World, name: string): void {
  const state = alarmState(world, name);
  if (state === "OK") return;
  throw validationError(`The CloudWatch alarm ${name} is in ${state} state.`);
}
