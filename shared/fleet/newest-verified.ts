import type { ImageFact } from "../model/facts.ts";
import { TAG } from "../model/tags.ts";
import type { Revocations } from "../lineage/revocation.ts";
import { verificationOf } from "./verification.ts";

/** The newest image of each recipe that could be put into service: verified by Bennu, available, and not revoked, nor to be. */
export function newestVerified(
  images: Iterable<ImageFact>,
  revocations: Revocations,
): Map<string, ImageFact> {
  const newest = new Map<string, ImageFact>();
  for (const image of images) {
    const recipe = image.tags[TAG.recipe];
    if (
      recipe === undefined ||
      image.state !== "available" ||
      revocations.of(image.id) !== null ||
      verificationOf(image).kind !== "verified"
    )
      continue;
    const known = newest.get(recipe);
    if (known === undefined || known.createdAtMs < image.createdAtMs) newest.set(recipe, image);
  }
  return newest;
}
