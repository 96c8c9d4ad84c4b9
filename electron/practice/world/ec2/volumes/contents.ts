/** What disks hold. Each distinct content is kept once, under its digest, however many images share it. */
import { createHash } from "node:crypto";
import type { ImageContents } from "../../kernel/state/ec2/contents.ts";
import type { World } from "../../kernel/world.ts";

export const EMPTY_CONTENTS: ImageContents = {
  packages: [],
  kernel: "unknown",
  files: [],
  users: ["root"],
  services: [],
  ports: [],
  health: "never-healthy",
};

/** Returns the key under which the world keeps these contents. */
export function keepContents(world: World, contents: ImageContents): string {
  const id = createHash("sha256").update(JSON.stringify(contents)).digest("hex").slice(0, 24);
  if (!world.state.contents.has(id)) world.state.contents.set(id, contents);
  return id;
}

export function contentsOf(world: World, id: string | null): ImageContents {
  return (id === null ? undefined : world.state.contents.get(id)) ?? EMPTY_CONTENTS;
}
