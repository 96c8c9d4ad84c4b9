/** Changes of who may launch an image, in either of the two ways in which AWS takes them. */
import type { LaunchPermission, ModifyImageAttributeCommandInput } from "@aws-sdk/client-ec2";
import { imageSettings } from "../../../world/ec2/images/settings.ts";
import { changedSharing } from "../../../world/ec2/sharing.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ImageState, Sharing } from "../../../world/kernel/state-ec2.ts";
import type { World } from "../../../world/kernel/world.ts";

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

function changeOf(input: Input): { readonly add: Sharing[]; readonly remove: Sharing[] } {
  const { LaunchPermission: nested, OperationType: operation } = input;
  if (nested) {
    return {
      add: (nested.Add ?? []).flatMap(sharingOf),
      remove: (nested.Remove ?? []).flatMap(sharingOf),
    };
  }
  const flat = [
    ...(input.UserIds ?? []).map((UserId) => ({ UserId })),
    ...(input.UserGroups ?? []).map((Group) => ({ Group: Group as "all" })),
    ...(input.OrganizationArns ?? []).map((OrganizationArn) => ({ OrganizationArn })),
    ...(input.OrganizationalUnitArns ?? []).map((arn) => ({ OrganizationalUnitArn: arn })),
  ].flatMap(sharingOf);
  if (operation === "add") return { add: flat, remove: [] };
  if (operation === "remove") return { add: [], remove: flat };
  throw new PracticeError(
    "MissingParameter",
    "The request must contain the parameter operationType",
  );
}

export function sharingOf(permission: LaunchPermission): Sharing[] {
  const { UserId, Group, OrganizationArn, OrganizationalUnitArn } = permission;
  const shared: Sharing[] = [];
  if (UserId !== undefined) shared.push({ kind: "account", value: accountId(UserId) });
  if (Group !== undefined) shared.push({ kind: "group", value: group(Group) });
  if (OrganizationArn !== undefined) shared.push({ kind: "organization", value: OrganizationArn });
  if (OrganizationalUnitArn !== undefined) {
    shared.push({ kind: "unit", value: OrganizationalUnitArn });
  }
  return shared;
}

function accountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw invalidItem(value, "userId");
}

function group(value: string): string {
  if (value === "all") return value;
  throw invalidItem(value, "group");
}

function invalidItem(value: string, type: string): PracticeError {
  const words = `Invalid attribute item value "${value}" for ${type} item type.`;
  return new PracticeError("InvalidAMIAttributeItemValue", words);
}

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
