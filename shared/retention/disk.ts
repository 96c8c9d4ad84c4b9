/** What deleting snapshots would free: never more than the volumes they were made of, often far less. */
import type { ImageFact } from "../model/facts.ts";
import type { DiskFreed } from "../model/retention.ts";

/** AWS's list price of a standard snapshot in most regions. */
const USD_PER_GIB_MONTH = 0.05;
const AS_OF = "2026-11";

const BASIS = `at most, by the size of their root volumes, at $0.05 for a GiB and month (AWS's list price in most regions, as of ${AS_OF}); snapshots share blocks with others, so it is often far less`;

export function diskOf(
  images: readonly Pick<ImageFact, "rootSizeGib" | "snapshotIds">[],
): DiskFreed {
  const snapshots = new Set(images.flatMap(({ snapshotIds }) => snapshotIds)).size;
  const known = images.flatMap(({ rootSizeGib }) => rootSizeGib ?? []);
  if (known.length === 0 && images.length > 0)
    return { snapshots, gib: null, usdPerMonth: null, basis: "their sizes are not known" };
  const gib = known.reduce((sum, one) => sum + one, 0);
  return { snapshots, gib, usdPerMonth: gib * USD_PER_GIB_MONTH, basis: BASIS };
}
