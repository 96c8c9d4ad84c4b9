/** Scaling out with a warm pool: a server that is ready is started, or is there already, and joins the group. */
import { checkPlaceToStart } from "../../ec2/capacity/places.ts";
import { start } from "../../ec2/instances/instance-life.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { openActivity } from "../activities.ts";
import { memberOf, unitsOf } from "../groups.ts";
import type { ZoneCounts } from "../launching/placement.ts";
import { memberRuns } from "../members/join-service.ts";
import { isWarmOutdated } from "./refresh-pool.ts";
import { isReady, leavePool, poolMembers } from "./pool-members.ts";

type JoinDue = { readonly name: string; readonly id: string };
export const warmJoins = timerKind<JoinDue>("as.warm-joins");

const JOINING_MS = [1000, 3000] as const;

/** In the zone with the fewest members, the oldest; not where starts have been refused. Null: none is ready. */
export function warmCandidate(
  world: World,
  group: GroupState,
  counts: ZoneCounts,
  refused: ReadonlySet<string>,
): MemberState | null {
  if (!group.warmPool) return null;
  const ready = poolMembers(group).filter(
    (member) =>
      isReady(member) && !refused.has(placeOf(member)) && !isWarmOutdated(world, group, member),
  );
  const load = ({ zone }: MemberState) => counts.get(zone) ?? 0;
  return ready.toSorted((a, b) => load(a) - load(b) || a.joinedAtMs - b.joinedAtMs)[0] ?? null;
}

/** Servers of one type in one zone share their room. */
export const placeOf = ({ zone, instanceType }: MemberState): string => `${zone}|${instanceType}`;

/** A server that rests needs room to start as any other does. Null: it can join. */
export function whyNotStarted(world: World, { instanceId }: MemberState): PracticeError | null {
  const instance = world.state.instances.get(instanceId);
  if (instance?.state !== "stopped") return null;
  try {
    checkPlaceToStart(world, instance);
    return null;
  } catch (error) {
    if (error instanceof PracticeError) return error;
    throw error;
  }
}

/** The units of capacity that it brings. */
export function takeFromPool(
  world: World,
  group: GroupState,
  warm: MemberState,
  cause: string,
): number {
  const { instanceId, zone } = warm;
  const instance = world.state.instances.get(instanceId);
  const activity = openActivity(world, group, {
    instanceId,
    description: `Launching a new EC2 instance from warm pool: ${instanceId}`,
    cause,
    statusCode: "PreInService",
    progressPercent: 30,
    zone,
    subnetId: instance?.subnetId ?? null,
  });
  leavePool(group, warm);
  const member: MemberState = { ...warm, lifecycleState: "Pending", activityId: activity.id };
  group.members.push(member);
  if (instance?.state === "stopped") start(world, instance);
  else
    world.after(warmJoins, world.chance.between(...JOINING_MS), {
      name: group.name,
      id: instanceId,
    });
  return unitsOf(member);
}

export function joinFromPool(world: World, { name, id }: JoinDue): void {
  const group = world.state.groups.get(name);
  const member = group && memberOf(group, id);
  if (group && member && world.state.instances.get(id)?.state === "running")
    memberRuns(world, group, member);
}
