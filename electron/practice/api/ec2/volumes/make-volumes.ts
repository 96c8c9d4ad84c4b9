/** CreateVolume and DeleteVolume. */
import type {
  CreateVolumeCommandInput,
  CreateVolumeCommandOutput,
  DeleteVolumeCommandInput,
} from "@aws-sdk/client-ec2";
import { once } from "../../../world/ec2/client-tokens.ts";
import { keyArn } from "../../../world/ec2/volumes/keys.ts";
import { findVolume } from "../../../world/ec2/volumes/find-volume.ts";
import {
  checkMayDelete,
  checkVolumeOrder,
  createVolume,
  deleteVolume,
} from "../../../world/ec2/volumes/volume-life.ts";
import type { VolumeOrder } from "../../../world/ec2/volumes/volume-life.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { tagsAtCreation } from "../images/tags-at-creation.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { volumeShape } from "./volume-shape.ts";

export function CreateVolume(
  input: CreateVolumeCommandInput,
  { world }: CallContext,
): Reply<CreateVolumeCommandOutput> {
  const order = orderOf(world, input);
  if (input.DryRun) checkVolumeOrder(world, order);
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const use = { operation: "CreateVolume", scope: "", token, parameters };
  const [id = ""] = once(world, use, () => [createVolume(world, order).id]);
  const volume = world.state.volumes.get(id);
  if (volume) return volumeShape(world, volume);
  throw new PracticeError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`);
}

function orderOf(world: World, input: CreateVolumeCommandInput): VolumeOrder {
  return {
    zone: zoneOf(world, input),
    sizeGib: input.Size ?? null,
    snapshotId: input.SnapshotId || null,
    volumeType: input.VolumeType ?? "gp2",
    iops: input.Iops,
    throughput: input.Throughput,
    encrypted: input.Encrypted ?? false,
    kmsKeyId: keyOf(world, input),
    tags: tagsAtCreation(input.TagSpecifications, ["volume"]).volume,
  };
}

function keyOf(
  world: World,
  { KmsKeyId: key, Encrypted: isEncrypted }: CreateVolumeCommandInput,
): string | null {
  if (key === undefined) return null;
  if (isEncrypted) return keyArn(world, key);
  const words = "KmsKeyId requires Encrypted to be set.";
  throw new PracticeError("InvalidParameterDependency", words);
}

function zoneOf(world: World, input: CreateVolumeCommandInput): string {
  if (input.AvailabilityZoneId === undefined)
    return required(input.AvailabilityZone, "AvailabilityZone");
  for (const { id, name } of world.state.zones.values())
    if (id === input.AvailabilityZoneId) return name;
  return input.AvailabilityZoneId;
}

export function DeleteVolume(input: DeleteVolumeCommandInput, { world }: CallContext): object {
  const volume = findVolume(world, required(input.VolumeId, "VolumeId"));
  checkMayDelete(volume);
  refuseDryRun(input);
  deleteVolume(world, volume);
  return {};
}
