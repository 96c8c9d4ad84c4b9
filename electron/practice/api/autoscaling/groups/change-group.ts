/** Changing a group and its capacity. */
import type {
  SetDesiredCapacityType,
  UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import { findLivingGroup } from "../../../world/autoscaling/groups.ts";
import { isCoolingDown } from "../../../world/autoscaling/scaling/cooldown.ts";
import { stamp } from "../../../world/autoscaling/stamps.ts";
import { noticeSources } from "../../../world/autoscaling/traffic.ts";
import { noteChange, wakeForChange } from "../../../world/autoscaling/wake.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { checkSourceChange } from "../refresh/change-refresh.ts";
import { checkDesired, checkSizes } from "./capacity-rules.ts";
import { checkSettings } from "./check-settings.ts";
import { maintenance, warmup } from "./create-group.ts";
import { checkCapacityType, updatedSource } from "./launch-source.ts";
import { placeOf } from "./place.ts";
import { groupNameOf, keep } from "../input.ts";

type Update = UpdateAutoScalingGroupType;

export function updateGroup(input: Update, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  checkSettings(input);
  const before = group.desiredCapacity;
  const wantedSource = updatedSource(world, group, input);
  checkSourceChange(world, group, wantedSource);
  const changes = {
    ...sizes(group, input),
    ...wantedSource,
    ...placeOf(world, input),
    ...settings(input),
  };
  checkSizes({ ...group, ...changes });
  checkCapacityType({ ...group, ...changes });
  Object.assign(group, changes);
  noticeSources(world, group);
  noteChange(group, updatedBecause(world, group, before));
  wakeForChange(world, group);
}

/** A changed bound draws the desired capacity with it; one that is given must fit. */
function sizes(group: GroupState, input: Update) {
  const minSize = input.MinSize ?? group.minSize;
  const maxSize = input.MaxSize ?? group.maxSize;
  const drawn = Math.min(Math.max(group.desiredCapacity, minSize), maxSize);
  return { minSize, maxSize, desiredCapacity: input.DesiredCapacity ?? drawn };
}

function settings(input: Update): Partial<GroupState> {
  const wanted = {
    healthCheckType: input.HealthCheckType,
    healthCheckGraceSeconds: input.HealthCheckGracePeriod,
    defaultCooldownSeconds: input.DefaultCooldown,
    defaultInstanceWarmupSeconds:
      input.DefaultInstanceWarmup === undefined ? undefined : warmup(input.DefaultInstanceWarmup),
    terminationPolicies: input.TerminationPolicies,
    newInstancesProtectedFromScaleIn: input.NewInstancesProtectedFromScaleIn,
    maxInstanceLifetimeSeconds:
      input.MaxInstanceLifetime === undefined ? undefined : input.MaxInstanceLifetime || null,
    capacityRebalance: input.CapacityRebalance,
    serviceLinkedRoleArn: input.ServiceLinkedRoleARN,
    placementGroup: input.PlacementGroup,
    context: input.Context,
    desiredCapacityType: input.DesiredCapacityType,
    maintenancePolicy:
      input.InstanceMaintenancePolicy && maintenance(input.InstanceMaintenancePolicy),
    deletionProtection: input.DeletionProtection,
    zoneDistribution: input.AvailabilityZoneDistribution?.CapacityDistributionStrategy,
    impairmentPolicy:
      input.AvailabilityZoneImpairmentPolicy && keep(input.AvailabilityZoneImpairmentPolicy),
    capacityReservation:
      input.CapacityReservationSpecification && keep(input.CapacityReservationSpecification),
    lifecyclePolicy: input.InstanceLifecyclePolicy && keep(input.InstanceLifecyclePolicy),
  };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<GroupState>;
}

function updatedBecause(world: World, group: GroupState, before: number): string {
  const { minSize, maxSize, desiredCapacity } = group;
  const change =
    before === desiredCapacity
      ? ""
      : ` changing the desired capacity from ${before} to ${desiredCapacity}`;
  return (
    `At ${stamp(world.nowMs)} a user request update of AutoScalingGroup constraints to min: ${minSize}, ` +
    `max: ${maxSize}, desired: ${desiredCapacity}${change}.`
  );
}

const inCooldown = ({ name }: GroupState) =>
  new PracticeError(
    "ScalingActivityInProgress",
    `The Auto Scaling group ${name} is in its cooldown after a scaling activity.`,
  );

export function setDesiredCapacity(input: SetDesiredCapacityType, { world }: CallContext): void {
  const group = findLivingGroup(world, groupNameOf(input));
  const wanted = input.DesiredCapacity ?? 0;
  checkDesired(group, wanted);
  if (input.HonorCooldown && isCoolingDown(world, group)) throw inCooldown(group);
  const before = group.desiredCapacity;
  group.desiredCapacity = wanted;
  const change = `changing the desired capacity from ${before} to ${wanted}`;
  noteChange(
    group,
    `At ${stamp(world.nowMs)} a user request explicitly set group desired capacity ${change}.`,
  );
  wakeForChange(world, group);
}
