/** ModifyVolume and DescribeVolumesModifications. */
import type {
  DescribeVolumesModificationsCommandInput,
  DescribeVolumesModificationsCommandOutput,
  ModifyVolumeCommandInput,
  ModifyVolumeCommandOutput,
  VolumeModification,
  VolumeType,
} from "@aws-sdk/client-ec2";
import { findVolume } from "../../../world/ec2/volumes/find-volume.ts";
import { changeVolume, checkChange, progressOf } from "../../../world/ec2/volumes/modify-volume.ts";
import type { VolumeChangeState, VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfRows, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";

export function ModifyVolume(
  input: ModifyVolumeCommandInput,
  { world }: CallContext,
): Reply<ModifyVolumeCommandOutput> {
  const volume = findVolume(world, required(input.VolumeId, "VolumeId"));
  const { Size: sizeGib, VolumeType: volumeType, Iops: iops, Throughput: throughput } = input;
  const given = Object.entries({ sizeGib, volumeType, iops, throughput });
  const wish = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const after = checkChange(world, volume, wish);
  refuseDryRun(input);
  const change = changeVolume(world, volume, after);
  return { VolumeModification: shapeOf(world, volume, change) };
}

const FIELDS: FilterFields<VolumeState> = {
  "volume-id": (row) => [row.id],
  "modification-state": ({ change }) => [change?.state ?? null],
  "original-size": ({ change }) => [numberIn(change?.before.sizeGib)],
  "target-size": ({ change }) => [numberIn(change?.after.sizeGib)],
  "original-volume-type": ({ change }) => [change?.before.volumeType ?? null],
  "target-volume-type": ({ change }) => [change?.after.volumeType ?? null],
  "original-iops": ({ change }) => [numberIn(change?.before.iops)],
  "target-iops": ({ change }) => [numberIn(change?.after.iops)],
  "start-time": ({ change }) => [change ? new Date(change.startedAtMs).toISOString() : null],
};

const numberIn = (number: number | undefined) => (number === undefined ? null : String(number));

export function DescribeVolumesModifications(
  input: DescribeVolumesModificationsCommandInput,
  { world }: CallContext,
): Reply<DescribeVolumesModificationsCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.VolumeIds, input, "volumeIds");
  const ids = input.VolumeIds?.map((id) => findVolume(world, id).id) ?? [];
  const passes = matcher(input.Filters, FIELDS);
  const { items, NextToken } = pageOfRows(
    world.state.volumes,
    ids.length > 0 ? ids : null,
    input,
    { least: 5, most: 500 },
    (row) => row.change !== undefined && passes(row),
  );
  return { VolumesModifications: items.flatMap((row) => shapes(world, row)), NextToken };
}

const shapes = (world: World, row: VolumeState) =>
  row.change ? [shapeOf(world, row, row.change)] : [];

function shapeOf(world: World, { id }: VolumeState, change: VolumeChangeState): VolumeModification {
  const { before, after, state } = change;
  return {
    VolumeId: id,
    ModificationState: state,
    Progress: progressOf(world, change),
    StartTime: new Date(change.startedAtMs),
    EndTime: state === "completed" ? new Date(change.endsAtMs) : undefined,
    OriginalSize: before.sizeGib,
    OriginalVolumeType: before.volumeType as VolumeType,
    OriginalIops: before.iops,
    OriginalThroughput: before.throughput,
    TargetSize: after.sizeGib,
    TargetVolumeType: after.volumeType as VolumeType,
    TargetIops: after.iops,
    TargetThroughput: after.throughput,
  };
}
