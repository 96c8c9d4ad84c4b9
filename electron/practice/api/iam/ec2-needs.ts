/**
 * EC2's calls: each is asked for on every resource that its request names, and on those that it makes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
import type { World } from "../../world/kernel/world.ts";
import { ec2Arn, factsOfId, typeOfId } from "./ec2-resources.ts";
import { launchNeeds, passRole } from "./launch-needs.ts";
import { objectIn, objectsIn, onAnything, requestTags, tagsIn, textIn, textsIn } from "./wanted.ts";
import type { Input, NeedsOf, Wanted } from "./wanted.ts";

/** What a call makes; it has no id yet. */
const MAKES: Readonly<Record<string, readonly string[]>> = {
  CreateImage: ["image", "snapshot"],
  CopyImage: ["image"],
  RegisterImage: ["image"],
  CreateSnapshot: ["snapshot"],
  CreateSnapshots: ["snapshot"],
  CopySnapshot: ["snapshot"],
  CreateVolume: ["volume"],
  CreateLaunchTemplate: ["launch-template"],
  CreateReplaceRootVolumeTask: ["replace-root-volume-task", "volume"],
  CreateNetworkInterface: ["network-interface"],
  CreateSecurityGroup: ["security-group"],
};

export const ec2Needs: NeedsOf = (action, input, world) => {
  if (action === "RunInstances") return launchNeeds(world, input, { refusal: null });
  const name = `ec2:${action}`;
  if (isListing(action)) return [onAnything(name, { "ec2:Region": world.region })];
  const tagged = tagSpecifications(input);
  const asked = requestFacts(action, input);
  const needs = [
    ...idsIn(world, input).map((id) => onId(world, name, id, asked)),
    ...(MAKES[action] ?? []).map((type) => ({
      action: name,
      resource: ec2Arn(world, type, "*"),
      facts: { "ec2:Region": world.region, ...requestTags(tagged.get(type) ?? {}) },
    })),
    ...[...tagged].map(([type, tags]) => tagOnCreation(world, action, type, tags)),
    ...profileNeeds(world, action, input),
  ];
  return needs.length > 0 ? needs : [onAnything(name, { "ec2:Region": world.region })];
};

/** Listings know no resources; attributes and single readings do. */
const isListing = (action: string) =>
  action.startsWith("Describe") && !action.endsWith("Attribute");

const onId = (world: World, action: string, id: string, asked: Wanted["facts"]): Wanted => ({
  action,
  resource: ec2Arn(world, typeOfId(id) ?? "", id),
  facts: { ...factsOfId(world, id), ...asked },
});

function requestFacts(action: string, input: Input): Wanted["facts"] {
  if (action === "CreateTags" || action === "DeleteTags") return requestTags(tagsIn(input, "Tags"));
  const attribute = textIn(input, "Attribute");
  return attribute === null ? {} : { "ec2:Attribute": attribute };
}

const NO_RESOURCES = new Set(["ClientToken", "Description", "Name", "UserData"]);

function idsIn(world: World, input: Input): readonly string[] {
  const ids = Object.keys(input)
    .filter((name) => !NO_RESOURCES.has(name))
    .flatMap((name) => textsIn(input, name))
    .filter((text) => typeOfId(text) !== null);
  const template = textIn(input, "LaunchTemplateName");
  const named = template === null ? undefined : templateIdOf(world, template);
  return [...new Set(named === undefined ? ids : [...ids, named])];
}

function templateIdOf(world: World, name: string): string | undefined {
  for (const template of world.state.templates.values())
    if (template.name === name) return template.id;
  return undefined;
}

export function tagSpecifications(input: Input): Map<string, Readonly<Record<string, string>>> {
  const specs = objectsIn(input, "TagSpecifications");
  return new Map(specs.map((spec) => [textIn(spec, "ResourceType") ?? "", tagsIn(spec, "Tags")]));
}

export const tagOnCreation = (
  world: World,
  createAction: string,
  type: string,
  tags: Readonly<Record<string, string>>,
): Wanted => ({
  action: "ec2:CreateTags",
  resource: ec2Arn(world, type, "*"),
  facts: {
    ...requestTags(tags),
    "ec2:CreateAction": createAction,
    "ec2:Region": world.region,
  },
});

function profileNeeds(world: World, action: string, input: Input): readonly Wanted[] {
  if (!/^(Associate|Replace)IamInstanceProfile/.test(action)) return [];
  const profile = objectIn(input, "IamInstanceProfile");
  const name = textIn(profile, "Arn") ?? textIn(profile, "Name");
  return name === null ? [] : [passRole(world, name)];
}
