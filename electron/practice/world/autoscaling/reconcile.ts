/** A group brings itself to what it should be: replaces the unhealthy, launches what lacks, ends what is too much. */
import type { GroupState } from "../kernel/state/autoscaling.ts";
import type { World } from "../kernel/world.ts";
import { continueDeletion } from "./delete-group.ts";
import { activeUnits, isSuspended } from "./groups.ts";
import { launchMissing } from "./launching/launch-members.ts";
import { endSurplus } from "./members/end-surplus.ts";
import { surgeOf } from "./refresh/refreshes.ts";
import { replacementSurge, replaceUnhealthy } from "./replacing/replace-members.ts";
import { keepScaling } from "./scaling/keep-scaling.ts";
import { balancingSurge } from "./zones/balancing-state.ts";
import { balanceZones, settleBalancing } from "./zones/rebalance.ts";
import { forgetReason, woken } from "./wake.ts";

export function reconcile(world: World, name: string): void {
  const group = world.state.groups.get(name);
  if (!group) return;
  woken(group);
  if (group.status !== null) return continueDeletion(world, group);
  replaceUnhealthy(world, group);
  settleBalancing(world, group);
  const actual = activeUnits(group);
  const missing = wantedUnits(world, group) - actual;
  if (missing === 0) forgetReason(group);
  if (missing > 0 && !isSuspended(group, "Launch")) launchMissing(world, group, missing, actual);
  if (missing < 0 && !isSuspended(group, "Terminate")) endSurplus(world, group, -missing, actual);
  if (missing === 0) balanceZones(world, group);
  keepScaling(world, group);
}

/** Its desired capacity, and what it holds above it while members are replaced or moved. */
const wantedUnits = (world: World, group: GroupState) =>
  group.desiredCapacity + surgeOf(world, group) + replacementSurge(group) + balancingSurge(group);
