/** Calls of load balancing, Systems Manager, CloudWatch and STS, on the resources that their requests name. */
import type { World } from "../../world/kernel/world.ts";
import { ec2Arn, factsOfId } from "./ec2-resources.ts";
import {
  objectsIn,
  onAnything,
  requestTags,
  resourceTags,
  tagsIn,
  textIn,
  textsIn,
} from "./wanted.ts";
import type { Input, NeedsOf, Wanted } from "./wanted.ts";

const isListing = (action: string) => action.startsWith("Describe") || action.startsWith("List");

const onAll = (
  action: string,
  resources: readonly string[],
  facts: Wanted["facts"],
): readonly Wanted[] =>
  resources.length === 0
    ? [onAnything(action, facts)]
    : resources.map((resource) => ({ action, resource, facts }));

export const elbNeeds: NeedsOf = (action, input, world) => {
  const name = `elasticloadbalancing:${action}`;
  if (isListing(action)) return [onAnything(name)];
  const arns = Object.keys(input)
    .flatMap((member) => textsIn(input, member))
    .filter((text) => text.startsWith("arn:aws:elasticloadbalancing:"));
  const tags = requestTags(tagsIn(input, "Tags"));
  const made = { CreateTargetGroup: "targetgroup", CreateLoadBalancer: "loadbalancer/app" }[action];
  const resources = made
    ? [world.arn("elasticloadbalancing", `${made}/${textIn(input, "Name") ?? "*"}/*`)]
    : [...new Set(arns)];
  return onAll(name, resources, tags).map((need) => ({
    ...need,
    facts: { ...need.facts, ...elbTags(world, need.resource) },
  }));
};

const elbTags = (world: World, arn: string) => {
  const { targetGroups, loadBalancers } = world.state;
  const row = targetGroups.get(arn) ?? loadBalancers.get(arn);
  return resourceTags("elasticloadbalancing", row?.tags ?? {});
};

export const ssmNeeds: NeedsOf = (action, input, world) => {
  const name = `ssm:${action}`;
  if (action === "SendCommand") return commandNeeds(name, input, world);
  if (isListing(action)) return [onAnything(name)];
  if (!/Parameter/.test(action)) return [onAnything(name)];
  const names = [...textsIn(input, "Name"), ...textsIn(input, "Names"), ...textsIn(input, "Path")];
  const arns = names.map((each) =>
    each.startsWith("arn:") ? each : world.arn("ssm", `parameter/${plainName(each)}`),
  );
  return onAll(name, arns, requestTags(tagsIn(input, "Tags")));
};

/** `/shop/image:3` is the parameter `shop/image`. */
const plainName = (name: string) => name.replace(/^\//, "").split(":")[0] ?? "";

function commandNeeds(action: string, input: Input, world: World): readonly Wanted[] {
  const document = textIn(input, "DocumentName") ?? "*";
  const ids = [
    ...textsIn(input, "InstanceIds"),
    ...objectsIn(input, "Targets")
      .filter((target) => textIn(target, "Key") === "InstanceIds")
      .flatMap((target) => textsIn(target, "Values")),
  ];
  return [
    { action, resource: `arn:aws:ssm:${world.region}:*:document/${document}`, facts: {} },
    ...(ids.length > 0 ? ids : ["*"]).map((id) => ({
      action,
      resource: ec2Arn(world, "instance", id),
      facts: {
        ...factsOfId(world, id),
        ...resourceTags("ssm", world.state.instances.get(id)?.tags ?? {}),
      },
    })),
  ];
}

export const cloudWatchNeeds: NeedsOf = (action, input, world) => {
  const name = `cloudwatch:${action}`;
  if (!/Alarm/.test(action)) return [onAnything(name)];
  const alarms = [...textsIn(input, "AlarmName"), ...textsIn(input, "AlarmNames")];
  const arns = (alarms.length > 0 ? alarms : ["*"]).map((alarm) =>
    world.arn("cloudwatch", `alarm:${alarm}`),
  );
  return onAll(name, arns, requestTags(tagsIn(input, "Tags")));
};

/** AWS asks nobody for leave to say who he is; AssumeRole is decided where the role is known. */
export const stsNeeds: NeedsOf = (action) =>
  action === "DecodeAuthorizationMessage" || action === "GetAccessKeyInfo"
    ? [onAnything(`sts:${action}`)]
    : [];
