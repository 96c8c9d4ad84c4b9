/** DescribeSnapshots: the account's own page by page, with the last page those that others share with it. */
import type {
  DescribeSnapshotsCommandInput,
  DescribeSnapshotsCommandOutput,
} from "@aws-sdk/client-ec2";
import { isPublic, isSharedWith } from "../../../world/ec2/images/sharing.ts";
import {
  findUsableSnapshot,
  snapshotsSharedWith,
} from "../../../world/ec2/snapshots/usable-snapshots.ts";
import type { UsableSnapshot } from "../../../world/ec2/snapshots/usable-snapshots.ts";
import { isSeen } from "../../../world/ec2/visibility/visibility.ts";
import type { SnapshotState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfTable, refuseIdsWithPages } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { snapshotShape } from "./snapshot-shape.ts";

const LIMITS = { least: 5, most: 1000 };

const FIELDS: FilterFields<SnapshotState> = {
  "snapshot-id": (row) => [row.id],
  "volume-id": (row) => [row.volumeId],
  status: (row) => [row.state],
  description: (row) => [row.description],
  encrypted: (row) => [String(row.kmsKeyId !== undefined)],
  "owner-alias": () => [],
  progress: (row) => [`${row.progressPercent}%`],
  "volume-size": (row) => [String(row.sizeGib)],
  "start-time": (row) => [new Date(row.startedAtMs).toISOString()],
  "storage-tier": () => ["standard"],
  "transfer-type": (row) => [row.isCopy ? transferOf(row) : null],
};

const transferOf = ({ copyWithinMinutes: minutes }: SnapshotState) =>
  minutes === undefined ? "standard" : "time-based";

type Input = DescribeSnapshotsCommandInput;

export function DescribeSnapshots(
  input: Input,
  { world }: CallContext,
): Reply<DescribeSnapshotsCommandOutput> {
  refuseDryRun(input);
  refuseIdsWithPages(input.SnapshotIds, input, "snapshotIdsSet");
  const matches = testOf(world, input);
  const show = ({ snapshot, home }: UsableSnapshot) => snapshotShape(home, snapshot);
  if (input.SnapshotIds && input.SnapshotIds.length > 0) {
    const found = input.SnapshotIds.map((id) => findUsableSnapshot(world, id));
    return { Snapshots: found.filter(matches).map(show) };
  }
  const isOwn = (snapshot: SnapshotState) => matches({ snapshot, home: world });
  const { items, NextToken } = pageOfTable(world.state.snapshots, input, LIMITS, isOwn);
  const own = items.map((snapshot) => snapshotShape(world, snapshot));
  if (NextToken !== undefined) return { Snapshots: own, NextToken };
  return { Snapshots: [...own, ...[...snapshotsSharedWith(world)].filter(matches).map(show)] };
}

function testOf(world: World, input: Input): (one: UsableSnapshot) => boolean {
  const idOf = (who: string) => (who === "self" ? world.accountId : who);
  const owners = (input.OwnerIds ?? []).map(idOf);
  const users = (input.RestorableByUserIds ?? []).map(idOf);
  const passes = filterTest(world, input);
  return ({ snapshot, home }) =>
    isSeen(home, snapshot.id) &&
    (owners.length === 0 || owners.includes(home.accountId)) &&
    (users.length === 0 || users.some((user) => isRestorableBy(snapshot, home, user))) &&
    passes({ snapshot, home });
}

/** Other accounts don't see a snapshot's tags. */
function filterTest(world: World, input: Input): (one: UsableSnapshot) => boolean {
  const read = Object.entries(FIELDS).map(
    ([name, of]) => [name, ({ snapshot }: UsableSnapshot) => of(snapshot)] as const,
  );
  const fields: FilterFields<UsableSnapshot> = {
    ...Object.fromEntries(read),
    "owner-id": ({ home }) => [home.accountId],
  };
  return matcher(input.Filters, fields, ({ snapshot, home }) =>
    home === world ? snapshot.tags : {},
  );
}

const isRestorableBy = ({ sharedWith }: SnapshotState, home: World, user: string): boolean =>
  user === "all" ? isPublic(sharedWith) : user === home.accountId || isSharedWith(sharedWith, user);
