/** What a launch is made of: a launch template's data, with the request's own members in front of it. */
import type {
  LaunchTemplateSpecification,
  RunInstancesCommandInput,
  TagSpecification,
} from "@aws-sdk/client-ec2";
import { findTemplate, findVersion } from "../../../world/ec2/launch-templates/templates.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TagSpec,
  TemplateData,
  TemplateVersionState,
} from "../../../world/kernel/state/ec2/templates.ts";
import type { SecurityGroupState } from "../../../world/kernel/state/ec2/network.ts";
import type { World } from "../../../world/kernel/world.ts";

export interface TemplateSource {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
}

export function templateOf(
  world: World,
  named: LaunchTemplateSpecification | undefined,
): TemplateSource | null {
  if (!named) return null;
  const { LaunchTemplateId: id, LaunchTemplateName: name, Version } = named;
  if (id !== undefined && name !== undefined) {
    const words = "Only one of launch template ID and launch template name can be specified.";
    throw new PracticeError("InvalidParameterCombination", words);
  }
  const template = findTemplate(world, { id, name });
  return { template, version: findVersion(template, Version) };
}

export function launchData(
  world: World,
  input: RunInstancesCommandInput,
  source: TemplateSource | null,
): TemplateData {
  refuseContradictions(input);
  const inherited = source?.version.data ?? {};
  const own = ownMembers(world, input);
  const TagSpecifications = mergedTags(inherited.TagSpecifications, own.TagSpecifications);
  return { ...inherited, ...own, ...(TagSpecifications ? { TagSpecifications } : {}) };
}

/** Absent members must not hide the template's. */
function ownMembers(world: World, input: RunInstancesCommandInput): TemplateData {
  const own: TemplateData = {
    ImageId: input.ImageId,
    InstanceType: input.InstanceType,
    KeyName: input.KeyName,
    UserData: input.UserData,
    SecurityGroupIds: groupIds(world, input),
    IamInstanceProfile: input.IamInstanceProfile,
    NetworkInterfaces: input.NetworkInterfaces,
    BlockDeviceMappings: input.BlockDeviceMappings,
    TagSpecifications: input.TagSpecifications,
    MetadataOptions: input.MetadataOptions,
    Monitoring: input.Monitoring,
    Placement: input.Placement,
    DisableApiTermination: input.DisableApiTermination,
    DisableApiStop: input.DisableApiStop,
    InstanceInitiatedShutdownBehavior: input.InstanceInitiatedShutdownBehavior,
    InstanceMarketOptions: input.InstanceMarketOptions,
  };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

function groupIds(
  world: World,
  { SecurityGroupIds: ids, SecurityGroups: names }: RunInstancesCommandInput,
): readonly string[] | undefined {
  if (!names || names.length === 0) return ids;
  return [...(ids ?? []), ...names.map((name) => groupNamed(world, name).id)];
}

function groupNamed(world: World, name: string): SecurityGroupState {
  for (const group of world.state.securityGroups.values()) if (group.name === name) return group;
  const words = `The security group '${name}' does not exist in default VPC`;
  throw new PracticeError("InvalidGroup.NotFound", words);
}

/** A subnet and groups belong to the interfaces where these are given. */
function refuseContradictions(input: RunInstancesCommandInput): void {
  if (!input.NetworkInterfaces || input.NetworkInterfaces.length === 0) return;
  const isGiven = (list: readonly string[] | undefined) => list !== undefined && list.length > 0;
  if (input.SubnetId !== undefined) throw together("subnet ID");
  if (isGiven(input.SecurityGroupIds) || isGiven(input.SecurityGroups))
    throw together("security groups");
}

function together(what: string): PracticeError {
  const words = `Network interfaces and an instance-level ${what} may not be specified on the same request`;
  return new PracticeError("InvalidParameterCombination", words);
}

/** Tags of both, by type of resource; under the same key the request's. */
function mergedTags(
  inherited: readonly TagSpec[] | undefined,
  own: readonly TagSpec[] | undefined,
): readonly TagSpec[] | undefined {
  if (!inherited || !own) return own ?? inherited;
  return [...inherited, ...own];
}

const TAGGABLE: readonly string[] = [
  "instance",
  "volume",
  "network-interface",
  "spot-instances-request",
  "elastic-gpu",
];

/** Throws unless all of it can be tagged by a launch, with each key once. */
export function checkTagSpecifications(specs: readonly TagSpecification[] | undefined): void {
  for (const { ResourceType: type = "", Tags: tags = [] } of specs ?? []) {
    if (!TAGGABLE.includes(type)) {
      const words = `'${type}' is not a valid taggable resource type for this operation.`;
      throw new PracticeError("InvalidParameterValue", words);
    }
    const keys = tags.map(({ Key }) => Key);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice === undefined) continue;
    const words = `Duplicate tag key '${twice}' specified.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
}
