/** What a bake could have left behind: everything beyond what was there, but for the fleets' own servers. */
import type { World } from "../../../electron/practice/world/kernel/world.ts";

export type Things = Readonly<
  Record<"servers" | "images" | "snapshots" | "volumes" | "objects", readonly string[]>
>;
export const nothing: Things = { servers: [], images: [], snapshots: [], volumes: [], objects: [] };

export function everything(world: World): Things {
  const { instances, images, snapshots, volumes, objects } = world.state;
  const ofFleets = new Set(
    [...instances.values()].filter((one) => one.groupName !== null).map((one) => one.id),
  );
  return {
    servers: [...instances.values()]
      .filter((one) => one.state !== "terminated" && !ofFleets.has(one.id))
      .map((one) => one.id),
    images: [...images.values()].filter((one) => one.state !== "deregistered").map((one) => one.id),
    snapshots: [...snapshots.values()].map((one) => one.id),
    volumes: [...volumes.values()]
      .filter((one) => !ofFleets.has(one.attachedTo ?? ""))
      .map((one) => one.id),
    objects: [...objects.values()].map(({ key }) => key),
  };
}

export function leftBehind(world: World, before: Things): Things {
  const after = everything(world);
  const beyond = (kind: keyof Things) => after[kind].filter((id) => !before[kind].includes(id));
  return {
    servers: beyond("servers"),
    images: beyond("images"),
    snapshots: beyond("snapshots"),
    volumes: beyond("volumes"),
    objects: beyond("objects"),
  };
}
