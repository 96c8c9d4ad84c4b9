/** RunInstances: from its own members, or from a launch template that they change. */
import type { RunInstancesCommandInput, RunInstancesCommandOutput } from "@aws-sdk/client-ec2";
import { insufficientEverywhere, roomFor } from "../../../world/ec2/capacity/capacity.ts";
import { isOffered } from "../../../world/ec2/capacity/offerings.ts";
import { once } from "../../../world/ec2/client-tokens.ts";
import { awsTags } from "../../../world/ec2/instances/instance-orders.ts";
import { launch } from "../../../world/ec2/instances/launch.ts";
import type { Launch } from "../../../world/ec2/instances/launch.ts";
import { resolveSpec } from "../../../world/ec2/instances/launch-spec.ts";
import { findSubnet } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { SubnetState } from "../../../world/kernel/state/ec2/network.ts";
import type { TemplateData } from "../../../world/kernel/state/ec2/templates.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { instanceShape } from "./instance-shape.ts";
import { checkTagSpecifications, launchData, templateOf } from "./launch-members.ts";

type Input = RunInstancesCommandInput;

/** A call that repeats an earlier one's token is not looked at anew: its image may be gone meanwhile. */
export function RunInstances(
  input: Input,
  { world }: CallContext,
): Reply<RunInstancesCommandOutput> {
  if (input.DryRun) orderOf(world, input);
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const use = {
    operation: "RunInstances",
    scope: zoneAskedFor(world, input) ?? "",
    token,
    parameters,
  };
  const make = () => launch(world, orderOf(world, input)).map((instance) => instance.id);
  return reply(world, once(world, use, make));
}

function orderOf(world: World, input: Input): Launch {
  const { least, most } = countsOf(input);
  const source = templateOf(world, input.LaunchTemplate);
  const data = launchData(world, input, source);
  checkTagSpecifications(input.TagSpecifications);
  const spec = resolveSpec(world, data);
  return {
    spec,
    subnet: subnetOf(world, input, data, { instanceType: spec.type.name, least }),
    count: most,
    least,
    tags: source ? awsTags(source.template, source.version, null) : {},
    groupName: null,
    launchTemplate: source ? { id: source.template.id, version: source.version.version } : null,
    clientToken: input.ClientToken ?? null,
    cause: "user",
  };
}

interface Counts {
  readonly least: number;
  readonly most: number;
}

function countsOf({ MinCount: least, MaxCount: most }: Input): Counts {
  if (least === undefined || most === undefined) {
    const name = least === undefined ? "MinCount" : "MaxCount";
    throw new PracticeError("MissingParameter", `The request must contain the parameter ${name}`);
  }
  if (least >= 1 && most >= least && most <= 1000) return { least, most };
  throw new PracticeError("InvalidParameterValue", `Invalid value '${most}' for instance count.`);
}

/** By the request itself, whatever its template says: tokens count by it. */
function zoneAskedFor(world: World, input: Input): string | undefined {
  const subnetId = input.SubnetId ?? input.NetworkInterfaces?.[0]?.SubnetId;
  if (subnetId !== undefined) return findSubnet(world, subnetId).zone;
  return input.Placement?.AvailabilityZone;
}

interface Wish {
  readonly instanceType: string;
  readonly least: number;
}

/** Without a subnet AWS takes one of the default network's; the practice region has the first that has room. */
function subnetOf(world: World, input: Input, data: TemplateData, wish: Wish): SubnetState {
  const zone = data.Placement?.AvailabilityZone;
  const named = input.SubnetId ?? data.NetworkInterfaces?.[0]?.SubnetId;
  if (named !== undefined) return inZone(findSubnet(world, named), zone);
  const all = [...world.state.subnets.values()];
  const possible = all.filter((subnet) => zone === undefined || subnet.zone === zone);
  const fitting = possible.find((subnet) => fits(world, subnet, wish));
  const subnet = fitting ?? possible[0];
  if (!subnet) throw noSubnet(zone);
  if (!fitting && zone === undefined) throw insufficientEverywhere(wish.instanceType);
  return subnet;
}

function fits(world: World, subnet: SubnetState, { instanceType, least }: Wish): boolean {
  const { zone, freeAddresses } = subnet;
  return (
    freeAddresses >= least &&
    isOffered(world, instanceType, zone) &&
    roomFor(world, { zone, instanceType }) >= least
  );
}

function inZone(subnet: SubnetState, zone: string | undefined): SubnetState {
  if (zone === undefined || subnet.zone === zone) return subnet;
  const words = `The subnet '${subnet.id}' is not in the Availability Zone '${zone}'.`;
  throw new PracticeError("InvalidParameterCombination", words);
}

function noSubnet(zone: string | undefined): PracticeError {
  if (zone !== undefined)
    return new PracticeError("InvalidParameterValue", `Invalid availability zone: [${zone}]`);
  const words = "No subnets found for the default VPC. Please specify a subnet.";
  return new PracticeError("MissingInput", words);
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
