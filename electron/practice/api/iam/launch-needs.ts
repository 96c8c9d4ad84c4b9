/**
 * What launching servers needs, by RunInstances or by a group that is given a template: all that a server is made
 * of, its tags, and the role that it is handed.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html
 */
import { roleOfProfile } from "../../world/iam/principals.ts";
import { identityOf } from "../../world/iam/accounts.ts";
import { findTemplate, findVersion } from "../../world/ec2/launch-templates/templates.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { LaunchTemplateState } from "../../world/kernel/state/ec2/templates.ts";
import type { World } from "../../world/kernel/world.ts";
import { tagOnCreation, tagSpecifications } from "./ec2-needs.ts";
import { ec2Arn, factsOfId } from "./ec2-resources.ts";
import { objectIn, objectsIn, requestTags, textIn, textsIn } from "./wanted.ts";
import type { Input, Wanted } from "./wanted.ts";

const RUN = "ec2:RunInstances";
/** Made with every server. */
const MADE = ["instance", "network-interface", "volume"] as const;

export function launchNeeds(
  world: World,
  input: Input,
  { refusal }: { readonly refusal: PracticeError | null },
): readonly Wanted[] {
  const source = sourceOf(world, objectIn(input, "LaunchTemplate"));
  const data: Input = { ...source?.data, ...given(input) };
  const tagged = tagSpecifications(data);
  const needs = [
    ...existing(world, data, source?.template ?? null),
    ...MADE.map((type) => ({
      action: RUN,
      resource: ec2Arn(world, type, "*"),
      facts: { ...launchFacts(world, data), ...requestTags(tagged.get(type) ?? {}) },
    })),
    ...[...tagged].map(([type, tags]) => tagOnCreation(world, "RunInstances", type, tags)),
    ...profileOf(world, data),
  ].map((need) => withTemplate(world, need, source?.template ?? null));
  return refusal ? needs.map((need) => ({ ...need, refusal })) : needs;
}

const given = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

interface Source {
  readonly template: LaunchTemplateState;
  readonly data: Input;
}

/** A template that isn't there is the handler's to refuse. */
function sourceOf(world: World, named: Input): Source | null {
  const id = textIn(named, "LaunchTemplateId") ?? undefined;
  const name = textIn(named, "LaunchTemplateName") ?? undefined;
  if (id === undefined && name === undefined) return null;
  try {
    const template = findTemplate(world, { id, name });
    const version = findVersion(template, textIn(named, "Version") ?? undefined);
    return { template, data: version.data as Input };
  } catch (error) {
    if (error instanceof PracticeError) return null;
    throw error;
  }
}

function existing(
  world: World,
  data: Input,
  template: LaunchTemplateState | null,
): readonly Wanted[] {
  const on = (type: string, id: string): Wanted => ({
    action: RUN,
    resource: ec2Arn(world, type, id),
    facts: factsOfId(world, id),
  });
  const network = objectsIn(data, "NetworkInterfaces")[0] ?? {};
  const groups = [...textsIn(data, "SecurityGroupIds"), ...textsIn(network, "Groups")];
  const subnets = [...textsIn(data, "SubnetId"), ...textsIn(network, "SubnetId")];
  const image = textIn(data, "ImageId");
  const keyName = textIn(data, "KeyName");
  return [
    on("image", image ?? "*"),
    ...(subnets.length > 0 ? subnets : ["*"]).map((id) => on("subnet", id)),
    ...(groups.length > 0 ? groups : ["*"]).map((id) => on("security-group", id)),
    ...(keyName === null ? [] : [on("key-pair", keyName)]),
    ...(template ? [on("launch-template", template.id)] : []),
  ];
}

const launchFacts = (world: World, data: Input) => ({
  "ec2:Region": world.region,
  "ec2:InstanceType": textIn(data, "InstanceType") ?? "m6i.large",
  "ec2:InstanceProfile": profileArn(world, data) ?? undefined,
});

const withTemplate = (world: World, need: Wanted, template: LaunchTemplateState | null): Wanted =>
  template && need.action === RUN
    ? {
        ...need,
        facts: {
          ...need.facts,
          "ec2:LaunchTemplate": ec2Arn(world, "launch-template", template.id),
        },
      }
    : need;

function profileNameOf(data: Input): string | null {
  const profile = objectIn(data, "IamInstanceProfile");
  return textIn(profile, "Arn") ?? textIn(profile, "Name");
}

function profileArn(world: World, data: Input): string | null {
  const name = profileNameOf(data);
  if (name === null || name.startsWith("arn:")) return name;
  return `arn:aws:iam::${world.accountId}:instance-profile/${name}`;
}

function profileOf(world: World, data: Input): readonly Wanted[] {
  const name = profileNameOf(data);
  return name === null ? [] : [passRole(world, name)];
}

/** Handing a role to servers, by the instance profile that holds it. */
export const passRole = (world: World, profile: string): Wanted => ({
  action: "iam:PassRole",
  resource: roleOfProfile(identityOf(world, world.accountId) ?? world, profile),
  facts: { "iam:PassedToService": "ec2.amazonaws.com" },
});
