/** Whether a group may launch Spot Instances: such a group can't have a warm pool. */
import { findTemplate, findVersion } from "../../ec2/launch-templates/templates.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { World } from "../../kernel/world.ts";
import { launchChoices } from "../sources/choices.ts";
import type { LaunchChoice } from "../sources/choices.ts";
import { distributionOf, onDemandUnits } from "../sources/mixed-policy.ts";

const MANY = 1_000_000;

export function requestsSpot(world: World, group: GroupState): boolean {
  const { mixedInstancesPolicy: policy } = group;
  if (policy) return onDemandUnits(MANY, distributionOf(policy)) < MANY;
  return launchChoices(world, group).some((choice) => choice.isSpot || saysSpot(world, choice));
}

function saysSpot(world: World, { template }: LaunchChoice): boolean {
  if (!template) return false;
  try {
    const { data } = findVersion(findTemplate(world, { id: template.id }), template.version);
    return data.InstanceMarketOptions?.MarketType === "spot";
  } catch (error) {
    if (error instanceof PracticeError) return false;
    throw error;
  }
}
