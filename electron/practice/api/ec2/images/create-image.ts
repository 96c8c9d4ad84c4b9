/** CreateImage and RegisterImage over the wire. */
import type {
  CreateImageCommandInput,
  CreateImageCommandOutput,
  RegisterImageCommandInput,
  RegisterImageCommandOutput,
} from "@aws-sdk/client-ec2";
import { createImage, planImage } from "../../../world/ec2/images/making/create-image.ts";
import {
  checkRegistration,
  registerImage,
} from "../../../world/ec2/images/making/register-image.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { tagsAtCreation } from "./tags-at-creation.ts";

export function CreateImage(
  input: CreateImageCommandInput,
  { world }: CallContext,
): Reply<CreateImageCommandOutput> {
  const name = required(input.Name, "Name");
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  const tags = tagsAtCreation(input.TagSpecifications, ["image", "snapshot"]);
  refuseLocal(input);
  const order = {
    instance,
    name,
    description: input.Description ?? "",
    noReboot: input.NoReboot ?? false,
    imageTags: tags.image,
    snapshotTags: tags.snapshot,
    devices: input.BlockDeviceMappings ?? [],
  };
  planImage(world, order);
  refuseDryRun(input);
  return { ImageId: createImage(world, order).id };
}

function refuseLocal({ SnapshotLocation: place }: CreateImageCommandInput): void {
  if (place !== "local") return;
  const words = "The value 'local' for snapshotLocation is supported only in Local Zones.";
  throw new PracticeError("InvalidParameterValue", words);
}

export function RegisterImage(
  input: RegisterImageCommandInput,
  { world }: CallContext,
): Reply<RegisterImageCommandOutput> {
  const name = required(input.Name, "Name");
  refuseManifest(input);
  const order = {
    name,
    description: input.Description ?? "",
    architecture: input.Architecture ?? "i386",
    rootDevice: required(input.RootDeviceName, "RootDeviceName"),
    devices: input.BlockDeviceMappings ?? [],
    tags: tagsAtCreation(input.TagSpecifications, ["image"]).image,
    imdsSupport: input.ImdsSupport ?? "",
  };
  checkRegistration(world, order);
  refuseDryRun(input);
  return { ImageId: registerImage(world, order).id };
}

function refuseManifest({ ImageLocation: place }: RegisterImageCommandInput): void {
  if (place === undefined) return;
  const words = "The practice cloud does not simulate images in S3.";
  throw new PracticeError("UnsupportedOperation", words);
}
