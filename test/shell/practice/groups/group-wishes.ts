/** What the tests of groups wish for and ask about, beside what all tests of practice groups ask. */
import type { MixedInstancesPolicy } from "@aws-sdk/client-auto-scaling";
import { PracticeError } from "../../../../electron/practice/world/kernel/practice-error.ts";
import type { LaunchPlace } from "../../../../electron/practice/world/kernel/mishaps.ts";
import { activities, readGroup } from "../group-questions.ts";
import type { SmallRegion } from "../small-region.ts";

export const AutoScalingGroupName = "shop-v001";

export async function members(region: SmallRegion) {
  return (await readGroup(region))?.Instances ?? [];
}

export async function memberIds(region: SmallRegion): Promise<string[]> {
  return (await members(region)).map((member) => member.InstanceId ?? "");
}

export async function zonesOf(region: SmallRegion): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { AvailabilityZone = "", LifecycleState } of await members(region)) {
    if (LifecycleState === "InService")
      counts[AvailabilityZone] = (counts[AvailabilityZone] ?? 0) + 1;
  }
  return counts;
}

export async function typesOf(region: SmallRegion): Promise<string[]> {
  return (await members(region)).map((member) => member.InstanceType ?? "").toSorted();
}

/** From now on there is no room for these servers. */
export function refuse(region: SmallRegion, fits: (place: LaunchPlace) => boolean): void {
  region.world.mishaps = {
    refuseLaunch: (place) => (fits(place) ? noRoom(place) : null),
    atBoot: (context) => context,
  };
}

const noRoom = ({ zone, instanceType }: LaunchPlace) =>
  new PracticeError(
    "InsufficientInstanceCapacity",
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}).`,
    500,
  );

export async function causesLike(region: SmallRegion, pattern: RegExp) {
  return (await activities(region)).filter(({ Cause = "" }) => pattern.test(Cause));
}

export const mixed = (
  region: SmallRegion,
  overrides: NonNullable<MixedInstancesPolicy["LaunchTemplate"]>["Overrides"],
  distribution?: MixedInstancesPolicy["InstancesDistribution"],
) => ({
  LaunchTemplate: undefined,
  MixedInstancesPolicy: {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: region.template.id, Version: "1" },
      Overrides: overrides,
    },
    InstancesDistribution: distribution,
  },
});
