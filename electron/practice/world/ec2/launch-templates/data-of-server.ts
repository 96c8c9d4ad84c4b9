/** GetLaunchTemplateData: what a launch template would have to say for such a server. */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";

export function dataOfServer(world: World, server: InstanceState): TemplateData {
  return {
    ...aboutServer(server),
    BlockDeviceMappings: server.volumes.map((attached) => deviceOf(world, attached)),
    Placement: { AvailabilityZone: server.zone, Tenancy: "default" },
    ...(server.ebsOptimized === undefined ? {} : { EbsOptimized: server.ebsOptimized }),
    ...tagsOf(server),
  } as TemplateData;
}

function aboutServer(server: InstanceState) {
  return {
    ImageId: server.imageId,
    InstanceType: server.instanceType,
    ...(server.keyName === null ? {} : { KeyName: server.keyName }),
    ...(server.userData === null ? {} : { UserData: server.userData }),
    ...(server.instanceProfileArn === null
      ? {}
      : { IamInstanceProfile: { Arn: server.instanceProfileArn } }),
    Monitoring: { Enabled: server.monitoring },
    DisableApiTermination: server.disableApiTermination,
    DisableApiStop: server.disableApiStop ?? false,
    InstanceInitiatedShutdownBehavior: server.shutdownBehaviour,
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        SubnetId: server.subnetId,
        Groups: [...server.securityGroupIds],
        DeleteOnTermination: true,
      },
    ],
    MetadataOptions: {
      HttpTokens: server.metadataOptions.httpTokens,
      InstanceMetadataTags: server.metadataOptions.instanceMetadataTags,
    },
  };
}

function deviceOf(world: World, attached: InstanceState["volumes"][number]) {
  const volume = world.state.volumes.get(attached.volumeId);
  return {
    DeviceName: attached.device,
    Ebs: {
      DeleteOnTermination: attached.deleteOnTermination,
      Encrypted: volume?.encrypted ?? false,
      ...(volume?.snapshotId ? { SnapshotId: volume.snapshotId } : {}),
      ...(volume ? { VolumeSize: volume.sizeGib, VolumeType: volume.volumeType } : {}),
    },
  };
}

/** Those that AWS gave it are no business of a template. */
function tagsOf({ tags }: InstanceState) {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith("aws:"));
  if (own.length === 0) return {};
  const list = own.map(([Key, Value]) => ({ Key, Value }));
  return { TagSpecifications: [{ ResourceType: "instance", Tags: list }] };
}
