/** CreateSnapshot, CreateSnapshots, CopySnapshot and DeleteSnapshot over the wire. */
import type {
  CopySnapshotCommandInput,
  CopySnapshotCommandOutput,
  CreateSnapshotCommandInput,
  CreateSnapshotCommandOutput,
  CreateSnapshotsCommandInput,
  CreateSnapshotsCommandOutput,
  DeleteSnapshotCommandInput,
} from "@aws-sdk/client-ec2";
import { checkSnapshotCopy, copySnapshot } from "../../../world/ec2/snapshots/copy-snapshot.ts";
import { checkPaceOfCopy } from "../../../world/ec2/snapshots/copy-time.ts";
import {
  checkPace,
  createSnapshot,
  createSnapshots,
} from "../../../world/ec2/snapshots/create-snapshot.ts";
import { checkMayDelete, deleteSnapshot } from "../../../world/ec2/snapshots/delete-snapshot.ts";
import { findOwnSnapshot } from "../../../world/ec2/snapshots/usable-snapshots.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import { findVolume } from "../../../world/ec2/volumes/find-volume.ts";
import type { CallContext } from "../../call-context.ts";
import { tagsAtCreation } from "../images/tags-at-creation.ts";
import { refuseDryRun, required, tagList } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { snapshotInfo, snapshotShape } from "./snapshot-shape.ts";
import { volumesOf } from "./volumes-of-server.ts";

export function CreateSnapshot(
  input: CreateSnapshotCommandInput,
  { world }: CallContext,
): Reply<CreateSnapshotCommandOutput> {
  const volume = findVolume(world, required(input.VolumeId, "VolumeId"));
  const tags = tagsAtCreation(input.TagSpecifications, ["snapshot"]).snapshot;
  refuseOtherPlaces(input);
  checkPace(world, volume);
  refuseDryRun(input);
  const description = input.Description ?? "";
  return snapshotShape(world, createSnapshot(world, { volume, description, tags }));
}

interface Place {
  readonly OutpostArn?: string | undefined;
  readonly Location?: string | undefined;
}

function refuseOtherPlaces({ OutpostArn, Location }: Place): void {
  if (OutpostArn === undefined && Location !== "local") return;
  const words = "The volume is neither on an Outpost nor in a Local Zone.";
  throw new PracticeError("InvalidParameterValue", words);
}

/** Of all volumes of a server at one moment. */
export function CreateSnapshots(
  input: CreateSnapshotsCommandInput,
  { world }: CallContext,
): Reply<CreateSnapshotsCommandOutput> {
  const spec = required(input.InstanceSpecification, "InstanceSpecification");
  const volumes = volumesOf(world, spec);
  const tags = tagsAtCreation(input.TagSpecifications, ["snapshot"]).snapshot;
  refuseOtherPlaces(input);
  for (const volume of volumes) checkPace(world, volume);
  refuseDryRun(input);
  const description = input.Description ?? "";
  const copied = (volume: VolumeState) =>
    input.CopyTagsFromSource === "volume" ? userTags(volume) : {};
  const orders = volumes.map((volume) => ({
    volume,
    description,
    tags: { ...copied(volume), ...tags },
  }));
  const made = createSnapshots(world, orders);
  return { Snapshots: made.map((snapshot) => snapshotInfo(world, snapshot)) };
}

const userTags = ({ tags }: VolumeState) =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("aws:")));

export function CopySnapshot(
  input: CopySnapshotCommandInput,
  { world }: CallContext,
): Reply<CopySnapshotCommandOutput> {
  checkPaceOfCopy(input.CompletionDurationMinutes);
  if (input.DestinationOutpostArn ?? input.DestinationAvailabilityZone) {
    const words = "The practice cloud has neither Outposts nor Local Zones.";
    throw new PracticeError("UnsupportedOperation", words);
  }
  const order = {
    sourceSnapshotId: required(input.SourceSnapshotId, "SourceSnapshotId"),
    sourceRegion: required(input.SourceRegion, "SourceRegion"),
    description: input.Description ?? "",
    encrypted: input.Encrypted ?? null,
    kmsKeyId: input.KmsKeyId ?? null,
    tags: tagsAtCreation(input.TagSpecifications, ["snapshot"]).snapshot,
    withinMinutes: input.CompletionDurationMinutes ?? null,
  };
  checkSnapshotCopy(world, order);
  refuseDryRun(input);
  const { id, tags } = copySnapshot(world, order);
  return { SnapshotId: id, Tags: tagList(tags) };
}

export function DeleteSnapshot(input: DeleteSnapshotCommandInput, { world }: CallContext): object {
  const { id } = findOwnSnapshot(world, required(input.SnapshotId, "SnapshotId"));
  checkMayDelete(world, id);
  refuseDryRun(input);
  deleteSnapshot(world, id);
  return {};
}
