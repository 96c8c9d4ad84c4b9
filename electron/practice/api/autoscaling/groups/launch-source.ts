/** What a group is told to launch from: exactly one of AWS's four ways. */
import type {
  CreateAutoScalingGroupType,
  UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import { checkedTemplate } from "../../../world/autoscaling/group-template.ts";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { findLaunchConfiguration } from "../../../world/autoscaling/sources/launch-configurations.ts";
import { selectsByRequirements } from "../../../world/autoscaling/sources/mixed-policy.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import { createFromServer } from "../kinds/launch-configurations.ts";
import { groupNameOf } from "../input.ts";
import { checkTemplateName } from "./limits.ts";
import { checkedMixed } from "./mixed-input.ts";

type Source = Pick<GroupState, "template" | "mixedInstancesPolicy" | "launchConfigurationName">;

const NONE: Source = { template: null, mixedInstancesPolicy: null, launchConfigurationName: null };

const ONE_SOURCE =
  "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.";

/** A server named in its place becomes a launch configuration with the group's name. */
export function newSource(world: World, input: CreateAutoScalingGroupType): Source {
  const { LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName, InstanceId } = input;
  const given = [LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName, InstanceId];
  if (given.filter(Boolean).length !== 1) throw validationError(ONE_SOURCE);
  if (InstanceId === undefined) return changedSource(world, null, input);
  createFromServer(world, groupNameOf(input), InstanceId);
  return { ...NONE, launchConfigurationName: groupNameOf(input) };
}

type Wish = Pick<
  UpdateAutoScalingGroupType,
  "LaunchTemplate" | "MixedInstancesPolicy" | "LaunchConfigurationName"
>;

export function updatedSource(
  world: World,
  group: GroupState,
  input: UpdateAutoScalingGroupType,
): Partial<Source> {
  const { LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName } = input;
  const given = [LaunchTemplate, MixedInstancesPolicy, LaunchConfigurationName].filter(Boolean);
  if (given.length > 1) throw validationError(ONE_SOURCE);
  return given.length === 0 ? {} : changedSource(world, group, input);
}

function changedSource(world: World, group: GroupState | null, input: Wish): Source {
  checkTemplateName(input.LaunchTemplate);
  if (input.LaunchTemplate)
    return { ...NONE, template: checkedTemplate(world, input.LaunchTemplate) };
  if (input.MixedInstancesPolicy) {
    const before = group?.mixedInstancesPolicy ?? null;
    return {
      ...NONE,
      mixedInstancesPolicy: checkedMixed(world, input.MixedInstancesPolicy, before),
    };
  }
  const { name } = findLaunchConfiguration(world, input.LaunchConfigurationName ?? "");
  return { ...NONE, launchConfigurationName: name };
}

/** vCPUs and memory measure a group whose types are chosen by their attributes. */
export function checkCapacityType(
  group: Pick<GroupState, "desiredCapacityType" | "mixedInstancesPolicy">,
): void {
  const { desiredCapacityType: type } = group;
  if (type === null || type === "units" || selectsByRequirements(group.mixedInstancesPolicy))
    return;
  throw validationError(
    `DesiredCapacityType ${type} is only supported for attribute-based instance type selection.`,
  );
}
