/** The part of a server's description that tells how it is connected. */
import type { GroupIdentifier, Instance, InstanceNetworkInterface } from "@aws-sdk/client-ec2";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import { attachmentIdOf, macAddressOf } from "../network/interface-facts.ts";

export function networkShape(world: World, instance: InstanceState): Instance {
  return {
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    PrivateIpAddress: instance.privateIp,
    PrivateDnsName: privateDnsName(world, instance),
    SecurityGroups: groupShapes(world, instance),
    SourceDestCheck: instance.sourceDestCheck ?? true,
    NetworkInterfaces: [interfaceShape(world, instance)],
  };
}

export function groupShapes(world: World, { securityGroupIds }: InstanceState): GroupIdentifier[] {
  return securityGroupIds.map((id) => ({
    GroupId: id,
    GroupName: world.state.securityGroups.get(id)?.name ?? id,
  }));
}

export function privateDnsName(world: World, instance: InstanceState): string {
  return `ip-${instance.privateIp.replaceAll(".", "-")}.${world.region}.compute.internal`;
}

function interfaceShape(world: World, instance: InstanceState): InstanceNetworkInterface {
  return {
    ...addresses(world, instance),
    NetworkInterfaceId: instance.networkInterfaceId,
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    Groups: groupShapes(world, instance),
    Description: "",
    InterfaceType: "interface",
    Ipv6Addresses: [],
    OwnerId: world.accountId,
    SourceDestCheck: instance.sourceDestCheck ?? true,
    Status: "in-use",
    Attachment: {
      AttachmentId: attachmentIdOf(instance),
      AttachTime: new Date(instance.launchedAtMs),
      DeviceIndex: 0,
      NetworkCardIndex: 0,
      Status: instance.state === "pending" ? "attaching" : "attached",
      DeleteOnTermination: true,
    },
  };
}

export function addresses(world: World, instance: InstanceState) {
  const PrivateIpAddress = instance.privateIp;
  const PrivateDnsName = privateDnsName(world, instance);
  return {
    MacAddress: macAddressOf(instance),
    PrivateIpAddress,
    PrivateDnsName,
    PrivateIpAddresses: [{ PrivateIpAddress, PrivateDnsName, Primary: true }],
  };
}
