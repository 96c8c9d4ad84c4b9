/** A server as it is when a launch has just made it. */
import type { InstanceState, MetadataOptions } from "../../kernel/state/ec2/instances.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import type { Launch, Placing } from "./launch.ts";
import { missing, tagsFor } from "./launch-spec.ts";
import type { LaunchSpec } from "./launch-spec.ts";
import { storeOf } from "./attributes.ts";

export function newInstance(world: World, order: Launch, placing: Placing): InstanceState {
  const { spec, subnet } = order;
  const { data } = spec;
  return {
    ...lifeless(placing.atMs),
    id: world.id("i"),
    reservationId: placing.reservationId,
    launchIndex: placing.launchIndex,
    imageId: spec.image.id,
    instanceType: spec.type.name,
    architecture: spec.type.architecture,
    zone: subnet.zone,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    privateIp: nextAddress(subnet),
    networkInterfaceId: world.id("eni"),
    securityGroupIds: [...spec.securityGroupIds],
    keyName: data.KeyName ?? null,
    instanceProfileArn: profileArn(world, data.IamInstanceProfile),
    userData: data.UserData ?? null,
    tags: { ...tagsFor(data.TagSpecifications, "instance"), ...order.tags },
    rootDevice: spec.image.rootDevice,
    clientToken: order.clientToken,
    shutdownBehaviour:
      data.InstanceInitiatedShutdownBehavior === "terminate" ? "terminate" : "stop",
    disableApiTermination: data.DisableApiTermination ?? false,
    ...(data.InstanceMarketOptions?.MarketType === "spot" ? { isSpot: true } : {}),
    ...(data.DisableApiStop === undefined ? {} : { disableApiStop: data.DisableApiStop }),
    metadataOptions: metadataOptionsOf(data),
    ...(spec.type.storeGb > 0 ? { instanceStore: storeOf(spec.type.storeGb, 1) } : {}),
    monitoring: data.Monitoring?.Enabled ?? false,
    contentsId: spec.image.contentsId,
    groupName: order.groupName,
    launchTemplate: order.launchTemplate,
  };
}

function metadataOptionsOf({ MetadataOptions: wanted = {} }: TemplateData): MetadataOptions {
  const { HttpEndpoint: httpEndpoint, HttpProtocolIpv6: httpProtocolIpv6 } = wanted;
  const hopLimit = wanted.HttpPutResponseHopLimit;
  return {
    httpTokens: wanted.HttpTokens ?? "required",
    instanceMetadataTags: wanted.InstanceMetadataTags ?? "disabled",
    ...(httpEndpoint === undefined ? {} : { httpEndpoint }),
    ...(hopLimit === undefined ? {} : { hopLimit }),
    ...(httpProtocolIpv6 === undefined ? {} : { httpProtocolIpv6 }),
  };
}

/** The members that every new server starts with. */
function lifeless(atMs: number) {
  return {
    state: "pending" as const,
    stateReason: null,
    transitionReason: "",
    launchedAtMs: atMs,
    stateChangedAtMs: atMs,
    volumes: [],
    systemCheck: "initializing" as const,
    instanceCheck: "initializing" as const,
    health: "unknown" as const,
    console: "",
    consoleAtMs: atMs,
    bootCount: 0,
  };
}

function profileArn(
  world: World,
  profile: LaunchSpec["data"]["IamInstanceProfile"],
): string | null {
  if (!profile) return null;
  if (profile.Arn !== undefined) return profile.Arn;
  if (profile.Name === undefined) throw missing("IamInstanceProfile.Name");
  return `arn:aws:iam::${world.accountId}:instance-profile/${profile.Name}`;
}

function nextAddress(subnet: SubnetState): string {
  const [a = 10, b = 0, c = 0] = (subnet.cidr.split("/")[0] ?? "").split(".").map(Number);
  const host = subnet.nextHost++;
  subnet.freeAddresses--;
  return [a, b, c + Math.floor(host / 256), host % 256].join(".");
}
