/** Volumes by id, in AWS's words where there is none. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import type { World } from "../../kernel/world.ts";
import { isSeen } from "../visibility/visibility.ts";

export function findVolume(world: World, id: string): VolumeState {
  if (!/^vol-[0-9a-f]{8,17}$/.test(id)) {
    const words = `Value (${id}) for parameter volumeId is invalid. Expected: 'vol-...'.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  const volume = isSeen(world, id) ? world.state.volumes.get(id) : undefined;
  if (volume) return volume;
  throw new PracticeError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`);
}
