/** Which of a server's volumes CreateSnapshots takes. */
import type { InstanceSpecification } from "@aws-sdk/client-ec2";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../../world/kernel/world.ts";
import { required } from "../reply.ts";

export function volumesOf(world: World, spec: InstanceSpecification): readonly VolumeState[] {
  const server = findInstance(world, required(spec.InstanceId, "InstanceId"));
  const left = new Set(spec.ExcludeDataVolumeIds ?? []);
  checkLeftOut(server, left);
  const taken = server.volumes.filter(
    ({ volumeId, device }) =>
      !left.has(volumeId) && !(spec.ExcludeBootVolume && device === server.rootDevice),
  );
  const volumes = taken.flatMap(({ volumeId }) => world.state.volumes.get(volumeId) ?? []);
  if (volumes.length > 0) return volumes;
  const words = `No volumes of the instance '${server.id}' are left to make snapshots of.`;
  throw new PracticeError("InvalidParameterCombination", words);
}

function checkLeftOut(server: InstanceState, left: ReadonlySet<string>): void {
  for (const id of left) {
    const attached = server.volumes.find(({ volumeId }) => volumeId === id);
    if (attached && attached.device !== server.rootDevice) continue;
    const words = attached
      ? "Use ExcludeBootVolume to leave out the root volume."
      : `The volume '${id}' is not attached to the instance '${server.id}'.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
}
