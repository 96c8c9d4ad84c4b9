/** Makes instances with their addresses and volumes, in state pending, and sets their first timer. */
import type {
  InstanceState,
  InstanceVolume,
  MetadataOptions,
  SubnetState,
  Tags,
  TemplateData,
} from "../kernel/state-ec2.ts";
import type { World } from "../kernel/world.ts";
import { placesFor } from "./capacity/places.ts";
import { noteLaunchOf } from "./images/last-launched.ts";
import { beginPending } from "./instance-life.ts";
import { storeOf } from "./instances/attributes.ts";
import { checkMetadataKeys } from "./instances/metadata-tags.ts";
import type { DeviceSpec, LaunchSpec } from "./launch-spec.ts";
import { missing, tagsFor } from "./launch-spec.ts";
import { checkRoomForTags, checkTags } from "./tagging.ts";
import { hideNew } from "./visibility/visibility.ts";
import { diskKeyFails } from "./volumes/disk-keys.ts";

export interface Launch {
  readonly spec: LaunchSpec;
  readonly subnet: SubnetState;
  readonly count: number;
  /** The fewest, if there is not room for all; absent: all or none. */
  readonly least?: number;
  readonly tags: Tags;
  readonly groupName: string | null;
  readonly launchTemplate: InstanceState["launchTemplate"];
  readonly clientToken: string | null;
  readonly cause: string;
}

export function launch(world: World, order: Launch): InstanceState[] {
  checkTagsOf(order);
  const { spec, subnet, groupName, count: wanted, least = wanted } = order;
  const [instanceType, imageId] = [spec.type.name, spec.image.id];
  const wish = { subnet, instanceType, imageId, groupName, least, wanted };
  const count = placesFor(world, wish);
  const reservationId = world.id("r");
  const made: InstanceState[] = [];
  for (let index = 0; index < count; index++)
    made.push(launchOne(world, order, reservationId, index));
  noteLaunchOf(world, spec.image.id);
  return made;
}

/** AWS's own are not counted, and its reserved beginning is not looked for among them. */
function checkTagsOf({ spec: { data }, tags }: Launch): void {
  const own = tagsFor(data.TagSpecifications, "instance");
  checkTags(own);
  checkTags(tagsFor(data.TagSpecifications, "volume"));
  checkRoomForTags(own, tags);
  if (data.MetadataOptions?.InstanceMetadataTags === "enabled")
    checkMetadataKeys({ ...own, ...tags });
}

function launchOne(
  world: World,
  order: Launch,
  reservationId: string,
  launchIndex: number,
): InstanceState {
  const instance = placeInstance(world, order, { reservationId, launchIndex, atMs: world.nowMs });
  hideNew(world, instance.id);
  for (const { volumeId } of instance.volumes) hideNew(world, volumeId);
  if (keyFails(world, instance)) instance.launchFault = CLIENT_INTERNAL_ERROR;
  beginPending(world, instance, order.cause);
  return instance;
}

const CLIENT_INTERNAL_ERROR = {
  code: "Client.InternalError",
  message: "Client.InternalError: Client error on launch",
};

/** Seen only after the launch has been accepted. */
function keyFails(world: World, instance: InstanceState): boolean {
  const { volumes, zone, instanceType, groupName } = instance;
  return volumes.some(({ volumeId }) => {
    const keyId = world.state.volumes.get(volumeId)?.kmsKeyId;
    return keyId !== undefined && diskKeyFails(world, { keyId, zone, instanceType, groupName });
  });
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
    ...(spec.kmsKeyId === null ? {} : { kmsKeyId: spec.kmsKeyId }),
    ...(spec.iops === undefined ? {} : { iops: spec.iops }),
    ...(spec.throughput === undefined ? {} : { throughput: spec.throughput }),
    createdAtMs: instance.launchedAtMs,
    attachedTo: instance.id,
    device: spec.device,
    tags,
  });
  const { device, deleteOnTermination } = spec;
  return { device, volumeId: id, deleteOnTermination, attachedAtMs: instance.launchedAtMs };
}
