/** Deregistering, disabling, deprecating images, protecting them, and taking each of it back. */
import type {
  DeregisterImageCommandInput,
  DeregisterImageCommandOutput,
  DisableImageDeregistrationProtectionCommandOutput,
  EnableImageDeprecationCommandInput,
  EnableImageDeregistrationProtectionCommandInput,
  EnableImageDeregistrationProtectionCommandOutput,
} from "@aws-sdk/client-ec2";
import { deprecationMoment } from "../../../world/ec2/images/deprecation.ts";
import { findOwnImage } from "../../../world/ec2/images/usable-images.ts";
import {
  checkMayDeregister,
  deregisterImage,
  disableImage,
  enableImage,
  endProtection,
  protectImage,
} from "../../../world/ec2/images/withdraw-image.ts";
import type { ImageState } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";

interface Input {
  readonly ImageId: string | undefined;
  readonly DryRun?: boolean | undefined;
}

const named = (world: World, input: Input): ImageState =>
  findOwnImage(world, required(input.ImageId, "ImageId"));

const DONE = { Return: true };

export function DeregisterImage(
  input: DeregisterImageCommandInput,
  { world }: CallContext,
): Reply<DeregisterImageCommandOutput> {
  const image = named(world, input);
  checkMayDeregister(world, image);
  refuseDryRun(input);
  const withSnapshots = input.DeleteAssociatedSnapshots ?? false;
  const results = deregisterImage(world, image, withSnapshots);
  const shape = results.map(({ snapshotId, code }) => ({
    SnapshotId: snapshotId,
    ReturnCode: code,
  }));
  return { Return: true, ...(withSnapshots ? { DeleteSnapshotResults: shape } : {}) };
}

export function DisableImage(input: Input, { world }: CallContext): { Return: boolean } {
  const image = named(world, input);
  refuseDryRun(input);
  disableImage(image);
  return DONE;
}

export function EnableImage(input: Input, { world }: CallContext): { Return: boolean } {
  const image = named(world, input);
  refuseDryRun(input);
  enableImage(image);
  return DONE;
}

export function EnableImageDeprecation(
  input: EnableImageDeprecationCommandInput,
  { world }: CallContext,
): { Return: boolean } {
  const image = named(world, input);
  const wish = required(input.DeprecateAt, "DeprecateAt");
  const atMs = deprecationMoment(world, image, wish.getTime());
  refuseDryRun(input);
  image.deprecatedAtMs = atMs;
  return DONE;
}

export function DisableImageDeprecation(input: Input, { world }: CallContext): { Return: boolean } {
  const image = named(world, input);
  refuseDryRun(input);
  image.deprecatedAtMs = null;
  return DONE;
}

export function EnableImageDeregistrationProtection(
  input: EnableImageDeregistrationProtectionCommandInput,
  { world }: CallContext,
): Reply<EnableImageDeregistrationProtectionCommandOutput> {
  const image = named(world, input);
  refuseDryRun(input);
  protectImage(image, input.WithCooldown ?? false);
  return { Return: "true" };
}

export function DisableImageDeregistrationProtection(
  input: Input,
  { world }: CallContext,
): Reply<DisableImageDeregistrationProtectionCommandOutput> {
  const image = named(world, input);
  refuseDryRun(input);
  endProtection(world, image);
  return { Return: "true" };
}
