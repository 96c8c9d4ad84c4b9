/** Attaching volumes to servers and taking them off again, which takes some seconds each. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { InstanceState, InstanceVolume } from "../../kernel/state/ec2/instances.ts";
import type { VolumeState } from "../../kernel/state/ec2/volumes.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";
import { setFree } from "./release.ts";

type OfAttachment = { readonly instanceId: string; readonly volumeId: string };
const attached = timerKind<OfAttachment>("ec2.volume-attached");
const detached = timerKind<OfAttachment>("ec2.volume-detached");

const ATTACHING_MS = [1500, 5000] as const;
const DETACHING_MS = [2000, 9000] as const;

export function registerAttachments(world: World): void {
  world.on(attached, (_, of) => {
    const found = attachmentOf(world, of);
    if (found?.attachment.status === "attaching") delete found.attachment.status;
  });
  world.on(detached, (_, of) => {
    const found = attachmentOf(world, of);
    if (found?.attachment.status === "detaching") takeOff(world, found);
  });
}

interface Attached {
  readonly instance: InstanceState;
  readonly attachment: InstanceVolume;
}

function attachmentOf(world: World, { instanceId, volumeId }: OfAttachment): Attached | null {
  const instance = world.state.instances.get(instanceId);
  const attachment = instance?.volumes.find((each) => each.volumeId === volumeId);
  return instance && attachment ? { instance, attachment } : null;
}

/** Where a volume is, if it is anywhere. */
export const attachmentOfVolume = (world: World, { id, attachedTo }: VolumeState) =>
  attachedTo === null ? null : attachmentOf(world, { instanceId: attachedTo, volumeId: id });

export interface AttachOrder {
  readonly volume: VolumeState;
  readonly instance: InstanceState;
  readonly device: string;
}

export function checkAttach({ volume, instance, device }: AttachOrder): void {
  if (instance.state !== "running" && instance.state !== "stopped")
    throw wrong("IncorrectState", `Instance '${instance.id}' is not 'running'.`);
  if (volume.state === "in-use")
    throw wrong("VolumeInUse", `${volume.id} is already attached to an instance`);
  if (volume.state !== "available")
    throw wrong("IncorrectState", `The volume '${volume.id}' is not 'available'.`);
  if (volume.zone !== instance.zone) throw elsewhere(volume, instance);
  checkDevice(instance, device);
}

function elsewhere(volume: VolumeState, instance: InstanceState): PracticeError {
  const words = `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`;
  return wrong("InvalidVolume.ZoneMismatch", words);
}

function checkDevice(instance: InstanceState, device: string): void {
  if (!/^(\/dev\/)?(sd|xvd|hd)[a-z]{1,2}\d{0,2}$/.test(device)) {
    const words = `Value (${device}) for parameter device is invalid. ${device} is not a valid EBS device name.`;
    throw wrong("InvalidParameterValue", words);
  }
  if (!instance.volumes.some((each) => each.device === device)) return;
  const words = `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`;
  throw wrong("InvalidParameterValue", words);
}

export function attach(world: World, { volume, instance, device }: AttachOrder): InstanceVolume {
  const attachment: InstanceVolume = {
    device,
    volumeId: volume.id,
    deleteOnTermination: false,
    attachedAtMs: world.nowMs,
    status: "attaching",
  };
  instance.volumes.push(attachment);
  Object.assign(volume, { state: "in-use", attachedTo: instance.id, device });
  if (device === instance.rootDevice && volume.contentsId !== undefined)
    instance.contentsId = volume.contentsId;
  const of = { instanceId: instance.id, volumeId: volume.id };
  world.after(attached, world.chance.between(...ATTACHING_MS), of);
  return attachment;
}

export function checkDetach({ instance, attachment }: Attached): void {
  if (attachment.device !== instance.rootDevice || instance.state === "stopped") return;
  const words = `Unable to detach root volume '${attachment.volumeId}' from instance '${instance.id}'`;
  throw wrong("OperationNotPermitted", words);
}

export function detach(world: World, { instance, attachment }: Attached): void {
  if (attachment.status === "detaching") return;
  attachment.status = "detaching";
  const of = { instanceId: instance.id, volumeId: attachment.volumeId };
  world.after(detached, world.chance.between(...DETACHING_MS), of);
}

function takeOff(world: World, { instance, attachment }: Attached): void {
  instance.volumes = instance.volumes.filter((each) => each !== attachment);
  const volume = world.state.volumes.get(attachment.volumeId);
  if (volume) setFree(instance, volume);
}

const wrong = (code: string, words: string) => new PracticeError(code, words);
