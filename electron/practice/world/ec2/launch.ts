/** Makes instances with their addresses and volumes, in state pending, and sets their first timer. */
import { PracticeError } from "../kernel/practice-error.ts";
import type { InstanceState, InstanceVolume, SubnetState, Tags } from "../kernel/state-ec2.ts";
import type { World } from "../kernel/world.ts";
import { beginPending } from "./instance-life.ts";
import type { DeviceSpec, LaunchSpec } from "./launch-spec.ts";
import { missing, tagsFor } from "./launch-spec.ts";

export interface Launch {
  readonly spec: LaunchSpec;
  readonly subnet: SubnetState;
  readonly count: number;
  readonly tags: Tags;
  readonly groupName: string | null;
  readonly launchTemplate: InstanceState["launchTemplate"];
  readonly clientToken: string | null;
  readonly cause: string;
}

export function launch(world: World, order: Launch): InstanceState[] {
  if (order.count > order.subnet.freeAddresses) throw noAddresses(order.subnet);
  const { spec, subnet, groupName } = order;
  const place = { zone: subnet.zone, instanceType: spec.type.name, groupName };
  const refusal = world.mishaps?.refuseLaunch(place);
  if (refusal) throw refusal;
  const reservationId = world.id("r");
  const made: InstanceState[] = [];
  for (let index = 0; index < order.count; index++)
    made.push(launchOne(world, order, reservationId, index));
  return made;
}

function noAddresses(subnet: SubnetState): PracticeError {
  const words = `There are not enough free addresses in subnet '${subnet.id}' to satisfy the requested number of instances.`;
  return new PracticeError("InsufficientFreeAddressesInSubnet", words);
}

function launchOne(
  world: World,
  order: Launch,
  reservationId: string,
  launchIndex: number,
): InstanceState {
  const instance = placeInstance(world, order, { reservationId, launchIndex, atMs: world.nowMs });
  beginPending(world, instance, order.cause);
  return instance;
}

export interface Placing {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly atMs: number;
}

/** Puts a server and its volumes into the state without beginning its life: scenarios say what it is like. */
export function placeInstance(world: World, order: Launch, placing: Placing): InstanceState {
  const instance = newInstance(world, order, placing);
  world.state.instances.set(instance.id, instance);
  attachVolumes(world, instance, order.spec);
  return instance;
}

function newInstance(world: World, order: Launch, placing: Placing): InstanceState {
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
    metadataOptions: {
      httpTokens: data.MetadataOptions?.HttpTokens ?? "required",
      instanceMetadataTags: data.MetadataOptions?.InstanceMetadataTags ?? "disabled",
    },
    monitoring: data.Monitoring?.Enabled ?? false,
    contentsId: spec.image.contentsId,
    groupName: order.groupName,
    launchTemplate: order.launchTemplate,
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

function attachVolumes(world: World, instance: InstanceState, spec: LaunchSpec): void {
  const tags = tagsFor(spec.data.TagSpecifications, "volume");
  instance.volumes = spec.devices.map((device) =>
    attachVolume(world, instance, device, { ...tags }),
  );
}

function attachVolume(
  world: World,
  instance: InstanceState,
  spec: DeviceSpec,
  tags: Tags,
): InstanceVolume {
  const id = world.id("vol");
  world.state.volumes.set(id, {
    id,
    state: "in-use",
    sizeGib: spec.sizeGib,
    volumeType: spec.volumeType,
    zone: instance.zone,
    snapshotId: spec.snapshotId,
    encrypted: spec.encrypted,
    createdAtMs: instance.launchedAtMs,
    attachedTo: instance.id,
    device: spec.device,
    tags,
  });
  const { device, deleteOnTermination } = spec;
  return { device, volumeId: id, deleteOnTermination, attachedAtMs: instance.launchedAtMs };
}
