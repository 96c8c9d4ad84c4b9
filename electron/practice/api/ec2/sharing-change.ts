/** Whom an image or a snapshot is shared with, in either of the two ways in which AWS takes a change of it. */
import type { LaunchPermission, LaunchPermissionModifications } from "@aws-sdk/client-ec2";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { Sharing } from "../../world/kernel/state/ec2/images.ts";

export interface SharingChange {
  readonly add: readonly Sharing[];
  readonly remove: readonly Sharing[];
}

/** What is nested says itself what becomes of it; what is flat, by the operation beside it. */
export function sharingChange(
  nested: LaunchPermissionModifications | undefined,
  operation: string | undefined,
  flat: readonly LaunchPermission[],
): SharingChange {
  if (nested) {
    return {
      add: (nested.Add ?? []).flatMap(sharingOf),
      remove: (nested.Remove ?? []).flatMap(sharingOf),
    };
  }
  const shared = flat.flatMap(sharingOf);
  if (operation === "add") return { add: shared, remove: [] };
  if (operation === "remove") return { add: [], remove: shared };
  throw new PracticeError(
    "MissingParameter",
    "The request must contain the parameter operationType",
  );
}

function sharingOf(permission: LaunchPermission): Sharing[] {
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
