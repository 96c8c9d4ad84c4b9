/** Which devices an image gets: the server's volumes, changed by what the call says of them, and empty ones. */
import { PracticeError } from "../../../kernel/practice-error.ts";
import type { BlankDevice } from "../../../kernel/state/ec2/images.ts";
import type { BlockDeviceSpec } from "../../../kernel/state/ec2/templates.ts";
import type { InstanceState } from "../../../kernel/state/ec2/instances.ts";
import type { World } from "../../../kernel/world.ts";

export interface PlannedVolume {
  readonly device: string;
  readonly volumeId: string;
  readonly deleteOnTermination: boolean;
}

export interface DevicePlan {
  readonly volumes: readonly PlannedVolume[];
  readonly blank: readonly BlankDevice[];
}

/** Of a volume that is there, only what happens to it on termination can be said, or that it is left out. */
export function planDevices(
  world: World,
  instance: InstanceState,
  specs: readonly BlockDeviceSpec[],
): DevicePlan {
  const volumes = new Map<string, PlannedVolume>(
    instance.volumes.map(({ device, volumeId, deleteOnTermination }) => [
      device,
      { device, volumeId, deleteOnTermination },
    ]),
  );
  const blank: BlankDevice[] = [];
  for (const spec of specs) {
    const device = spec.DeviceName;
    if (device === undefined) throw invalid("The device name is missing.");
    const there = volumes.get(device);
    if (spec.NoDevice !== undefined) leaveOut(instance, volumes, device);
    else if (there) volumes.set(device, changed(world, there, spec.Ebs));
    else blank.push(blankDevice(device, spec));
  }
  return { volumes: [...volumes.values()], blank };
}

function leaveOut(
  instance: InstanceState,
  volumes: Map<string, PlannedVolume>,
  device: string,
): void {
  if (device === instance.rootDevice) throw invalid("The root device can't be left out.");
  volumes.delete(device);
}

function changed(world: World, there: PlannedVolume, ebs: BlockDeviceSpec["Ebs"]): PlannedVolume {
  const volume = world.state.volumes.get(there.volumeId);
  const { VolumeSize: size, Encrypted: encrypted } = ebs ?? {};
  if (size !== undefined && size !== volume?.sizeGib) throw invalid(fixed("size", there.device));
  if (encrypted !== undefined && encrypted !== volume?.encrypted) {
    throw invalid(fixed("encryption", there.device));
  }
  const deleteOnTermination = ebs?.DeleteOnTermination ?? there.deleteOnTermination;
  return { ...there, deleteOnTermination };
}

const fixed = (what: string, device: string) =>
  `The ${what} of the volume at ${device} can't be changed while creating an image.`;

export function blankDevice(
  device: string,
  { Ebs: ebs, VirtualName: virtualName }: BlockDeviceSpec,
): BlankDevice {
  if (ebs === undefined && virtualName === undefined) throw invalid(`${device} names no volume.`);
  if (ebs && ebs.VolumeSize === undefined) {
    const words = "The request must contain the parameter size or snapshotId";
    throw new PracticeError("MissingParameter", words);
  }
  return {
    device,
    virtualName: virtualName ?? null,
    sizeGib: ebs?.VolumeSize ?? 0,
    volumeType: ebs?.VolumeType ?? "gp2",
    deleteOnTermination: ebs?.DeleteOnTermination ?? true,
  };
}

export function invalid(words: string): PracticeError {
  return new PracticeError("InvalidBlockDeviceMapping", words);
}
