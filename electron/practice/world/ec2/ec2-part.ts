/** EC2 as a part of the world: registers all of its timers. */
import type { World } from "../kernel/world.ts";
import { registerQuotas } from "./capacity/quotas.ts";
import { guestShutdown, onBoot, registerGuestTimers } from "./guest/guest-boot.ts";
import { registerImageLife } from "./images/making/image-life.ts";
import { registerSnapshotCopies } from "./snapshots/copy-snapshot.ts";
import { registerSnapshotLife } from "./snapshots/snapshot-life.ts";
import { registerRootVolumeTasks } from "./root-volume/root-volume.ts";
import { registerInstanceLife, stop, terminate } from "./instances/instance-life.ts";
import { registerVisibility } from "./visibility/visibility.ts";
import { registerVolumeLife } from "./volumes/volume-life.ts";

export function ec2Part(world: World): void {
  registerInstanceLife(world);
  registerGuestTimers(world);
  registerImageLife(world);
  registerSnapshotLife(world);
  registerSnapshotCopies(world);
  registerRootVolumeTasks(world);
  registerVolumeLife(world);
  registerQuotas(world);
  registerVisibility(world);
  onBoot(world, guestShutdown, (instance) => {
    const off = instance.shutdownBehaviour === "terminate" ? terminate : stop;
    off(world, instance, "guest-shutdown");
  });
}
