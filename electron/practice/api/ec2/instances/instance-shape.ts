/** A server as DescribeInstances shows it. */
import type {
  _InstanceType,
  HttpTokensState,
  Instance,
  InstanceBlockDeviceMapping,
  InstanceMetadataEndpointState,
  InstanceMetadataOptionsResponse,
  InstanceMetadataProtocolState,
  InstanceMetadataTagsState,
  InstanceState as StateShape,
  Reservation,
} from "@aws-sdk/client-ec2";
import type {
  InstanceState,
  InstanceStateName,
} from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import { seenInstance } from "../../../world/ec2/visibility/visibility.ts";
import { tagList } from "../reply.ts";
import { networkShape } from "./instance-network-shape.ts";
import { machineShape } from "./machine-shape.ts";

const STATE_CODES: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export function stateShape(state: InstanceStateName): Required<StateShape> {
  return { Code: STATE_CODES[state], Name: state };
}

/** Servers launched together share a reservation; a page may cut one in two. */
export function reservations(world: World, instances: readonly InstanceState[]): Reservation[] {
  const byId = new Map<string, InstanceState[]>();
  for (const instance of instances) {
    const together = byId.get(instance.reservationId);
    if (together) together.push(instance);
    else byId.set(instance.reservationId, [instance]);
  }
  return [...byId].map(([ReservationId, together]) => ({
    ReservationId,
    OwnerId: world.accountId,
    Groups: [],
    Instances: together.map((instance) => instanceShape(world, seenInstance(world, instance))),
  }));
}

export function instanceShape(world: World, instance: InstanceState): Instance {
  return {
    ...identity(world, instance),
    ...machineShape(instance),
    MetadataOptions: metadataShape(instance, world.nowMs),
    ...(instance.state === "terminated" ? NO_NETWORK : networkShape(world, instance)),
    ...storage(instance),
    StateReason: reasonShape(instance),
    Tags: tagList(instance.tags),
  };
}

const NO_NETWORK: Instance = { NetworkInterfaces: [], PrivateDnsName: "", SecurityGroups: [] };

/** A server that is being launched has a reason too: that it is pending. */
export function reasonShape({ stateReason: reason, state }: InstanceState) {
  if (!reason && state === "pending") return { Code: "pending", Message: "pending" };
  return reason ? { Code: reason.code, Message: reason.message } : undefined;
}

function identity(world: World, instance: InstanceState): Instance {
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    State: stateShape(instance.state),
    StateTransitionReason: instance.transitionReason,
    AmiLaunchIndex: instance.launchIndex,
    InstanceType: instance.instanceType as _InstanceType,
    KeyName: instance.keyName ?? undefined,
    LaunchTime: new Date(instance.launchedAtMs),
    Placement: {
      AvailabilityZone: instance.zone,
      AvailabilityZoneId: world.state.zones.get(instance.zone)?.id,
      GroupName: "",
      Tenancy: "default",
    },
    Monitoring: { State: instance.monitoring ? "enabled" : "disabled" },
    ClientToken: instance.clientToken ?? undefined,
    IamInstanceProfile: profileShape(instance),
  };
}

function profileShape({ instanceProfileArn: arn }: InstanceState) {
  return arn === null ? undefined : { Arn: arn, Id: "AIPA4XBENNUPRACTICE00" };
}

const METADATA_CHANGES_IN_MS = 3000;

/** Pending while the server is, and for a moment after a change. */
export function metadataShape(
  { state, metadataOptions: options }: InstanceState,
  nowMs: number,
): InstanceMetadataOptionsResponse {
  const isChanging = nowMs - (options.changedAtMs ?? -Infinity) < METADATA_CHANGES_IN_MS;
  return {
    State: state === "pending" || isChanging ? "pending" : "applied",
    HttpTokens: options.httpTokens as HttpTokensState,
    HttpPutResponseHopLimit: options.hopLimit ?? 2,
    HttpEndpoint: (options.httpEndpoint ?? "enabled") as InstanceMetadataEndpointState,
    HttpProtocolIpv6: (options.httpProtocolIpv6 ?? "disabled") as InstanceMetadataProtocolState,
    InstanceMetadataTags: options.instanceMetadataTags as InstanceMetadataTagsState,
  };
}

/** Real EC2 shows no volume while a server is pending. */
function storage(instance: InstanceState): Instance {
  return {
    RootDeviceName: instance.rootDevice,
    RootDeviceType: "ebs",
    BlockDeviceMappings: instance.state === "pending" ? [] : volumeShapes(instance),
  };
}

export function volumeShapes({ volumes }: InstanceState): InstanceBlockDeviceMapping[] {
  return volumes.map((volume) => ({
    DeviceName: volume.device,
    Ebs: {
      VolumeId: volume.volumeId,
      Status: volume.status ?? "attached",
      AttachTime: new Date(volume.attachedAtMs),
      DeleteOnTermination: volume.deleteOnTermination,
    },
  }));
}
