/** What becomes of a server's volumes when it has ended. */
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import type { World } from "../../kernel/world.ts";

export function releaseVolumes(world: World, instance: InstanceState): void {
  for (const { volumeId, deleteOnTermination } of instance.volumes) {
    const volume = world.state.volumes.get(volumeId);
    if (deleteOnTermination) world.state.volumes.delete(volumeId);
    else if (volume) setFree(instance, volume);
  }
  instance.volumes = [];
}

/** A volume that leaves its server keeps what was on it. */
export function setFree(instance: InstanceState, volume: VolumeState): void {
  if (volume.device === instance.rootDevice) volume.contentsId = instance.contentsId;
  Object.assign(volume, { state: "available", attachedTo: null, device: null });
}
