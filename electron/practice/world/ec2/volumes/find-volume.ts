/** Volumes by id, in AWS's words where there is none. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { VolumeState } from "../../kernel/state-ec2.ts";
import type { World } from "../../kernel/world.ts";
import { mustBeId } from "../lookups.ts";
import { isSeen } from "../visibility/visibility.ts";

export function findVolume(world: World, id: string): VolumeState {
  mustBeId(id, "vol", "InvalidVolume");
  const volume = isSeen(world, id) ? world.state.volumes.get(id) : undefined;
  if (volume) return volume;
  throw new PracticeError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`);
}
