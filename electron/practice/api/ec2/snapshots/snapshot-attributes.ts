/** Who may make volumes of a snapshot: DescribeSnapshotAttribute, ModifySnapshotAttribute, ResetSnapshotAttribute. */
import type {
  CreateVolumePermission,
  DescribeSnapshotAttributeCommandInput,
  DescribeSnapshotAttributeCommandOutput,
  ModifySnapshotAttributeCommandInput,
  ResetSnapshotAttributeCommandInput,
} from "@aws-sdk/client-ec2";
import { defaultDiskKey } from "../../../world/ec2/volumes/keys.ts";
import { changedSharing } from "../../../world/ec2/images/sharing.ts";
import { findOwnSnapshot } from "../../../world/ec2/snapshots/usable-snapshots.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { Sharing, SnapshotState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { sharingChange } from "../sharing-change.ts";
import type { SharingChange } from "../sharing-change.ts";

export function DescribeSnapshotAttribute(
  input: DescribeSnapshotAttributeCommandInput,
  { world }: CallContext,
): Reply<DescribeSnapshotAttributeCommandOutput> {
  const name = required(input.Attribute, "Attribute");
  const { id, sharedWith } = findOwnSnapshot(world, required(input.SnapshotId, "SnapshotId"));
  refuseDryRun(input);
  if (name === "productCodes") return { SnapshotId: id, ProductCodes: [] };
  return { SnapshotId: id, CreateVolumePermissions: (sharedWith ?? []).map(permissionShape) };
}

const permissionShape = ({ kind, value }: Sharing): CreateVolumePermission =>
  kind === "group" ? { Group: "all" } : { UserId: value };

export function ModifySnapshotAttribute(
  input: ModifySnapshotAttributeCommandInput,
  { world }: CallContext,
): object {
  const snapshot = findOwnSnapshot(world, required(input.SnapshotId, "SnapshotId"));
  const change = changeOf(input);
  checkMayShare(world, snapshot, change.add);
  refuseDryRun(input);
  snapshot.sharedWith = changedSharing(snapshot.sharedWith, change);
  return {};
}

const changeOf = (input: ModifySnapshotAttributeCommandInput): SharingChange =>
  sharingChange(input.CreateVolumePermission, input.OperationType, [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.GroupNames ?? []).map((Group) => ({ Group: Group as "all" })),
  ]);

/** Encrypted with the default key, a snapshot is of no use to others; encrypted at all, it can't be public. */
function checkMayShare(world: World, { kmsKeyId }: SnapshotState, add: readonly Sharing[]): void {
  if (add.length === 0 || kmsKeyId === undefined) return;
  if (kmsKeyId === defaultDiskKey(world)) {
    const words = "Encrypted snapshots with EBS default key cannot be shared";
    throw new PracticeError("InvalidParameter", words);
  }
  if (!add.some(({ kind }) => kind === "group")) return;
  throw new PracticeError("InvalidParameter", "Encrypted snapshots cannot be shared publicly");
}

export function ResetSnapshotAttribute(
  input: ResetSnapshotAttributeCommandInput,
  { world }: CallContext,
): object {
  const snapshot = findOwnSnapshot(world, required(input.SnapshotId, "SnapshotId"));
  if (required(input.Attribute, "Attribute") !== "createVolumePermission") {
    throw new PracticeError("InvalidParameterValue", `Invalid value '${input.Attribute}'`);
  }
  refuseDryRun(input);
  snapshot.sharedWith = [];
  return {};
}
