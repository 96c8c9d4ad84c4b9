/** PutWarmPool, DescribeWarmPool, DeleteWarmPool. */
import type {
  DeleteWarmPoolType,
  DescribeWarmPoolAnswer,
  DescribeWarmPoolType,
  PutWarmPoolType,
} from "@aws-sdk/client-auto-scaling";
import { findGroup, findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { endPool } from "../../../world/autoscaling/warm-pool/keep-pool.ts";
import { poolMembers } from "../../../world/autoscaling/warm-pool/pool-members.ts";
import { requestsSpot } from "../../../world/autoscaling/warm-pool/requests-spot.ts";
import { wake } from "../../../world/autoscaling/wake.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState, WarmPoolState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { pageOf } from "../../paging.ts";
import { groupNameOf } from "../input.ts";
import { toInstance } from "../reading/group-shape.ts";
import { toConfiguration } from "./pool-configuration.ts";

const SOON_MS = [4000, 9000] as const;

/** What is not given goes back to its default; servers that are in the pool stay. */
export function putWarmPool(input: PutWarmPoolType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  checkGroup(world, group);
  checkSizes(group, input);
  const known = group.warmPool ?? null;
  if (known?.status) throw inProgress(group);
  group.warmPool = {
    maxPrepared: preparedOf(input.MaxGroupPreparedCapacity, known),
    minSize: input.MinSize ?? 0,
    poolState: stateOf(input.PoolState),
    reuseOnScaleIn: input.InstanceReusePolicy?.ReuseOnScaleIn ?? null,
    status: null,
    members: known?.members ?? [],
  };
  wake(world, group, world.chance.between(...SOON_MS));
  return {};
}

/** -1 takes an earlier one away. */
function preparedOf(wanted: number | undefined, known: WarmPoolState | null): number | null {
  if (wanted === undefined) return known?.maxPrepared ?? null;
  return wanted === -1 ? null : wanted;
}

function checkGroup(world: World, group: GroupState): void {
  if (!requestsSpot(world, group)) return;
  throw validationError(
    "You can't add a warm pool to an Auto Scaling group whose launch template, launch configuration or mixed instances policy requests Spot Instances.",
  );
}

function checkSizes(
  group: GroupState,
  { MaxGroupPreparedCapacity: most, MinSize: least }: PutWarmPoolType,
): void {
  if (least !== undefined && least < 0) throw validationError("MinSize must not be negative.");
  if (most === undefined || most === -1) return;
  if (most < -1)
    throw validationError("MaxGroupPreparedCapacity must be greater than or equal to -1.");
  if (most < group.minSize)
    throw validationError(
      `MaxGroupPreparedCapacity ${most} must be greater than or equal to the group's minimum size ${group.minSize}.`,
    );
}

const STATES = ["Stopped", "Running", "Hibernated"] as const;

function stateOf(name: string | undefined): WarmPoolState["poolState"] {
  const found = STATES.find((each) => each === (name ?? "Stopped"));
  if (found) return found;
  throw validationError(`Value '${name}' at 'poolState' must be one of ${STATES.join(", ")}.`);
}

const inProgress = ({ name }: GroupState) =>
  new PracticeError("ScalingActivityInProgress", `The warm pool of ${name} is being deleted.`);

export function describeWarmPool(
  input: DescribeWarmPoolType,
  { world }: CallContext,
): DescribeWarmPoolAnswer {
  const group = findGroup(world, groupNameOf(input));
  const wish = { token: input.NextToken, size: input.MaxRecords, defaultSize: 50, maxSize: 50 };
  const page = pageOf(poolMembers(group), ({ instanceId }) => instanceId, wish);
  return {
    WarmPoolConfiguration: group.warmPool ? toConfiguration(group.warmPool) : undefined,
    Instances: page.items.map((member) => toInstance(world, member)),
    NextToken: page.nextToken,
  };
}

/** By force: without the hooks of its servers. The pool is shown as long as one of them is there. */
export function deleteWarmPool(input: DeleteWarmPoolType, { world }: CallContext): object {
  const group = findLivingGroup(world, groupNameOf(input));
  if (!group.warmPool)
    throw validationError(`No warm pool found for Auto Scaling group ${group.name}.`);
  group.warmPool.status = "PendingDelete";
  if (input.ForceDelete)
    endPool(world, group, `At ${stamp(world.nowMs)} a user request force deleted the warm pool.`);
  wake(world, group, 1000);
  return {};
}
