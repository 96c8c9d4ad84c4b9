/** Changes of who may launch an image, and what forbids them. */
import type { ModifyImageAttributeCommandInput } from "@aws-sdk/client-ec2";
import { imageSettings } from "../../../world/ec2/images/settings.ts";
import { changedSharing } from "../../../world/ec2/images/sharing.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ImageState, Sharing } from "../../../world/kernel/state/ec2/images.ts";
import type { World } from "../../../world/kernel/world.ts";
import { sharingChange } from "../sharing-change.ts";
import type { SharingChange } from "../sharing-change.ts";

type Input = ModifyImageAttributeCommandInput;

export const isPermissionChange = (input: Input): boolean =>
  input.LaunchPermission !== undefined || input.Attribute === "launchPermission";

export function changedPermissions(
  world: World,
  image: ImageState,
  input: Input,
): readonly Sharing[] {
  const change = changeOf(input);
  if (change.add.length > 0) checkMayShare(world, image, change.add);
  return changedSharing(image.sharedWith, change);
}

const changeOf = (input: Input): SharingChange =>
  sharingChange(input.LaunchPermission, input.OperationType, [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.UserGroups ?? []).map((Group) => ({ Group: Group as "all" })),
    ...(input.OrganizationArns ?? []).map((OrganizationArn) => ({ OrganizationArn })),
    ...(input.OrganizationalUnitArns ?? []).map((arn) => ({ OrganizationalUnitArn: arn })),
  ]);

function checkMayShare(world: World, image: ImageState, add: readonly Sharing[]): void {
  if (image.state === "disabled") {
    throw new PracticeError("InvalidAMIID.Unavailable", `The AMI '${image.id}' is disabled.`);
  }
  if (!add.some(({ kind }) => kind === "group")) return;
  if (imageSettings(world).blocksPublicImages) throw publicBlocked();
  if (image.mappings.some(({ kmsKeyId }) => kmsKeyId !== undefined)) throw encrypted(image);
}

function publicBlocked(): PracticeError {
  const words =
    "You can't publicly share this image because block public access for AMIs is enabled for this account.";
  return new PracticeError("OperationNotPermitted", words);
}

function encrypted({ id }: ImageState): PracticeError {
  const words = `AMI ${id} has encrypted snapshots and can't be made public.`;
  return new PracticeError("InvalidParameterCombination", words);
}
