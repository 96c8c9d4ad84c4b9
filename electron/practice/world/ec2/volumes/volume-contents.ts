/** What a volume or a snapshot holds, wherever it is remembered: hidden from the wire, seen when a server boots. */
import type { World } from "../../kernel/world.ts";
import { contentsOf, keepContents } from "./contents.ts";

/** Key of WorldState.contents; null: nothing that a server could boot from. */
export function contentsOfVolume(world: World, volumeId: string): string | null {
  const volume = world.state.volumes.get(volumeId);
  if (!volume) return null;
  const server = volume.attachedTo === null ? null : world.state.instances.get(volume.attachedTo);
  if (server && server.rootDevice === volume.device) return server.contentsId;
  return volume.contentsId ?? contentsOfSnapshot(world, volume.snapshotId);
}

export function contentsOfSnapshot(world: World, snapshotId: string | null): string | null {
  if (snapshotId === null) return null;
  const known = world.state.snapshots.get(snapshotId)?.contentsId;
  return known === undefined ? contentsOfImageWith(world, snapshotId) : known;
}

/** Snapshots that came with a region's images don't say what they hold, but the images do. */
function contentsOfImageWith(world: World, snapshotId: string): string | null {
  for (const { mappings, rootDevice, contentsId } of world.state.images.values()) {
    const root = mappings.find(({ device }) => device === rootDevice);
    if (root?.snapshotId === snapshotId) return contentsId;
  }
  return null;
}

/** What a disk of another region or account holds, kept in this world too. */
export function adoptContents(world: World, home: World, id: string | null): string | null {
  return home === world || id === null ? id : keepContents(world, contentsOf(home, id));
}
