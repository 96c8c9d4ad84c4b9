/**
 * Every call by which Bennu changes a cloud, as data. A plan shows them, the guard judges them, the journal keeps
 * them and electron/aws/perform carries them out: there is no other way to change anything.
 * Names and fields are AWS's own. Sizes are absolute.
 */
import type { GroupExtrasCall } from "./calls/group-extras.ts";
import type { GroupCall } from "./calls/groups.ts";
import type { ImageCall } from "./calls/images.ts";
import type { MemberCall } from "./calls/members.ts";
import type { ObjectCall } from "./calls/objects.ts";
import type { RefreshCall } from "./calls/refreshes.ts";
import type { ServerCall } from "./calls/servers.ts";
import type { ImageId, ServerId } from "./ids.ts";

export type Call =
  | ServerCall
  | ImageCall
  | ObjectCall
  | GroupCall
  | GroupExtrasCall
  | MemberCall
  | RefreshCall;

export type CallName = Call["call"];

/** What came of a call. `unknown`: no answer was seen; the effect may have happened, so look. */
export type CallOutcome =
  | { readonly kind: "ok"; readonly requestId: string | null; readonly produced: Produced }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly requestId: string | null;
    }
  | { readonly kind: "unknown"; readonly message: string };

/** Ids that a call brought into being. */
export interface Produced {
  readonly imageId?: ImageId;
  readonly serverIds?: readonly ServerId[];
  readonly templateVersion?: number;
  readonly refreshId?: string;
  readonly policyArn?: string;
  readonly rootVolumeTaskId?: string;
  readonly commandId?: string;
  /** What became of the snapshots of a deregistered image, in AWS's words: `success`, `skipped`, … */
  readonly snapshots?: Readonly<Record<string, string>>;
}
