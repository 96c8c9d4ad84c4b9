/** A warm pool is kept at its size: filled as the group's own capacity is, and emptied when it is too large. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { closeActivity, openActivity } from "../activities.ts";
import { isSuspended, unitsOf } from "../groups.ts";
import { pendingMember } from "../launching/admit.ts";
import type { Launched } from "../launching/admit.ts";
import { launchIn } from "../launching/launch-members.ts";
import { addTo, subnetsInOrder } from "../launching/placement.ts";
import type { ZoneCounts } from "../launching/placement.ts";
import { stamp } from "../stamps.ts";
import { wake } from "../wake.ts";
import { endWarm } from "./pool-life.ts";
import { isEnding, isReady, placesTaken, poolMembers } from "./pool-members.ts";
import { warmTarget } from "./pool-size.ts";

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 15 * 60_000;

export function keepPool(world: World, group: GroupState): void {
  const pool = group.warmPool;
  if (!pool) return;
  if (pool.status === "PendingDelete") return emptyPool(world, group);
  const missing = warmTarget(group) - placesTaken(group);
  if (missing > 0 && !isSuspended(group, "Launch")) fill(world, group, missing);
  if (missing < 0 && !isSuspended(group, "Terminate")) drain(world, group, -missing);
}

/** The pool of a group is gone once its last server is. */
function emptyPool(world: World, group: GroupState): void {
  if (poolMembers(group).length === 0) {
    group.warmPool = null;
    return;
  }
  const cause = `At ${stamp(world.nowMs)} a user request deleted the warm pool.`;
  for (const member of poolMembers(group)) endWarm(world, group, member, { cause, hooks: true });
}

function fill(world: World, group: GroupState, missing: number): void {
  const waitMs = Number(group.engine["warmNotBeforeMs"] ?? 0) - world.nowMs;
  if (waitMs > 0) return wake(world, group, waitMs);
  const counts: ZoneCounts = new Map(group.zones.map((zone) => [zone, 0]));
  for (const { zone } of poolMembers(group)) addTo(counts, zone, 1);
  for (let units = 0; units < missing;) {
    const [subnet] = subnetsInOrder(world, group, counts);
    const outcome = subnet && launchIn(world, group, subnet);
    if (!outcome || outcome instanceof PracticeError) return refuse(world, group, outcome);
    admit(world, group, outcome);
    units += outcome.choice.weight ?? 1;
    addTo(counts, outcome.zone, 1);
  }
  delete group.engine["warmFailures"];
}

function admit(world: World, group: GroupState, launched: Launched): void {
  const { instanceId, zone, subnetId } = launched;
  const size = placesTaken(group);
  const units = launched.choice.weight ?? 1;
  const activity = openActivity(world, group, {
    instanceId,
    description: `Launching a new EC2 instance into warm pool: ${instanceId}`,
    cause:
      `At ${stamp(world.nowMs)} an instance was started in response to a difference between desired and actual ` +
      `capacity, increasing the capacity from ${size} to ${size + units}.`,
    statusCode: "PreInService",
    progressPercent: 30,
    zone,
    subnetId,
  });
  const member = pendingMember(world, launched, activity.id);
  group.warmPool?.members.push({ ...member, lifecycleState: "Warmed:Pending" });
}

function refuse(world: World, group: GroupState, error: PracticeError | undefined): void {
  const words = error?.message ?? "The group has no subnet in any of its Availability Zones.";
  const status = `${words}${/[.!?]$/.test(words) ? "" : "."} Launching EC2 instance failed.`;
  const activity = openActivity(world, group, {
    instanceId: null,
    description: `Launching a new EC2 instance into warm pool.  Status Reason: ${status}`,
    cause: `At ${stamp(world.nowMs)} an instance was started in response to a difference between desired and actual capacity.`,
    statusCode: "InProgress",
    progressPercent: 100,
    zone: null,
    subnetId: null,
  });
  closeActivity(world, activity.id, "Failed", status);
  const failures = Number(group.engine["warmFailures"] ?? 0);
  const delayMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
  group.engine["warmFailures"] = failures + 1;
  group.engine["warmNotBeforeMs"] = world.nowMs + delayMs;
  wake(world, group, delayMs);
}

/** Those that are not ready first, then the oldest. */
function drain(world: World, group: GroupState, surplus: number): void {
  const rank = (member: MemberState) => (isReady(member) ? 1 : 0);
  const inOrder = poolMembers(group)
    .filter((member) => !isEnding(member))
    .toSorted((a, b) => rank(a) - rank(b) || a.joinedAtMs - b.joinedAtMs);
  let left = surplus;
  for (const member of inOrder) {
    const units = unitsOf(member);
    if (units > left) continue;
    left -= units;
    const size = placesTaken(group);
    const cause =
      `At ${stamp(world.nowMs)} an instance was taken out of service in response to a difference between desired ` +
      `and actual capacity, shrinking the capacity from ${size} to ${size - units}.`;
    endWarm(world, group, member, { cause, hooks: true });
  }
}

/** With the group, or by force: at once and without hooks. */
export function endPool(world: World, group: GroupState, cause: string): void {
  if (!group.warmPool) return;
  group.warmPool.status = "PendingDelete";
  for (const member of poolMembers(group)) endWarm(world, group, member, { cause, hooks: false });
}
