/** A builder is started and listened to, and an image made of it; also to look into an image that is there. */
import type { ImageId } from "../ids.ts";

export type BakeWork =
  | {
      /** Waits for a place: bakes of this connection that were started earlier go first. */
      readonly kind: "take-turn";
      /** At work side by side. */
      readonly atOnce: number;
      /** Looked at again when the turn comes. */
      readonly baseImageId: ImageId;
    }
  | {
      readonly kind: "put-object";
      readonly bucket: string;
      readonly key: string;
      readonly gzipBase64: string;
      readonly contentType: string;
    }
  /** Takes away what put-object put there. */
  | { readonly kind: "remove-object"; readonly bucket: string; readonly key: string }
  | {
      readonly kind: "run-builder";
      readonly role: "builder" | "fresh-boot";
      /** Null: the image that this plan's make-image step produced. */
      readonly imageId: ImageId | null;
      readonly instanceType: string;
      readonly subnetId: string | null;
      /** Of other zones, where nobody chose the subnet: turned to in this order where a zone has no room. */
      readonly otherSubnetIds?: readonly string[];
      readonly securityGroupIds: readonly string[];
      readonly userData: string;
      /** Its user data is a stub that fetches this object by an address which is signed when it is started. */
      readonly fetches?: {
        readonly bucket: string;
        readonly key: string;
        /** Of the object as it lies there. */
        readonly sha256: string;
      };
      readonly instanceProfile?: string;
      readonly rootGib?: number;
      readonly tags: Readonly<Record<string, string>>;
      readonly timeoutMs: number;
    }
  | {
      /** Read the console until the builder has said how it ended: log, test results, manifest. */
      readonly kind: "await-builder";
      readonly role: "builder" | "fresh-boot";
      readonly timeoutMs: number;
      readonly tests: readonly string[];
      /** Asks the server by Systems Manager while it answers there; left out: the console alone. */
      readonly via?: "ssm";
    }
  | {
      readonly kind: "make-image";
      readonly name: string;
      readonly description: string;
      readonly tags: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "end-builder";
      readonly role: "builder" | "fresh-boot";
      /** What shuts down ends by itself: it is not waited for, since a later step sees that it is gone. */
      readonly goesOn?: true;
    }
  | { readonly kind: "mark-verified"; readonly recipe: string }
  /** Puts the manifest and the tests' results where colleagues' consoles find them: by the image's id. */
  | { readonly kind: "keep-manifest"; readonly bucket: string }
  | {
      /** Read the server's console until it has printed what is in the image; kept in the journal. */
      readonly kind: "await-inspection";
      readonly imageId: ImageId;
      readonly timeoutMs: number;
    };
