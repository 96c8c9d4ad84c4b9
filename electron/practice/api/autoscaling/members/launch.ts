/** LaunchInstances: launches at once in the zones that are named, and answers with what came of it. */
import type {
  InstanceCollection,
  LaunchInstancesError,
  LaunchInstancesRequest,
  LaunchInstancesResult,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup, validationError } from "../../../world/autoscaling/groups.ts";
import type { Launched } from "../../../world/autoscaling/launching/admit.ts";
import { launchNow } from "../../../world/autoscaling/launching/launch-now.ts";
import type { Outcome, Refused } from "../../../world/autoscaling/launching/launch-now.ts";
import { subnetsOf } from "../../../world/autoscaling/launching/placement.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { noteChange, wakeForChange } from "../../../world/autoscaling/wake.ts";
import { once } from "../../../world/ec2/client-tokens.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { SubnetState } from "../../../world/kernel/state/ec2/network.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { groupNameOf } from "../input.ts";
import { checkRange, constraint } from "../groups/limits.ts";

const MAX_TOKEN = 64;

export function launchInstances(
  input: LaunchInstancesRequest,
  { world }: CallContext,
): LaunchInstancesResult {
  const group = findLivingGroup(world, groupNameOf(input));
  const { ClientToken: token, ...parameters } = input;
  if (token !== undefined && token.length > MAX_TOKEN)
    throw constraint(
      "clientToken",
      token,
      `Member must have length less than or equal to ${MAX_TOKEN}`,
    );
  const use = { operation: "LaunchInstances", scope: group.arn, token, parameters };
  const [answer = "{}"] = once(world, use, () => [JSON.stringify(launch(world, group, input))]);
  const made = JSON.parse(answer) as LaunchInstancesResult;
  return { AutoScalingGroupName: group.name, ClientToken: token, ...made };
}

function launch(world: World, group: GroupState, input: LaunchInstancesRequest) {
  const wanted = input.RequestedCapacity ?? 0;
  checkRange("requestedCapacity", wanted, [1, Infinity]);
  if (group.desiredCapacity + wanted > group.maxSize)
    throw validationError(
      `RequestedCapacity ${wanted} would raise the desired capacity above max value ${group.maxSize} of the AutoScalingGroup.`,
    );
  const outcome = launchNow(world, group, wanted, chosenSubnets(world, group, input));
  if (input.RetryStrategy === "retry-with-group-configuration")
    goOnByItself(world, group, wanted - outcome.units);
  return shapeOf(world, outcome);
}

/** Exactly one of the ways to name places; all must be the group's. */
function chosenSubnets(
  world: World,
  group: GroupState,
  {
    SubnetIds: ids,
    AvailabilityZones: names,
    AvailabilityZoneIds: zoneIds,
  }: LaunchInstancesRequest,
): readonly SubnetState[] {
  if (names?.length && zoneIds?.length)
    throw validationError("You cannot specify both AvailabilityZones and AvailabilityZoneIds.");
  if (!ids?.length && !names?.length && !zoneIds?.length)
    throw validationError("Either AvailabilityZones or SubnetIds must be specified.");
  const chosen = subnetsOf(world, group)
    .filter(({ id }) => !ids?.length || ids.includes(id))
    .filter(({ zone }) => !names?.length || names.includes(zone))
    .filter(({ zoneId }) => !zoneIds?.length || zoneIds.includes(zoneId));
  if (chosen.length > 0) return chosen;
  throw validationError(
    "The Availability Zones or subnets are not part of the Auto Scaling group.",
  );
}

/** What lacks becomes desired capacity, and the group's own business. */
function goOnByItself(world: World, group: GroupState, missing: number): void {
  if (missing <= 0) return;
  const before = group.desiredCapacity;
  group.desiredCapacity += missing;
  const change = `changing the desired capacity from ${before} to ${group.desiredCapacity}`;
  noteChange(
    group,
    `At ${stamp(world.nowMs)} a user request to launch instances was retried, ${change}.`,
  );
  wakeForChange(world, group);
}

const marketOf = (isSpot: boolean) => (isSpot ? "spot" : "on-demand");

function shapeOf(world: World, { launched, refused }: Outcome) {
  return {
    Instances: collections(world, launched),
    Errors: refused.map((one) => errorOf(world, one)),
  };
}

/** Servers of one type, market and subnet stand together. */
function collections(world: World, launched: readonly Launched[]): readonly InstanceCollection[] {
  const together = new Map<string, InstanceCollection & { InstanceIds: string[] }>();
  for (const { instanceId, zone, subnetId, choice } of launched) {
    const type = world.state.instances.get(instanceId)?.instanceType;
    const key = `${type}|${choice.isSpot}|${subnetId}`;
    const place = { SubnetId: subnetId, AvailabilityZone: zone, ...zoneIdOf(world, zone) };
    const empty = { InstanceType: type, MarketType: marketOf(choice.isSpot), ...place };
    const collection = together.get(key) ?? { ...empty, InstanceIds: [] };
    collection.InstanceIds.push(instanceId);
    together.set(key, collection);
  }
  return [...together.values()];
}

const zoneIdOf = (world: World, zone: string) => ({
  AvailabilityZoneId: world.state.zones.get(zone)?.id,
});

const errorOf = (world: World, { subnet, error }: Refused): LaunchInstancesError => ({
  SubnetId: subnet.id,
  AvailabilityZone: subnet.zone,
  ...zoneIdOf(world, subnet.zone),
  ErrorCode: error.code,
  ErrorMessage: error.message,
});
