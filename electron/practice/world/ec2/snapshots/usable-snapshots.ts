/** The snapshots that an account may use: its own, and those of the region's other accounts shared with it. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { SnapshotState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { findSnapshot, mustBeId } from "../lookups.ts";
import { otherAccounts } from "../images/other-accounts.ts";
import { reaches } from "../images/sharing.ts";

export interface UsableSnapshot {
  readonly snapshot: SnapshotState;
  readonly home: World;
}

export function findUsableSnapshot(world: World, id: string): UsableSnapshot {
  mustBeId(id, "snap", "InvalidSnapshotID");
  const { home = world } = usableSnapshot(world, id) ?? {};
  return { snapshot: findSnapshot(home, id), home };
}

/** Null: there is none, or none any more. */
export function usableSnapshot(world: World, id: string): UsableSnapshot | null {
  const own = world.state.snapshots.get(id);
  if (own) return { snapshot: own, home: world };
  for (const home of otherAccounts(world)) {
    const snapshot = home.state.snapshots.get(id);
    if (snapshot && reaches(snapshot.sharedWith, world.accountId)) return { snapshot, home };
  }
  return null;
}

export function findOwnSnapshot(world: World, id: string): SnapshotState {
  const { snapshot, home } = findUsableSnapshot(world, id);
  if (home === world) return snapshot;
  throw new PracticeError("AuthFailure", `Not authorized for snapshot:${id}`);
}

export function* snapshotsSharedWith(world: World): Iterable<UsableSnapshot> {
  for (const home of otherAccounts(world)) {
    for (const snapshot of home.state.snapshots.values())
      if (reaches(snapshot.sharedWith, world.accountId)) yield { snapshot, home };
  }
}
