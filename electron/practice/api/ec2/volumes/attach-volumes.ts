/** AttachVolume and DetachVolume: both answer at once and take some seconds. */
import type {
  AttachVolumeCommandInput,
  AttachVolumeCommandOutput,
  DetachVolumeCommandInput,
  DetachVolumeCommandOutput,
} from "@aws-sdk/client-ec2";
import { findInstance } from "../../../world/ec2/lookups.ts";
import {
  attach,
  attachmentOfVolume,
  checkAttach,
  checkDetach,
  detach,
} from "../../../world/ec2/volumes/attachments.ts";
import { findVolume } from "../../../world/ec2/volumes/find-volume.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { VolumeState } from "../../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { attachmentShape } from "./volume-shape.ts";

export function AttachVolume(
  input: AttachVolumeCommandInput,
  { world }: CallContext,
): Reply<AttachVolumeCommandOutput> {
  const order = {
    volume: findVolume(world, required(input.VolumeId, "VolumeId")),
    instance: findInstance(world, required(input.InstanceId, "InstanceId")),
    device: required(input.Device, "Device"),
  };
  checkAttach(order);
  refuseDryRun(input);
  return attachmentShape(order.instance, attach(world, order));
}

export function DetachVolume(
  input: DetachVolumeCommandInput,
  { world }: CallContext,
): Reply<DetachVolumeCommandOutput> {
  const volume = findVolume(world, required(input.VolumeId, "VolumeId"));
  const attached = attachedAs(world, volume, input);
  checkDetach(attached);
  refuseDryRun(input);
  detach(world, attached);
  return attachmentShape(attached.instance, attached.attachment);
}

function attachedAs(world: World, volume: VolumeState, input: DetachVolumeCommandInput) {
  const attached = attachmentOfVolume(world, volume);
  if (!attached) {
    const words = `Volume '${volume.id}' is in the '${volume.state}' state.`;
    throw new PracticeError("IncorrectState", words);
  }
  const { instance, attachment } = attached;
  const isMeant =
    (input.InstanceId ?? instance.id) === instance.id &&
    (input.Device ?? attachment.device) === attachment.device;
  if (isMeant) return attached;
  const words = `The volume '${volume.id}' is not attached to instance '${input.InstanceId ?? instance.id}' as device '${input.Device ?? attachment.device}'.`;
  throw new PracticeError("InvalidAttachment.NotFound", words);
}
