/** AWS's own instance refresh. */
import type { AwsFields } from "../calls/aws-fields.ts";
import type { RefreshPreferences } from "../calls/refreshes.ts";
import type { GroupName, TemplateId } from "../ids.ts";

export type RefreshWork =
  | {
      /** AWS's instance refresh to a numbered template version: started once, then followed to its end. */
      readonly kind: "refresh";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      /** The group's mixed instances policy, to be launched from that version; left out: it has none. */
      readonly mixedInstances?: AwsFields;
      readonly preferences: RefreshPreferences;
      /** Nothing is started if the group and all of its servers have that version already. */
      readonly onlyIfNeeded: boolean;
      /** Without a server more for so long, its health counts as late. */
      readonly lateAfterMs: number;
      readonly observations: number;
    }
  | {
      /** Turn a refresh that is under way, back where AWS can, else end it; the next step does the rest. */
      readonly kind: "turn-refresh";
      readonly group: GroupName;
      readonly refreshId: string;
      readonly how: "roll-back" | "cancel";
      readonly minHealthyPercentage: number;
      readonly maxHealthyPercentage: number;
      readonly lateAfterMs: number;
    }
  | {
      /** Cancel what this plan's refresh has not done yet. On the way out: where the plan got through, nothing is. */
      readonly kind: "end-refresh";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      readonly templateVersion: number | null;
    };
