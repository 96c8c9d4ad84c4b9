/** What becomes of images that are there: said on them, copied, shared, disabled, removed; and what bakes left. */
import type { RetentionAct, RetentionRules } from "../retention.ts";
import type { ImageId, ServerId } from "../ids.ts";

export type ImageWork =
  | {
      readonly kind: "tag-image";
      readonly imageId: ImageId;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly kind: "protect-image"; readonly imageId: ImageId; readonly isProtected: boolean }
  | {
      readonly kind: "copy-image";
      readonly sourceImageId: ImageId;
      readonly sourceRegion: string;
      readonly name: string;
      readonly description: string;
      readonly encrypted: boolean;
      readonly kmsKeyId: string | null;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      /** Who may start servers from it, and make volumes of its snapshots. */
      readonly kind: "share-image";
      /** Null: the copy that this plan made. */
      readonly imageId: ImageId | null;
      readonly accounts: readonly string[];
    }
  /** On the way out: a copy that didn't get whole. */
  | { readonly kind: "remove-copy"; readonly name: string }
  | { readonly kind: "end-left"; readonly serverIds: readonly ServerId[] }
  | {
      readonly kind: "remove-left";
      readonly imageIds: readonly ImageId[];
      readonly snapshotIds: readonly string[];
    }
  | { readonly kind: "disable-image"; readonly imageId: ImageId; readonly isDisabled: boolean }
  | {
      /** Null: it is no longer deprecated. */
      readonly kind: "deprecate-image";
      readonly imageId: ImageId;
      readonly atMs: number | null;
    }
  | {
      /** One image, looked at once more right before: it stays if anything needs it, or if that can't be known. */
      readonly kind: "retire-image";
      readonly imageId: ImageId;
      readonly name: string;
      readonly act: RetentionAct;
      readonly rules: RetentionRules;
      readonly snapshotIds: readonly string[];
    };
