/** A volume and its attachment as DescribeVolumes shows them. */
import type { Volume, VolumeAttachment, VolumeType } from "@aws-sdk/client-ec2";
import { attachmentOfVolume } from "../../../world/ec2/volumes/attachments.ts";
import { speedOf } from "../../../world/ec2/volumes/volume-shape.ts";
import { seenTags } from "../../../world/ec2/visibility/visibility.ts";
import type { InstanceState, InstanceVolume } from "../../../world/kernel/state/ec2/instances.ts";
import type { VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../../world/kernel/world.ts";
import { tagList } from "../reply.ts";

export function volumeShape(world: World, volume: VolumeState): Volume {
  const attached = attachmentOfVolume(world, volume);
  const { iops, throughput } = speedOf(volume);
  return {
    VolumeId: volume.id,
    VolumeArn: world.arn("ec2", `volume/${volume.id}`),
    OwnerId: world.accountId,
    State: volume.state,
    Size: volume.sizeGib,
    VolumeType: volume.volumeType as VolumeType,
    Iops: iops,
    Throughput: throughput,
    AvailabilityZone: volume.zone,
    AvailabilityZoneId: world.state.zones.get(volume.zone)?.id,
    SnapshotId: volume.snapshotId ?? "",
    Encrypted: volume.encrypted,
    KmsKeyId: volume.kmsKeyId,
    MultiAttachEnabled: false,
    CreateTime: new Date(volume.createdAtMs),
    Attachments: attached ? [attachmentShape(attached.instance, attached.attachment)] : [],
    Tags: tagList(seenTags(world, volume.id, volume.tags)),
  };
}

/** While a server is pending its volumes are on their way to it. */
export function attachmentShape(
  instance: InstanceState,
  attachment: InstanceVolume,
): VolumeAttachment {
  return {
    VolumeId: attachment.volumeId,
    InstanceId: instance.id,
    Device: attachment.device,
    State: attachment.status ?? (instance.state === "pending" ? "attaching" : "attached"),
    AttachTime: new Date(attachment.attachedAtMs),
    DeleteOnTermination: attachment.deleteOnTermination,
  };
}
