/** Copies and permissions of images as the SDK's inputs. */
import type {
  CopyImageRequest,
  ModifyImageAttributeRequest,
  ModifySnapshotAttributeRequest,
} from "@aws-sdk/client-ec2";
import type { Call } from "../../../shared/model/call.ts";
import { toSdkTags } from "../mapping/tags.ts";

type CallOf<Name extends Call["call"]> = Extract<Call, { readonly call: Name }>;

/** The copy and its snapshots carry the tags from the start; AWS leaves the source's own behind. */
export function copyImageInput(call: CallOf<"CopyImage">): CopyImageRequest {
  const tags = toSdkTags(call.tags);
  const specifications = [
    { ResourceType: "image" as const, Tags: tags },
    { ResourceType: "snapshot" as const, Tags: tags },
  ];
  return {
    SourceImageId: call.sourceImageId,
    SourceRegion: call.sourceRegion,
    Name: call.name,
    Description: call.description,
    ClientToken: call.clientToken,
    // AWS refuses to take encryption off: what isn't asked for is left to the source.
    ...(call.encrypted ? { Encrypted: true } : {}),
    ...(call.encrypted && call.kmsKeyId !== null ? { KmsKeyId: call.kmsKeyId } : {}),
    ...(tags.length === 0 ? {} : { TagSpecifications: specifications }),
  };
}

export const launchPermissionInput = (
  call: CallOf<"ModifyImageAttribute">,
): ModifyImageAttributeRequest => ({
  ImageId: call.imageId,
  LaunchPermission: permission(call),
});

export const volumePermissionInput = (
  call: CallOf<"ModifySnapshotAttribute">,
): ModifySnapshotAttributeRequest => ({
  SnapshotId: call.snapshotId,
  Attribute: "createVolumePermission",
  CreateVolumePermission: permission(call),
});

const permission = ({
  addAccounts,
  removeAccounts,
}: Pick<CallOf<"ModifyImageAttribute">, "addAccounts" | "removeAccounts">) => ({
  ...(addAccounts.length === 0 ? {} : { Add: users(addAccounts) }),
  ...(removeAccounts.length === 0 ? {} : { Remove: users(removeAccounts) }),
});

const users = (accounts: readonly string[]) => accounts.map((UserId) => ({ UserId }));
