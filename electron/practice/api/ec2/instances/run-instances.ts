/** RunInstances: from its own members, or from a launch template that they change. */
import type {
  LaunchTemplateSpecification,
  RunInstancesCommandInput,
  RunInstancesCommandOutput,
} from "@aws-sdk/client-ec2";
import { once } from "../../../world/ec2/client-tokens.ts";
import { awsTags } from "../../../world/ec2/instance-orders.ts";
import { launch } from "../../../world/ec2/launch.ts";
import { resolveSpec, tagsFor } from "../../../world/ec2/launch-spec.ts";
import { findSubnet } from "../../../world/ec2/lookups.ts";
import { checkTags } from "../../../world/ec2/tagging.ts";
import { findTemplate, findVersion } from "../../../world/ec2/templates.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type {
  InstanceState,
  LaunchTemplateState,
  SubnetState,
  Tags,
  TemplateData,
  TemplateVersionState,
} from "../../../world/kernel/state-ec2.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { instanceShape } from "./instance-shape.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";

export function RunInstances(
  input: RunInstancesCommandInput,
  { world }: CallContext,
): Reply<RunInstancesCommandOutput> {
  const source = templateOf(world, input.LaunchTemplate);
  const data: TemplateData = { ...source?.version.data, ...ownMembers(input) };
  const spec = resolveSpec(world, data);
  const subnet = subnetOf(world, input, data);
  const count = countOf(input);
  checkTags(tagsFor(input.TagSpecifications, "instance"));
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const scope = (input.SubnetId ?? input.Placement?.AvailabilityZone) ? subnet.zone : "";
  const make = () =>
    launch(world, {
      spec,
      subnet,
      count,
      tags: tagsOfLaunch(source),
      groupName: null,
      launchTemplate: source ? { id: source.template.id, version: source.version.version } : null,
      clientToken: token ?? null,
      cause: "user",
    }).map((instance) => instance.id);
  return reply(world, once(world, { operation: "RunInstances", scope, token, parameters }, make));
}

interface Source {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
}

function templateOf(world: World, named: LaunchTemplateSpecification | undefined): Source | null {
  if (!named) return null;
  const template = findTemplate(world, {
    id: named.LaunchTemplateId,
    name: named.LaunchTemplateName,
  });
  return { template, version: findVersion(template, named.Version) };
}

function tagsOfLaunch(source: Source | null): Tags {
  return source ? awsTags(source.template, source.version, null) : {};
}

/** The request's own members, which go before the template's; absent ones must not hide it. */
function ownMembers(input: RunInstancesCommandInput): TemplateData {
  const own: TemplateData = {
    ImageId: input.ImageId,
    InstanceType: input.InstanceType,
    KeyName: input.KeyName,
    UserData: input.UserData,
    SecurityGroupIds: input.SecurityGroupIds,
    IamInstanceProfile: input.IamInstanceProfile,
    NetworkInterfaces: input.NetworkInterfaces,
    BlockDeviceMappings: input.BlockDeviceMappings,
    TagSpecifications: input.TagSpecifications,
    MetadataOptions: input.MetadataOptions,
    Monitoring: input.Monitoring,
    DisableApiTermination: input.DisableApiTermination,
    InstanceInitiatedShutdownBehavior: input.InstanceInitiatedShutdownBehavior,
  };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

function countOf({ MinCount: least, MaxCount: most }: RunInstancesCommandInput): number {
  if (least === undefined || most === undefined) {
    const name = least === undefined ? "MinCount" : "MaxCount";
    throw new PracticeError("MissingParameter", `The request must contain the parameter ${name}`);
  }
  if (least >= 1 && most >= least && most <= 1000) return most;
  throw new PracticeError("InvalidParameterValue", `Invalid value '${most}' for instance count.`);
}

/** Without a subnet AWS takes one of the default network's; the practice region has the first of its zone. */
function subnetOf(world: World, input: RunInstancesCommandInput, data: TemplateData): SubnetState {
  const named = input.SubnetId ?? data.NetworkInterfaces?.[0]?.SubnetId;
  if (named !== undefined) return findSubnet(world, named);
  const zone = input.Placement?.AvailabilityZone;
  for (const subnet of world.state.subnets.values())
    if (zone === undefined || subnet.zone === zone) return subnet;
  if (zone === undefined) {
    const words = "No subnets found for the default VPC. Please specify a subnet.";
    throw new PracticeError("MissingInput", words);
  }
  throw new PracticeError("InvalidParameterValue", `Invalid availability zone: [${zone}]`);
}

function reply(world: World, ids: readonly string[]): Reply<RunInstancesCommandOutput> {
  const instances = ids
    .map((id) => world.state.instances.get(id))
    .filter((each) => each !== undefined);
  return {
    ReservationId: instances[0]?.reservationId,
    OwnerId: world.accountId,
    Groups: [],
    Instances: instances.map((instance: InstanceState) => instanceShape(world, instance)),
  };
}
