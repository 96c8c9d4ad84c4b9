/** Servers of no group, and what is asked of a server itself. */
import type { ImageId, ServerId } from "../ids.ts";

export type ServerCall =
  | {
      readonly call: "RunInstances";
      readonly imageId: ImageId;
      readonly instanceType: string;
      readonly subnetId: string | null;
      readonly securityGroupIds: readonly string[];
      readonly userData: string;
      /** Its root volume, where that is to be larger than the image's. Left out: as the image has it. */
      readonly root?: { readonly device: string; readonly gib: number };
      readonly tags: Readonly<Record<string, string>>;
      readonly clientToken: string;
      /** Its name: what the server may do. Left out: none. */
      readonly instanceProfile?: string;
      /** The server ends, and its volumes with it, when it shuts itself down. Left out: it stops, as AWS has it. */
      readonly endsWhenShutDown?: boolean;
    }
  | { readonly call: "TerminateInstances"; readonly serverIds: readonly ServerId[] }
  | {
      /** A shell script on servers that Systems Manager reaches. AWS knows no token for it: look before a second one. */
      readonly call: "SendCommand";
      readonly serverIds: readonly ServerId[];
      readonly script: string;
      /** At most 100 characters. */
      readonly comment: string;
      readonly timeoutSeconds: number;
    };
