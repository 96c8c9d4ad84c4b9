/** Which volumes a launch makes: its image's, changed and added to by its order. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { TemplateData } from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import { keyArn } from "./keys.ts";

export interface DeviceSpec {
  readonly device: string;
  readonly snapshotId: string | null;
  readonly sizeGib: number;
  readonly volumeType: string;
  readonly deleteOnTermination: boolean;
  readonly encrypted: boolean;
  /** Null: not encrypted. */
  readonly kmsKeyId: string | null;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

export function devicesOf(
  world: World,
  image: ImageState,
  data: TemplateData,
): readonly DeviceSpec[] {
  const devices = new Map<string, DeviceSpec>();
  for (const mapping of image.mappings) devices.set(mapping.device, unchanged(mapping));
  for (const blank of image.blankDevices ?? [])
    if (blank.virtualName === null) devices.set(blank.device, { ...blank, ...EMPTY });
  for (const mapping of data.BlockDeviceMappings ?? []) {
    const { DeviceName: device, Ebs: ebs, NoDevice: none, VirtualName: ephemeral } = mapping;
    if (device === undefined) throw unnamed();
    if (ephemeral !== undefined) continue;
    if (none !== undefined) devices.delete(device);
    else devices.set(device, merged(world, device, devices.get(device), ebs ?? {}));
  }
  return [...devices.values()];
}

const EMPTY = {
  snapshotId: null,
  encrypted: false,
  kmsKeyId: null,
  iops: undefined,
  throughput: undefined,
} as const;

type Ebs = NonNullable<NonNullable<TemplateData["BlockDeviceMappings"]>[number]["Ebs"]>;

function unchanged(mapping: ImageState["mappings"][number]): DeviceSpec {
  const kmsKeyId = mapping.kmsKeyId ?? null;
  const speed = { iops: undefined, throughput: undefined };
  return { ...mapping, ...speed, kmsKeyId, encrypted: kmsKeyId !== null };
}

function keyOf(world: World, from: DeviceSpec | undefined, { KmsKeyId: named }: Ebs): string {
  return named === undefined && from?.kmsKeyId ? from.kmsKeyId : keyArn(world, named ?? null);
}

function merged(world: World, device: string, from: DeviceSpec | undefined, ebs: Ebs): DeviceSpec {
  const isEncrypted = ebs.Encrypted ?? (ebs.KmsKeyId !== undefined || (from?.encrypted ?? false));
  const { Iops: iops, Throughput: throughput } = ebs;
  const sizeGib = ebs.VolumeSize ?? from?.sizeGib ?? 8;
  if (from && sizeGib < from.sizeGib && ebs.SnapshotId === undefined) throw tooSmall(sizeGib, from);
  return {
    device,
    snapshotId: ebs.SnapshotId ?? from?.snapshotId ?? null,
    sizeGib,
    volumeType: ebs.VolumeType ?? from?.volumeType ?? "gp3",
    deleteOnTermination: ebs.DeleteOnTermination ?? from?.deleteOnTermination ?? true,
    encrypted: isEncrypted,
    kmsKeyId: isEncrypted ? keyOf(world, from, ebs) : null,
    iops,
    throughput,
  };
}

function tooSmall(sizeGib: number, from: DeviceSpec): PracticeError {
  return new PracticeError(
    "InvalidBlockDeviceMapping",
    `Volume of size ${sizeGib}GB is smaller than snapshot '${from.snapshotId}', expect size>= ${from.sizeGib}GB`,
  );
}

function unnamed(): PracticeError {
  const words = "The request must contain the parameter DeviceName";
  return new PracticeError("MissingParameter", words);
}
