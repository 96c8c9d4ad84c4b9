import type { Instance, InstanceBlockDeviceMapping } from "@aws-sdk/client-ec2";
import type { ServerFact, Tags, TemplateRef, VolumeFact } from "../../../shared/model/facts.ts";
import { groupName, imageId, serverId, templateId } from "../../../shared/model/ids.ts";
import { mapTags } from "./tags.ts";

export function mapServer(instance: Instance, readAtMs: number): ServerFact {
  const tags = mapTags(instance.Tags);
  const group = tags["aws:autoscaling:groupName"];
  return {
    id: serverId(instance.InstanceId ?? ""),
    imageId: imageId(instance.ImageId ?? ""),
    instanceType: instance.InstanceType ?? "",
    architecture: instance.Architecture ?? "",
    zone: instance.Placement?.AvailabilityZone ?? "",
    subnetId: instance.SubnetId ?? null,
    privateIp: instance.PrivateIpAddress ?? null,
    state: instance.State?.Name ?? "",
    launchedAtMs: instance.LaunchTime?.getTime() ?? 0,
    groupName: group === undefined ? null : groupName(group),
    template: templateOf(tags),
    securityGroupIds: (instance.SecurityGroups ?? [])
      .map(({ GroupId }) => GroupId ?? "")
      .toSorted(),
    instanceProfileArn: instance.IamInstanceProfile?.Arn ?? null,
    rootDevice: instance.RootDeviceName ?? null,
    volumes: (instance.BlockDeviceMappings ?? []).map(mapVolume),
    tags,
    readAtMs,
  };
}

/** EC2 itself says nothing of it; the tags that a launch leaves do. */
function templateOf(tags: Tags): TemplateRef | null {
  const id = tags["aws:ec2launchtemplate:id"];
  if (id === undefined) return null;
  return { id: templateId(id), name: null, version: tags["aws:ec2launchtemplate:version"] ?? "" };
}

const mapVolume = (mapping: InstanceBlockDeviceMapping): VolumeFact => ({
  volumeId: mapping.Ebs?.VolumeId ?? "",
  device: mapping.DeviceName ?? "",
  deleteOnTermination: mapping.Ebs?.DeleteOnTermination ?? false,
});
