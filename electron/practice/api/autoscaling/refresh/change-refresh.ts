/** CancelInstanceRefresh and RollbackInstanceRefresh, and what a running refresh forbids of other calls. */
import type {
  CancelInstanceRefreshAnswer,
  CancelInstanceRefreshType,
  RollbackInstanceRefreshAnswer,
  RollbackInstanceRefreshType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { beginCancelling, turnBack } from "../../../world/autoscaling/refresh/endings.ts";
import { activeRefresh } from "../../../world/autoscaling/refresh/refreshes.ts";
import { refreshSettings } from "../../../world/autoscaling/refresh/settings.ts";
import { REASONS } from "../../../world/autoscaling/refresh/wordings.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";
import { irreversible, refreshInProgress } from "./desired-configuration.ts";

export function cancelInstanceRefresh(
  input: CancelInstanceRefreshType,
  { world }: CallContext,
): CancelInstanceRefreshAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const refresh = activeRefresh(world, group);
  const isHeld = refresh?.status === "RollbackInProgress";
  if (!refresh || (isHeld && !refreshSettings(world).cancelEndsRollback))
    throw notFound("in progress, baking, pending, or cancelling", group);
  const isAtOnce = input.WaitForTransitioningInstances === false;
  beginCancelling(world, group, refresh, isAtOnce);
  return { InstanceRefreshId: refresh.id };
}

export function rollbackInstanceRefresh(
  input: RollbackInstanceRefreshType,
  { world }: CallContext,
): RollbackInstanceRefreshAnswer {
  const group = findLivingGroup(world, groupNameOf(input));
  const refresh = activeRefresh(world, group);
  if (refresh?.status !== "InProgress" && refresh?.status !== "Baking")
    throw notFound("in progress or baking", group);
  const why = refresh.desired
    ? irreversible(world, group)
    : "The instance refresh does not have a desired configuration.";
  if (why !== null)
    throw new PracticeError(
      "IrreversibleInstanceRefresh",
      `The instance refresh can't be rolled back. ${why}`,
    );
  turnBack(world, group, refresh, REASONS.userRollback);
  return { InstanceRefreshId: refresh.id };
}

function notFound(which: string, { name }: GroupState): PracticeError {
  const words = `No ${which} Instance Refresh found for Auto Scaling group ${name}.`;
  return new PracticeError("ActiveInstanceRefreshNotFound", words);
}

type Source = Pick<GroupState, "template" | "mixedInstancesPolicy" | "launchConfigurationName">;

/** What members are launched from may be named again while a refresh brings another, but not changed. */
export function checkSourceChange(world: World, group: GroupState, wanted: Partial<Source>): void {
  if (!activeRefresh(world, group)?.desired) return;
  const names = Object.keys(wanted) as (keyof Source)[];
  if (names.every((name) => isSame(wanted[name], group[name]))) return;
  throw validationError(
    "An active instance refresh with a desired configuration exists. All configuration options derived from the " +
      "desired configuration are not available for update while the instance refresh is active.",
  );
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** AWS's model says that these calls may be refused, not when. */
export function refuseAttach(world: World, group: GroupState): void {
  const refresh = activeRefresh(world, group);
  const { refusesAttach } = refreshSettings(world);
  if (!refresh || refusesAttach === "never") return;
  if (refusesAttach === "root-volume" && refresh.strategy === "Rolling") return;
  throw refreshInProgress("An Instance Refresh is already in progress and blocks this action.");
}
