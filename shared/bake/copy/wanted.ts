/** What a recipe asks for beside the bake itself: copies and shares, which are planned once the image is verified. */
import type { RegionWanted } from "../../recipe/recipe.ts";
import { listWords } from "../../words/counts.ts";

export interface CopiesWanted {
  /** Beside the region it is baked in. */
  readonly regions: readonly RegionWanted[];
  readonly accounts: readonly string[];
}

export const noCopies: CopiesWanted = { regions: [], accounts: [] };

export const asksForCopies = ({ regions, accounts }: CopiesWanted): boolean =>
  regions.length + accounts.length > 0;

/** `copies to eu-central-1 and us-east-1 (key alias/images), shared with 123456789012` */
export function wantedWords({ regions, accounts }: CopiesWanted): string {
  const places = regions.map(({ region, kmsKey }) =>
    kmsKey === null ? region : `${region} (key ${kmsKey})`,
  );
  const copies = places.length === 0 ? [] : [`copies to ${listWords(places)}`];
  const shares = accounts.length === 0 ? [] : [`shared with ${listWords(accounts)}`];
  return [...copies, ...shares].join(", ");
}
