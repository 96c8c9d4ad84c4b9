/** DescribeVolumes: by id, or in pages through filters. */
import type {
  DescribeVolumesCommandInput,
  DescribeVolumesCommandOutput,
} from "@aws-sdk/client-ec2";
import { attachmentOfVolume } from "../../../world/ec2/volumes/attachments.ts";
import { findVolume } from "../../../world/ec2/volumes/find-volume.ts";
import { isSeen, seenTags } from "../../../world/ec2/visibility/visibility.ts";
import type { VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { exactValues, matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfRows, refuseIdsWithPages } from "../paging.ts";
import type { Page } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { attachmentShape, volumeShape } from "./volume-shape.ts";

type Input = DescribeVolumesCommandInput;

const LIMITS = { least: 5, most: 1000 };

export function DescribeVolumes(
  input: Input,
  { world }: CallContext,
): Reply<DescribeVolumesCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.VolumeIds, input, "volumeIds");
  const tagsOf = (row: VolumeState) => seenTags(world, row.id, row.tags);
  const matches = matcher(input.Filters, fieldsOf(world), tagsOf);
  if (input.VolumeIds && input.VolumeIds.length > 0) {
    const found = input.VolumeIds.map((id) => findVolume(world, id)).filter(matches);
    return { Volumes: found.map((volume) => volumeShape(world, volume)) };
  }
  const { items, NextToken } = pageOfVolumes(world, input, matches);
  return { Volumes: items.map((volume) => volumeShape(world, volume)), NextToken };
}

/** Filters by a volume's or a server's id look at these alone. */
function pageOfVolumes(
  world: World,
  input: Input,
  matches: (row: VolumeState) => boolean,
): Page<VolumeState> {
  const { volumes, instances } = world.state;
  const isShown = (row: VolumeState) => isSeen(world, row.id) && matches(row);
  const servers = exactValues(input.Filters, "attachment.instance-id");
  const ofServers = servers?.flatMap((id) =>
    (instances.get(id)?.volumes ?? []).map(({ volumeId }) => volumeId),
  );
  const ids = exactValues(input.Filters, "volume-id") ?? ofServers;
  return pageOfRows(volumes, ids ?? null, input, LIMITS, isShown);
}

function fieldsOf(world: World): FilterFields<VolumeState> {
  return {
    "volume-id": (row) => [row.id],
    status: (row) => [row.state],
    size: (row) => [String(row.sizeGib)],
    "snapshot-id": (row) => [row.snapshotId],
    "volume-type": (row) => [row.volumeType],
    "availability-zone": (row) => [row.zone],
    "availability-zone-id": (row) => [world.state.zones.get(row.zone)?.id ?? null],
    "create-time": (row) => [new Date(row.createdAtMs).toISOString()],
    encrypted: (row) => [String(row.encrypted)],
    "multi-attach-enabled": () => ["false"],
    "attachment.instance-id": (row) => [row.attachedTo],
    "attachment.device": (row) => [row.device],
    "attachment.status": (row) => [shapeOf(world, row)?.State ?? null],
    "attachment.attach-time": (row) => [shapeOf(world, row)?.AttachTime?.toISOString() ?? null],
    "attachment.delete-on-termination": (row) => {
      const fate = shapeOf(world, row)?.DeleteOnTermination;
      return [fate === undefined ? null : String(fate)];
    },
  };
}

function shapeOf(world: World, row: VolumeState) {
  const attached = attachmentOfVolume(world, row);
  return attached && attachmentShape(attached.instance, attached.attachment);
}
