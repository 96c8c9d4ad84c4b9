/**
 * Auto Scaling's calls. Who gives a group a launch template must be allowed to launch from it, and to hand on its
 * role: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
 */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { World } from "../../world/kernel/world.ts";
import { launchNeeds, passRole } from "./launch-needs.ts";
import { objectIn, objectsIn, onAnything, requestTags, resourceTags, textIn } from "./wanted.ts";
import type { Input, NeedsOf, Wanted } from "./wanted.ts";

export const autoScalingNeeds: NeedsOf = (action, input, world) => {
  const name = `autoscaling:${action}`;
  if (action.startsWith("Describe") || action.startsWith("Get")) return [onAnything(name)];
  const own = ownNeeds(world, name, input);
  return [
    ...own,
    ...tagNeeds(own, action, input),
    ...templateNeeds(world, input),
    ...roleNeeds(world, input),
  ];
};

function ownNeeds(world: World, action: string, input: Input): readonly Wanted[] {
  const tags = tagsOfRequest(input);
  const configuration = textIn(input, "LaunchConfigurationName");
  const names = groupNames(world, input);
  const onGroups = [...new Set(names)].map((name) => ({
    action,
    resource: groupArn(world, name),
    facts: { ...groupFacts(world, name), ...sizeFacts(input), ...requestTags(tags) },
  }));
  if (onGroups.length > 0) return onGroups;
  if (configuration === null) return [onAnything(action)];
  const resource = `launchConfiguration:*:launchConfigurationName/${configuration}`;
  return [{ action, resource: world.arn("autoscaling", resource), facts: {} }];
}

function groupNames(world: World, input: Input): readonly string[] {
  const named = textIn(input, "AutoScalingGroupName");
  if (named !== null) return [named];
  const ofTags = objectsIn(input, "Tags").map((tag) => textIn(tag, "ResourceId") ?? "");
  const instanceId = textIn(input, "InstanceId");
  const member = instanceId === null ? null : world.state.instances.get(instanceId)?.groupName;
  return [...ofTags.filter((name) => name !== ""), ...(member ? [member] : [])];
}

/** A group that isn't there yet has no number: its place holds a `*`. */
const groupArn = (world: World, name: string): string =>
  world.state.groups.get(name)?.arn ??
  world.arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}`);

function groupFacts(world: World, name: string): Wanted["facts"] {
  const tags = world.state.groups.get(name)?.tags ?? [];
  return resourceTags(
    "autoscaling",
    Object.fromEntries(tags.map(({ key, value }) => [key, value])),
  );
}

function sizeFacts(input: Input): Wanted["facts"] {
  const number = (name: string) =>
    typeof input[name] === "number" ? String(input[name]) : undefined;
  return { "autoscaling:MinSize": number("MinSize"), "autoscaling:MaxSize": number("MaxSize") };
}

const tagsOfRequest = (input: Input): Readonly<Record<string, string>> =>
  Object.fromEntries(
    objectsIn(input, "Tags").map((tag) => [textIn(tag, "Key") ?? "", textIn(tag, "Value") ?? ""]),
  );

function tagNeeds(own: readonly Wanted[], action: string, input: Input): readonly Wanted[] {
  if (action !== "CreateAutoScalingGroup" || objectsIn(input, "Tags").length === 0) return [];
  return own.map((need) => ({ ...need, action: "autoscaling:CreateOrUpdateTags" }));
}

/** From the request itself, from a mixed instances policy, or from what an instance refresh shall bring. */
function templateNeeds(world: World, input: Input): readonly Wanted[] {
  const wanted = objectIn(input, "DesiredConfiguration");
  const sources = [input, wanted].flatMap((each) => [
    objectIn(each, "LaunchTemplate"),
    objectIn(
      objectIn(objectIn(each, "MixedInstancesPolicy"), "LaunchTemplate"),
      "LaunchTemplateSpecification",
    ),
  ]);
  return sources.flatMap((source) => {
    const shown = textIn(source, "LaunchTemplateName") ?? textIn(source, "LaunchTemplateId");
    if (shown === null) return [];
    const refusal = notAuthorizedToUse(shown);
    return launchNeeds(world, { LaunchTemplate: source, ...subnetsOf(input) }, { refusal });
  });
}

const notAuthorizedToUse = (template: string) =>
  new PracticeError(
    "AccessDenied",
    `You are not authorized to use launch template: ${template}`,
    403,
  );

const subnetsOf = (input: Input): Input => {
  const ids = (textIn(input, "VPCZoneIdentifier") ?? "").split(",").filter((id) => id !== "");
  return ids.length > 0 ? { SubnetId: ids } : {};
};

/** A hook's role, a group's own service-linked role, a launch configuration's instance profile. */
function roleNeeds(world: World, input: Input): readonly Wanted[] {
  const profile = textIn(input, "IamInstanceProfile");
  if (profile !== null) return [passRole(world, profile)];
  const role = textIn(input, "RoleARN") ?? textIn(input, "ServiceLinkedRoleARN");
  if (role === null) return [];
  const facts = { "iam:PassedToService": "autoscaling.amazonaws.com" };
  return [{ action: "iam:PassRole", resource: role, facts }];
}
