/** The volumes that come with a server. */
import type { InstanceState, InstanceVolume } from "../../kernel/state/ec2/instances.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { World } from "../../kernel/world.ts";
import { tagsFor } from "../instances/launch-spec.ts";
import type { LaunchSpec } from "../instances/launch-spec.ts";
import type { DeviceSpec } from "./launch-devices.ts";

export function attachVolumes(world: World, instance: InstanceState, spec: LaunchSpec): void {
  const tags = tagsFor(spec.data.TagSpecifications, "volume");
  instance.volumes = spec.devices.map((device) =>
    attachVolume(world, instance, device, { ...tags }),
  );
}

function attachVolume(
  world: World,
  instance: InstanceState,
  spec: DeviceSpec,
  tags: Tags,
): InstanceVolume {
  const id = world.id("vol");
  world.state.volumes.set(id, {
    id,
    state: "in-use",
    sizeGib: spec.sizeGib,
    volumeType: spec.volumeType,
    zone: instance.zone,
    snapshotId: spec.snapshotId,
    encrypted: spec.encrypted,
    ...(spec.kmsKeyId === null ? {} : { kmsKeyId: spec.kmsKeyId }),
    ...(spec.iops === undefined ? {} : { iops: spec.iops }),
    ...(spec.throughput === undefined ? {} : { throughput: spec.throughput }),
    createdAtMs: instance.launchedAtMs,
    attachedTo: instance.id,
    device: spec.device,
    tags,
  });
  const { device, deleteOnTermination } = spec;
  return { device, volumeId: id, deleteOnTermination, attachedAtMs: instance.launchedAtMs };
}
