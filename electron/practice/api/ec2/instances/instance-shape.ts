/** A server as DescribeInstances shows it. */
import type {
  _InstanceType,
  ArchitectureValues,
  HttpTokensState,
  Instance,
  InstanceMetadataTagsState,
  InstanceState as StateShape,
  Reservation,
} from "@aws-sdk/client-ec2";
import type { InstanceState, InstanceStateName } from "../../../world/kernel/state-ec2.ts";
import type { World } from "../../../world/kernel/world.ts";
import { tagList } from "../reply.ts";

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
    Instances: together.map((instance) => instanceShape(world, instance)),
  }));
}

export function instanceShape(world: World, instance: InstanceState): Instance {
  return {
    ...identity(instance),
    ...machine(instance),
    ...(instance.state === "terminated" ? {} : network(world, instance)),
    ...storage(instance),
    StateReason: reasonShape(instance),
    Tags: tagList(instance.tags),
  };
}

function reasonShape({ stateReason: reason }: InstanceState) {
  return reason ? { Code: reason.code, Message: reason.message } : undefined;
}

function identity(instance: InstanceState): Instance {
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    State: stateShape(instance.state),
    StateTransitionReason: instance.transitionReason,
    AmiLaunchIndex: instance.launchIndex,
    InstanceType: instance.instanceType as _InstanceType,
    KeyName: instance.keyName ?? undefined,
    LaunchTime: new Date(instance.launchedAtMs),
    Placement: { AvailabilityZone: instance.zone, GroupName: "", Tenancy: "default" },
    Monitoring: { State: instance.monitoring ? "enabled" : "disabled" },
    ClientToken: instance.clientToken ?? undefined,
    IamInstanceProfile: profileShape(instance),
  };
}

function profileShape({ instanceProfileArn: arn }: InstanceState) {
  return arn === null ? undefined : { Arn: arn, Id: "AIPA4XBENNUPRACTICE00" };
}

function machine(instance: InstanceState): Instance {
  return {
    Architecture: instance.architecture as ArchitectureValues,
    Hypervisor: "xen",
    VirtualizationType: "hvm",
    EnaSupport: true,
    EbsOptimized: false,
    BootMode: "uefi-preferred",
    CurrentInstanceBootMode: "uefi",
    PlatformDetails: "Linux/UNIX",
    UsageOperation: "RunInstances",
    UsageOperationUpdateTime: new Date(instance.launchedAtMs),
    MetadataOptions: {
      State: instance.state === "pending" ? "pending" : "applied",
      HttpTokens: instance.metadataOptions.httpTokens as HttpTokensState,
      HttpPutResponseHopLimit: 2,
      HttpEndpoint: "enabled",
      InstanceMetadataTags: instance.metadataOptions
        .instanceMetadataTags as InstanceMetadataTagsState,
    },
    MaintenanceOptions: { AutoRecovery: "default" },
    InstanceLifecycle: instance.isSpot ? "spot" : undefined,
  };
}

function network(world: World, instance: InstanceState): Instance {
  const groups = instance.securityGroupIds.map((id) => ({
    GroupId: id,
    GroupName: world.state.securityGroups.get(id)?.name ?? id,
  }));
  return {
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    PrivateIpAddress: instance.privateIp,
    PrivateDnsName: privateDnsName(world, instance),
    SecurityGroups: groups,
    SourceDestCheck: true,
    NetworkInterfaces: [
      {
        NetworkInterfaceId: instance.networkInterfaceId,
        SubnetId: instance.subnetId,
        VpcId: instance.vpcId,
        PrivateIpAddress: instance.privateIp,
        Groups: groups,
        OwnerId: world.accountId,
        Status: "in-use",
        Attachment: { DeviceIndex: 0, Status: "attached", DeleteOnTermination: true },
      },
    ],
  };
}

export function privateDnsName(world: World, instance: InstanceState): string {
  return `ip-${instance.privateIp.replaceAll(".", "-")}.${world.region}.compute.internal`;
}

/** Real EC2 shows no volume while a server is pending. */
function storage(instance: InstanceState): Instance {
  const shown = instance.state === "pending" ? [] : instance.volumes;
  return {
    RootDeviceName: instance.rootDevice,
    RootDeviceType: "ebs",
    BlockDeviceMappings: shown.map((volume) => ({
      DeviceName: volume.device,
      Ebs: {
        VolumeId: volume.volumeId,
        Status: "attached",
        AttachTime: new Date(volume.attachedAtMs),
        DeleteOnTermination: volume.deleteOnTermination,
      },
    })),
  };
}
