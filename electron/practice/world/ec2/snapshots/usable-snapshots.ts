/** The snapshots that an account may use: its own, and those of the region's other accounts shared with it. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SnapshotState } from "../../kernel/state-ec2.ts";
import type { World } from "../../kernel/world.ts";
import { findSnapshot, mustBeId } from "../lookups.ts";
import { reaches } from "../sharing.ts";

export interface UsableSnapshot {
  readonly snapshot: SnapshotState;
  readonly home: World;
}

export function findUsableSnapshot(world: World, id: string): UsableSnapshot {
  mustBeId(id, "snap", "InvalidSnapshotID");
  if (world.state.snapshots.has(id)) return { snapshot: findSnapshot(world, id), home: world };
  for (const one of snapshotsSharedWith(world)) if (one.snapshot.id === id) return one;
  return { snapshot: findSnapshot(world, id), home: world };
}

export function findOwnSnapshot(world: World, id: string): SnapshotState {
  const { snapshot, home } = findUsableSnapshot(world, id);
  if (home === world) return snapshot;
  throw new PracticeError("AuthFailure", `Not authorized for snapshot:${id}`);
}

export function* snapshotsSharedWith(world: World): Iterable<UsableSnapshot> {
  const { neighbours, region } = world;
  for (const accountId of neighbours?.accounts() ?? []) {
    if (accountId === world.accountId) continue;
    const home = neighbours?.find({ accountId, region });
    for (const snapshot of home?.state.snapshots.values() ?? [])
      if (home && reaches(snapshot.sharedWith, world.accountId)) yield { snapshot, home };
  }
}
