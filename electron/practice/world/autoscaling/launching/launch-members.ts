/**
 * Launching: from the gap between desired and actual capacity to pending members, or to failed activities. Each
 * member goes where the fewest are; where there is no room the other zones are tried, unless the group forbids it.
 */
import { launchInstances } from "../../ec2/instances/instance-orders.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { World } from "../../kernel/world.ts";
import { giveUpBalancing } from "../zones/balancing-state.ts";
import { launchChoices } from "../sources/choices.ts";
import type { LaunchChoice } from "../sources/choices.ts";
import { unitsOf } from "../groups.ts";
import {
  placeOf,
  takeFromPool,
  warmCandidate,
  whyNotStarted,
} from "../warm-pool/take-from-pool.ts";
import { forgetFailures, wake } from "../wake.ts";
import { admit } from "./admit.ts";
import type { Launched } from "./admit.ts";
import { causeOf, launchReason, spendReason } from "./causes.ts";
import type { Growth, LaunchReason } from "./causes.ts";
import { isForWantOfRoom, recordFailure, refusal, retryLater, waitLeftMs } from "./failures.ts";
import { addTo, subnetsInOrder, zoneCounts } from "./placement.ts";
import type { ZoneCounts } from "./placement.ts";

interface Round {
  readonly counts: ZoneCounts;
  /** Subnets that have refused in this round. */
  readonly refused: Set<string>;
  /** Zones and types in which no server of the warm pool could be started. */
  readonly withoutStart: Set<string>;
}

/** Stops at the first member that can't be launched anywhere, and tries again later and later. */
export function launchMissing(
  world: World,
  group: GroupState,
  missing: number,
  actual: number,
): void {
  const waitMs = waitLeftMs(world, group);
  if (waitMs > 0) return wake(world, group, waitMs);
  const growth = { from: actual, to: actual + missing };
  const round: Round = { counts: zoneCounts(group), refused: new Set(), withoutStart: new Set() };
  for (let units = 0; units < missing;) {
    const reason = launchReason(world, group);
    const warm = reason === "balance" ? null : nextWarm(world, group, round);
    const more = warm
      ? joinWarm(world, group, warm, round, { reason, growth })
      : launchOne(world, group, round, { reason, growth });
    if (more === null)
      return reason === "balance" ? giveUp(world, group) : retryLater(world, group);
    units += more;
  }
  forgetFailures(group);
}

/** A server that waits in the group's warm pool comes before a new one. */
const nextWarm = (world: World, group: GroupState, { counts, withoutStart }: Round) =>
  warmCandidate(world, group, counts, withoutStart);

/** The units that have joined; none if the server can't be started now. */
function joinWarm(
  world: World,
  group: GroupState,
  warm: MemberState,
  { counts, withoutStart }: Round,
  { reason, growth }: Wish,
): number {
  const error = whyNotStarted(world, warm);
  if (error) {
    const { subnetId = "" } = world.state.instances.get(warm.instanceId) ?? {};
    const subnet = world.state.subnets.get(subnetId) ?? null;
    recordFailure(world, group, { reason, growth, subnet, error });
    withoutStart.add(placeOf(warm));
    return 0;
  }
  const units = unitsOf(warm);
  spendReason(world, group, reason);
  addTo(counts, warm.zone, units);
  return takeFromPool(world, group, warm, causeOf(world, group, reason, growth));
}

/** Balance is no need: the group waits longer for it than for capacity that lacks. */
function giveUp(world: World, group: GroupState): void {
  giveUpBalancing(world, group);
  wake(world, group, 1000);
}

interface Wish {
  readonly reason: LaunchReason;
  readonly growth: Growth;
}

/** The units that were launched; null if it was refused everywhere. */
function launchOne(world: World, group: GroupState, round: Round, wish: Wish): number | null {
  const subnets = subnetsInOrder(world, group, round.counts);
  const open = subnets.filter(({ id }) => !round.refused.has(id));
  if (subnets.length === 0)
    recordFailure(world, group, { ...wish, subnet: null, error: NO_SUBNET });
  for (const subnet of open) {
    const outcome = launchIn(world, group, subnet);
    if (!(outcome instanceof PracticeError)) {
      spendReason(world, group, wish.reason);
      addTo(round.counts, outcome.zone, outcome.choice.weight ?? 1);
      const cause = causeOf(world, group, wish.reason, wish.growth);
      return admit(world, group, outcome, cause);
    }
    recordFailure(world, group, { ...wish, subnet, error: outcome });
    round.refused.add(subnet.id);
    if (!mayGoElsewhere(group, outcome, wish.reason)) return null;
  }
  return null;
}

const NO_SUBNET = refusal("The group has no subnet in any of its Availability Zones.");

const mayGoElsewhere = (group: GroupState, error: PracticeError, reason: LaunchReason) =>
  isForWantOfRoom(error) && group.zoneDistribution !== "balanced-only" && reason !== "balance";

/** The first of the group's choices that there is room for in this zone. */
export function launchIn(
  world: World,
  group: GroupState,
  subnet: SubnetState,
): Launched | PracticeError {
  try {
    let error = refusal("The group has nothing to launch from.");
    for (const choice of launchChoices(world, group)) {
      const ids = orderServer(world, group, subnet, choice);
      if (!(ids instanceof PracticeError))
        return { instanceId: ids[0] ?? "", zone: subnet.zone, subnetId: subnet.id, choice };
      error = ids;
      if (!isForWantOfRoom(ids)) return ids;
    }
    return error;
  } catch (error) {
    if (error instanceof PracticeError) return error;
    throw error;
  }
}

const orderServer = (world: World, group: GroupState, subnet: SubnetState, choice: LaunchChoice) =>
  launchInstances(world, {
    templateId: choice.template?.id ?? null,
    version: choice.template?.version ?? "",
    subnetId: subnet.id,
    data: choice.data,
    count: 1,
    tags: propagatedTags(group),
    groupName: group.name,
  });

function propagatedTags(group: GroupState): Record<string, string> {
  const tags = group.tags.filter((tag) => tag.propagateAtLaunch);
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]));
}
