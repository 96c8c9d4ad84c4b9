/** A snapshot as AWS shows it. */
import type { Snapshot, SnapshotInfo } from "@aws-sdk/client-ec2";
import type { SnapshotState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import { tagList } from "../reply.ts";

const GIB = 1024 ** 3;

/** `home`: the owner's part of the region. */
export function snapshotShape(home: World, snapshot: SnapshotState): Snapshot {
  const { completedAtMs, state } = snapshot;
  const minutes = snapshot.copyWithinMinutes;
  return {
    ...snapshotInfo(home, snapshot),
    CompletionTime: completedAtMs === null ? undefined : new Date(completedAtMs),
    StateMessage: snapshot.stateMessage,
    KmsKeyId: snapshot.kmsKeyId,
    StorageTier: "standard",
    FullSnapshotSizeInBytes: state === "completed" ? snapshot.sizeGib * GIB : undefined,
    ...(snapshot.isCopy
      ? {
          TransferType: minutes === undefined ? "standard" : "time-based",
          CompletionDurationMinutes: minutes,
        }
      : {}),
  };
}

/** The shorter shape that CreateSnapshots answers with. */
export function snapshotInfo(home: World, snapshot: SnapshotState): SnapshotInfo {
  return {
    SnapshotId: snapshot.id,
    VolumeId: snapshot.volumeId,
    VolumeSize: snapshot.sizeGib,
    State: snapshot.state,
    Progress: `${snapshot.progressPercent}%`,
    StartTime: new Date(snapshot.startedAtMs),
    Description: snapshot.description,
    OwnerId: home.accountId,
    Encrypted: snapshot.kmsKeyId !== undefined,
    Tags: tagList(snapshot.tags),
  };
}
