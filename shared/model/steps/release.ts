/** What every release does, whatever its strategy: looks, holds its fleet, makes its template version, asks. */
import type { GroupName, ImageId, TemplateId } from "../ids.ts";
import type { Gate } from "../intent.ts";

export type ReleaseWork =
  | {
      readonly kind: "preflight";
      readonly liveGroup: GroupName;
      /** A roll back turns the refresh that is under way; everything else waits for its end. */
      readonly refreshMayRun?: true;
      readonly imageId: ImageId | null;
      /** The group that must not exist yet, if one is to be made. */
      readonly newGroup: GroupName | null;
    }
  | { readonly kind: "claim"; readonly group: GroupName }
  | {
      readonly kind: "make-template-version";
      readonly templateId: TemplateId;
      readonly sourceVersion: string;
      readonly imageId: ImageId;
      readonly description: string;
    }
  | {
      /** Nothing is changed: the plan goes on when the gate is open, and ends if it doesn't open. */
      readonly kind: "gate";
      readonly gate: Gate;
      /** Whose servers are asked about; where servers are replaced in one group, those that are new. Null: nobody's. */
      readonly group: GroupName | null;
      /** Fresh consecutive observations that count as proof. */
      readonly observations: number;
    }
  | { readonly kind: "release"; readonly group: GroupName };
