/**
 * Images that no tag, source or name places, placed by the line that AWS keeps of each (GetImageAncestry): under the
 * nearest of its ancestors that is known here. What lies between is gone or another account's, and isn't drawn.
 */
import type { AncestorFact } from "../model/facts/image-use-facts.ts";
import type { ImageView } from "../model/fleet.ts";

/** By image; an image that AWS was not asked about, or tells nothing of, is left out. */
export type Ancestries = Readonly<Record<string, readonly AncestorFact[]>>;

/** Those whose place isn't known: no parent, or one that isn't here. Newest first. Bases come from nowhere. */
export function unplacedImages(images: readonly ImageView[], most: number): ImageView[] {
  const known = new Set<string>(images.map(({ id }) => id));
  return images
    .filter(
      ({ kind, parentId, state }) =>
        kind !== "base" && state === "available" && (parentId === null || !known.has(parentId)),
    )
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .slice(0, most);
}

/** The same list where nothing is placed anew. */
export function placedByAncestry(
  images: readonly ImageView[],
  ancestries: Ancestries,
): readonly ImageView[] {
  const known = new Map<string, ImageView>(images.map((image) => [image.id, image]));
  let isPlaced = false;
  const placed = images.map((image) => {
    if (image.parentId !== null && known.has(image.parentId)) return image;
    const parent = nearestKnown(ancestries[image.id] ?? [], image, known);
    if (parent === null) return image;
    isPlaced = true;
    return { ...image, parentId: parent.id, parentBy: "ancestry" as const };
  });
  return isPlaced ? placed : images;
}

function nearestKnown(
  line: readonly AncestorFact[],
  image: ImageView,
  known: ReadonlyMap<string, ImageView>,
): ImageView | null {
  const ids = line.flatMap(({ imageId, sourceImageId }) => [imageId, sourceImageId]);
  for (const id of ids) {
    const found = id === null || id === image.id ? undefined : known.get(id);
    if (found !== undefined) return found;
  }
  return null;
}
