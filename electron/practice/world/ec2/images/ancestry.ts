/** From an image up to its root, across regions; those that were deregistered are in it too. */
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { findUsableImage } from "./usable-images.ts";

export interface Ancestor {
  readonly image: ImageState;
  /** Where its source is registered; null: it has none. */
  readonly sourceRegion: string | null;
}

/** AWS takes the fiftieth for the root. */
const MOST_ENTRIES = 50;

export function ancestryOf(world: World, id: string): readonly Ancestor[] {
  const chain: Ancestor[] = [];
  let { image, home }: { image: ImageState | undefined; home: World } = findUsableImage(world, id);
  while (image && chain.length < MOST_ENTRIES && !chain.some((one) => one.image === image)) {
    chain.push({ image, sourceRegion: sourceRegionOf(home, image) });
    const place: World | null = placeOfSource(home, image);
    if (place === null || image.sourceImageId === null) break;
    home = place;
    image = place.state.images.get(image.sourceImageId);
  }
  return chain;
}

export function sourceRegionOf(home: World, image: ImageState): string | null {
  return image.sourceImageId === null ? null : (image.sourceRegion ?? home.region);
}

function placeOfSource(home: World, { sourceRegion: region }: ImageState): World | null {
  if (region === undefined || region === home.region) return home;
  return home.neighbours?.find({ accountId: home.accountId, region }) ?? null;
}
