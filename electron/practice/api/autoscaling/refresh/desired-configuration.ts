/** What a refresh is to bring the group to, checked as AWS checks it. */
import type { DesiredConfiguration } from "@aws-sdk/client-auto-scaling";
import { findTemplate, findVersion } from "../../../world/ec2/launch-templates/templates.ts";
import { checkedTemplate, sourceOf } from "../../../world/autoscaling/group-template.ts";
import {
  mixedTemplate,
  overridesOf,
  selectsByRequirements,
} from "../../../world/autoscaling/sources/mixed-policy.ts";
import { validationError } from "../../../world/autoscaling/groups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { DesiredConfigurationState } from "../../../world/kernel/state/refresh.ts";
import type { World } from "../../../world/kernel/world.ts";
import { checkTemplateName } from "../groups/limits.ts";
import { checkedMixed } from "../groups/mixed-input.ts";

export function checkedDesired(
  world: World,
  group: GroupState,
  input: DesiredConfiguration | undefined,
): DesiredConfigurationState | null {
  if (!input?.LaunchTemplate && !input?.MixedInstancesPolicy) return null;
  if (input.LaunchTemplate && input.MixedInstancesPolicy)
    throw validationError(
      "The DesiredConfiguration parameter must have either LaunchTemplate or MixedInstancesPolicy.",
    );
  checkTemplateName(input.LaunchTemplate);
  if (input.LaunchTemplate)
    return { template: checkedTemplate(world, input.LaunchTemplate), mixedInstancesPolicy: null };
  const { InstancesDistribution = {} } = group.mixedInstancesPolicy ?? {};
  const policy = input.MixedInstancesPolicy ?? {};
  return {
    template: null,
    mixedInstancesPolicy: checkedMixed(world, policy, { InstancesDistribution }),
  };
}

/** Attribute-based selection of types can't be compared with what members are. */
export function refuseRequirements(
  group: GroupState,
  desired: DesiredConfigurationState | null,
  skipMatching: boolean,
): void {
  const policies = [desired?.mixedInstancesPolicy ?? null, group.mixedInstancesPolicy];
  const has = policies.some(selectsByRequirements);
  if (!has || (!desired && !skipMatching)) return;
  throw validationError(
    "SkipMatching and DesiredConfiguration are not supported for groups with attribute-based instance type selection.",
  );
}

/** Why the group could not be brought back to what it has now; null: it could. */
export function irreversible(world: World, group: GroupState): string | null {
  const source = sourceOf(world, group);
  if (!source) return "The group does not have a launch template.";
  const versions = [source.version, ...overrideVersions(group)];
  const alias = versions.find((version) => version.startsWith("$"));
  if (alias !== undefined) return `The group's launch template version is ${alias}, not a number.`;
  const { data } = findVersion(findTemplate(world, { id: source.id }), source.version);
  const byAlias = data.ImageId?.startsWith("resolve:ssm:") ?? false;
  return byAlias ? "The group's launch template takes its AMI from an SSM parameter." : null;
}

const overrideVersions = ({ mixedInstancesPolicy }: GroupState): readonly string[] =>
  overridesOf(mixedInstancesPolicy).flatMap(({ LaunchTemplateSpecification: own }) =>
    own ? (own.Version ?? "$Default") : [],
  );

const NOT_VALID = "The request isn't valid.";

export function checkAutoRollback(
  world: World,
  group: GroupState,
  desired: DesiredConfigurationState | null,
): void {
  if (!desired) {
    throw validationError(
      `${NOT_VALID} The AutoRollback parameter cannot be set to true when the DesiredConfiguration parameter is empty. ` +
        "Specify a desired configuration, and try again.",
    );
  }
  const why = irreversible(world, group);
  if (why === null) return;
  throw validationError(`${NOT_VALID} The AutoRollback parameter cannot be set to true. ${why}`);
}

export function checkRootVolumes(
  world: World,
  group: GroupState,
  desired: DesiredConfigurationState | null,
): void {
  const refuse = (words: string) => validationError(`${NOT_VALID} ${words}`);
  if (!desired)
    throw refuse(
      "The DesiredConfiguration parameter must be specified when using ReplaceRootVolume. Specify a desired " +
        "configuration with a mixed instances policy, and try again.",
    );
  const problem = rootVolumeProblem(world, group, desired);
  if (problem !== null) throw refuse(problem);
}

function rootVolumeProblem(
  world: World,
  group: GroupState,
  { mixedInstancesPolicy: policy }: DesiredConfigurationState,
): string | null {
  const overrides = overridesOf(policy);
  if (!policy || !group.mixedInstancesPolicy)
    return "ReplaceRootVolume requires a mixed instances policy, of the group and of the DesiredConfiguration.";
  if (overrides.length === 0 || overrides.some((each) => each.ImageId === undefined))
    return "ReplaceRootVolume requires an ImageId in every override of the mixed instances policy.";
  if (mixedTemplate(policy)?.Version?.startsWith("$") ?? true)
    return "ReplaceRootVolume does not support the launch template versions $Latest and $Default.";
  if (group.trafficSources.length > 0 || group.classicLoadBalancers.length > 0)
    return "ReplaceRootVolume does not support Elastic Load Balancing.";
  if ("warmPool" in group && group.warmPool)
    return "ReplaceRootVolume does not support groups with a warm pool.";
  return overrides.map((each) => imageProblem(world, each.ImageId ?? "")).find(Boolean) ?? null;
}

function imageProblem(world: World, id: string): string | null {
  const image = world.state.images.get(id);
  if (image?.state !== "available") return `The AMI ${id} is not available.`;
  return image.mappings.length > 1 ? `The AMI ${id} has more than a root volume.` : null;
}

/** For AttachTrafficSources and its like. */
export const refreshInProgress = (message = BLOCKED) =>
  new PracticeError("InstanceRefreshInProgress", message);

const BLOCKED =
  "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.";
