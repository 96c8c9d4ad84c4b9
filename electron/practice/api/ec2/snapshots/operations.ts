/** EC2's actions on snapshots, with the SDK's schemas. */
import {
  CopySnapshot$,
  CreateSnapshot$,
  CreateSnapshots$,
  DeleteSnapshot$,
  DescribeSnapshotAttribute$,
  DescribeSnapshots$,
  ModifySnapshotAttribute$,
  ResetSnapshotAttribute$,
} from "@aws-sdk/client-ec2";
import type { OperationSchemas } from "../../../wire/service.ts";
import { DescribeSnapshots } from "./describe-snapshots.ts";
import { CopySnapshot, CreateSnapshot, CreateSnapshots, DeleteSnapshot } from "./make-snapshots.ts";
import {
  DescribeSnapshotAttribute,
  ModifySnapshotAttribute,
  ResetSnapshotAttribute,
} from "./snapshot-attributes.ts";

export const snapshotOperations = {
  CreateSnapshot,
  CreateSnapshots,
  CopySnapshot,
  DescribeSnapshots,
  DeleteSnapshot,
  DescribeSnapshotAttribute,
  ModifySnapshotAttribute,
  ResetSnapshotAttribute,
};

export const snapshotSchemas: OperationSchemas<typeof snapshotOperations> = {
  CreateSnapshot: CreateSnapshot$,
  CreateSnapshots: CreateSnapshots$,
  CopySnapshot: CopySnapshot$,
  DescribeSnapshots: DescribeSnapshots$,
  DeleteSnapshot: DeleteSnapshot$,
  DescribeSnapshotAttribute: DescribeSnapshotAttribute$,
  ModifySnapshotAttribute: ModifySnapshotAttribute$,
  ResetSnapshotAttribute: ResetSnapshotAttribute$,
};
