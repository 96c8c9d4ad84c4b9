/** Volumes over the wire. */
import type {
  DescribeVolumesCommandInput,
  DescribeVolumesCommandOutput,
  Volume,
  VolumeType,
} from "@aws-sdk/client-ec2";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { VolumeState } from "../../world/kernel/state-ec2.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfTable, refuseIdsWithPages } from "./paging.ts";
import { refuseDryRun, tagList } from "./reply.ts";
import type { Reply } from "./reply.ts";

const LIMITS = { least: 5, most: 1000 };

const VOLUME_FIELDS: FilterFields<VolumeState> = {
  "volume-id": (row) => [row.id],
  status: (row) => [row.state],
  size: (row) => [String(row.sizeGib)],
  "snapshot-id": (row) => [row.snapshotId],
  "volume-type": (row) => [row.volumeType],
  "availability-zone": (row) => [row.zone],
  "attachment.instance-id": (row) => [row.attachedTo],
  "attachment.device": (row) => [row.device],
};

export function DescribeVolumes(
  input: DescribeVolumesCommandInput,
  { world }: CallContext,
): Reply<DescribeVolumesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.VolumeIds, input, "volumeIdsSet");
  const matches = matcher(input.Filters, VOLUME_FIELDS, (volume) => volume.tags);
  if (input.VolumeIds && input.VolumeIds.length > 0) {
    const found = input.VolumeIds.map((id) => findVolume(world, id)).filter(matches);
    return { Volumes: found.map((volume) => volumeShape(world, volume)) };
  }
  const { items, NextToken } = pageOfTable(world.state.volumes, input, LIMITS, matches);
  return { Volumes: items.map((volume) => volumeShape(world, volume)), NextToken };
}

function findVolume(world: World, id: string): VolumeState {
  const volume = world.state.volumes.get(id);
  if (volume) return volume;
  throw new PracticeError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`);
}

function volumeShape(world: World, volume: VolumeState): Volume {
  return {
    VolumeId: volume.id,
    State: volume.state,
    Size: volume.sizeGib,
    VolumeType: volume.volumeType as VolumeType,
    AvailabilityZone: volume.zone,
    SnapshotId: volume.snapshotId ?? "",
    Encrypted: volume.encrypted,
    CreateTime: new Date(volume.createdAtMs),
    Attachments: attachments(world, volume),
    Tags: tagList(volume.tags),
  };
}

function attachments(world: World, volume: VolumeState): Volume["Attachments"] {
  const instance =
    volume.attachedTo === null ? undefined : world.state.instances.get(volume.attachedTo);
  const attached = instance?.volumes.find((each) => each.volumeId === volume.id);
  if (!instance || !attached) return [];
  return [
    {
      VolumeId: volume.id,
      InstanceId: instance.id,
      Device: attached.device,
      State: "attached",
      AttachTime: new Date(attached.attachedAtMs),
      DeleteOnTermination: attached.deleteOnTermination,
    },
  ];
}
