/** The images that an account may use: its own, and those of the region's other accounts that are shared with it. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { findImage, mustBeId } from "../lookups.ts";
import { otherAccounts } from "./other-accounts.ts";
import { reaches } from "./sharing.ts";

export interface UsableImage {
  readonly image: ImageState;
  /** The owner's part of the region. */
  readonly home: World;
}

export function findUsableImage(world: World, id: string): UsableImage {
  mustBeId(id, "ami", "InvalidAMIID");
  const { home = world } = usableImage(world, id) ?? {};
  return { image: findImage(home, id), home };
}

/** Null: there is none, or none any more. */
export function usableImage(world: World, id: string): UsableImage | null {
  const own = world.state.images.get(id);
  if (own) return { image: own, home: world };
  for (const home of otherAccounts(world)) {
    const image = home.state.images.get(id);
    if (image && isOpenTo(image, world.accountId)) return { image, home };
  }
  return null;
}

/** The account's own, to be changed. Those of others are seen at most. */
export function findOwnImage(world: World, id: string): ImageState {
  const { image, home } = findUsableImage(world, id);
  if (home === world) return image;
  throw new PracticeError("AuthFailure", `Not authorized for image:${id}`);
}

export function* imagesSharedWith(world: World): Iterable<ImageState> {
  for (const home of otherAccounts(world)) {
    for (const image of home.state.images.values())
      if (isOpenTo(image, world.accountId)) yield image;
  }
}

function isOpenTo({ sharedWith, state }: ImageState, accountId: string): boolean {
  return state !== "deregistered" && reaches(sharedWith, accountId);
}
