import type { ChildWork } from "../campaign.ts";

export type CampaignWork = {
  /** Start other operations, each when its turn comes, and wait until all have ended well or are skipped. */
  readonly kind: "run-children";
  readonly children: readonly ChildWork[];
  /** Side by side, at most. */
  readonly atOnce: number;
};
