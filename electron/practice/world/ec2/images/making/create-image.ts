/**
 * CreateImage: snapshots of a server's volumes at one moment, and an image over them. A running server is restarted
 * for it unless that is declined.
 */
import { PracticeError } from "../../../kernel/practice-error.ts";
import type { BlockDeviceSpec } from "../../../kernel/state/ec2/templates.ts";
import type { ImageMapping, ImageState } from "../../../kernel/state/ec2/images.ts";
import type { InstanceState } from "../../../kernel/state/ec2/instances.ts";
import type { Tags } from "../../../kernel/state/ec2/tags.ts";
import type { World } from "../../../kernel/world.ts";
import { reboot } from "../../instances/instance-life.ts";
import { checkPace, keyOfVolume } from "../../snapshots/create-snapshot.ts";
import { beginSnapshot } from "../../snapshots/snapshot-life.ts";
import { hideNew } from "../../visibility/visibility.ts";
import { contentsOfVolume } from "../../volumes/volume-contents.ts";
import { planDevices } from "./image-devices.ts";
import type { DevicePlan, PlannedVolume } from "./image-devices.ts";
import { readyAfterSnapshots } from "./image-life.ts";
import { checkDescription, checkName } from "./image-names.ts";
import { imageSettings } from "../settings.ts";

export interface ImageOrder {
  readonly instance: InstanceState;
  readonly name: string;
  readonly description: string;
  readonly noReboot: boolean;
  readonly imageTags: Tags;
  readonly snapshotTags: Tags;
  readonly devices: readonly BlockDeviceSpec[];
}

/** All that is refused is refused here, before anything changes: a dry run ends after it. */
export function planImage(world: World, order: ImageOrder): DevicePlan {
  checkName(world, order.name);
  checkDescription(order.description);
  checkState(order.instance);
  const plan = planDevices(world, order.instance, order.devices);
  for (const { volumeId } of plan.volumes) {
    const volume = world.state.volumes.get(volumeId);
    if (volume) checkPace(world, volume);
  }
  return plan;
}

function checkState({ id, state }: InstanceState): void {
  if (state === "running" || state === "stopping" || state === "stopped") return;
  throw new PracticeError(
    "InvalidParameterValue",
    `Invalid value '${id}' for instanceId. Instance is not in state 'running' or 'stopping' or 'stopped'`,
  );
}

export function createImage(world: World, order: ImageOrder): ImageState {
  const plan = planImage(world, order);
  const id = world.id("ami");
  const usuallyMs = Math.round(world.chance.between(...imageSettings(world).createMs));
  const bare = newImage(world, order, { id, plan });
  world.state.images.set(id, bare);
  const begun = plan.volumes.map((volume) => snapshotOf(world, order, volume, id, usuallyMs));
  const image = { ...bare, mappings: begun.map(({ mapping }) => mapping) };
  world.state.images.set(id, image);
  hideNew(world, id);
  const snapshotsMs = Math.max(usuallyMs, ...begun.map(({ takesMs }) => takesMs));
  readyAfterSnapshots(world, id, snapshotsMs);
  if (order.instance.state === "running" && !order.noReboot) reboot(world, order.instance);
  return image;
}

function snapshotOf(
  world: World,
  order: ImageOrder,
  planned: PlannedVolume,
  imageId: string,
  usuallyMs: number,
): { readonly mapping: ImageMapping; readonly takesMs: number } {
  const { volumeId, device, deleteOnTermination } = planned;
  const volume = world.state.volumes.get(volumeId);
  const sizeGib = volume?.sizeGib ?? 8;
  const kmsKeyId = keyOfVolume(world, volume);
  const { snapshot, takesMs } = beginSnapshot(world, {
    volumeId,
    imageId,
    kind: "image",
    sizeGib,
    description: `Created by CreateImage(${order.instance.id}) for ${imageId}`,
    tags: order.snapshotTags,
    kmsKeyId,
    contentsId: contentsOfVolume(world, volumeId),
    usuallyMs,
  });
  const volumeType = volume?.volumeType ?? "gp3";
  const plain = { device, snapshotId: snapshot.id, sizeGib, volumeType, deleteOnTermination };
  return { mapping: kmsKeyId === null ? plain : { ...plain, kmsKeyId }, takesMs };
}

interface Made {
  readonly id: string;
  readonly plan: DevicePlan;
}

function newImage(world: World, order: ImageOrder, { id, plan }: Made): ImageState {
  const { instance } = order;
  return {
    id,
    name: order.name,
    description: order.description,
    ownerId: world.accountId,
    state: "pending",
    stateReason: null,
    architecture: instance.architecture,
    createdAtMs: world.nowMs,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: instance.imageId,
    sourceInstanceId: instance.id,
    rootDevice: instance.rootDevice,
    mappings: [],
    tags: { ...order.imageTags },
    contentsId: instance.contentsId,
    deregisteredAtMs: null,
    ...(plan.blank.length > 0 ? { blankDevices: plan.blank } : {}),
  };
}
