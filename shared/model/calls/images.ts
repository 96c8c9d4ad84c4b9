/** Images and snapshots: made, copied, shared, ended; and what is said on them. */
import type { ImageId, ServerId } from "../ids.ts";

export type ImageCall =
  | {
      readonly call: "CreateImage";
      readonly serverId: ServerId;
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      /** Into the region of the connection that makes the call. */
      readonly call: "CopyImage";
      readonly sourceImageId: ImageId;
      readonly sourceRegion: string;
      readonly name: string;
      readonly description: string;
      readonly encrypted: boolean;
      /** Of the region that the copy is made in; null: the account's own key for EBS there, where it is encrypted. */
      readonly kmsKeyId: string | null;
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
    }
  | {
      /** Its launch permissions: the accounts that may start servers from it. */
      readonly call: "ModifyImageAttribute";
      readonly imageId: ImageId;
      readonly addAccounts: readonly string[];
      readonly removeAccounts: readonly string[];
    }
  | {
      /** The accounts that may make volumes of it. */
      readonly call: "ModifySnapshotAttribute";
      readonly snapshotId: string;
      readonly addAccounts: readonly string[];
      readonly removeAccounts: readonly string[];
    }
  | {
      readonly call: "EnableImageDeprecation";
      readonly imageId: ImageId;
      /** AWS rounds it to the minute, and takes none that has passed. */
      readonly deprecateAtMs: number;
    }
  | {
      /** A disabled image starts no server and is shared with nobody any more; enabled, it starts servers again. */
      readonly call: "DisableImageDeprecation" | "DisableImage" | "EnableImage";
      readonly imageId: ImageId;
    }
  | { readonly call: "EnableImageDeregistrationProtection"; readonly imageId: ImageId }
  | { readonly call: "DisableImageDeregistrationProtection"; readonly imageId: ImageId }
  | {
      readonly call: "CreateTags";
      readonly resourceId: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly call: "DeregisterImage";
      readonly imageId: ImageId;
      /** AWS deletes its snapshots with it, but for those that another image needs. Left out: they stay. */
      readonly withSnapshots?: boolean;
    }
  | { readonly call: "DeleteSnapshot"; readonly snapshotId: string };
