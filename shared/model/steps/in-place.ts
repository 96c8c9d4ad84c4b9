/** One group whose servers, or their root volumes, are exchanged. */
import type { GroupName, ImageId, TemplateId } from "../ids.ts";
import type { Sizes } from "./generation.ts";

export type InPlaceWork =
  | {
      /** Suspend, for the time of the operation, what would fight it; what others hold stays theirs. */
      readonly kind: "hold";
      readonly group: GroupName;
      readonly processes: readonly string[];
      /** Those that an operation that is taken over may have left suspended: they are let go by this one. */
      readonly ours?: readonly string[];
      /** The fleet's own, where an operation that is taken over may have left others; left out: those found. */
      readonly sizes?: Sizes;
    }
  | {
      /**
       * One group: more servers of the new template version, proof, then as many others ended by name. `first`: the
       * first batch is up. `rest`: all are up, and the last batch of the others still there. `last`: none is left.
       */
      readonly kind: "grow-and-shed";
      readonly stage: "first" | "rest" | "last";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** Null: the version that the make-template-version step of this plan produced. */
      readonly templateVersion: number | null;
      /** What the group has until the first batch has proved itself, and gets again if it doesn't; null: nothing. */
      readonly former: { readonly id: TemplateId; readonly version: number } | null;
      readonly batch: number;
      readonly batchSoakMs: number;
      readonly observations: number;
    }
  | {
      /** Servers out of service, a new root volume each, back into service. `first`: one batch. `rest`: all. */
      readonly kind: "swap-roots";
      readonly stage: "first" | "rest";
      readonly group: GroupName;
      readonly templateId: TemplateId;
      /** As above; what the group starts meanwhile is new as well. */
      readonly templateVersion: number | null;
      readonly former: { readonly id: TemplateId; readonly version: number } | null;
      readonly imageId: ImageId;
      readonly batch: number;
      readonly batchSoakMs: number;
      readonly keepReplaced: boolean;
      readonly observations: number;
    }
  | {
      /** Give a group that was changed in place its own size, limits and processes back. Also on the way out. */
      readonly kind: "give-back";
      readonly group: GroupName;
      /** The plan changes no sizes: they are whoever's changed them meanwhile. */
      readonly onlyProcesses?: true;
    };
