/** When an image is to be deprecated: a minute in the next ten years, or within two of its creation if it is public. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { ImageState } from "../../kernel/state/ec2/images.ts";
import type { World } from "../../kernel/world.ts";
import { isPublic } from "./sharing.ts";

const MINUTE_MS = 60_000;

export function deprecationMoment(world: World, image: ImageState, wishMs: number): number {
  const atMs = Math.round(wishMs / MINUTE_MS) * MINUTE_MS;
  if (!Number.isFinite(atMs)) throw invalid("The date is not valid.");
  if (atMs < Math.floor(world.nowMs / MINUTE_MS) * MINUTE_MS) {
    throw invalid("The date and time to deprecate the AMI can't be in the past.");
  }
  if (atMs > latest(world, image)) throw invalid("The date and time to deprecate is too late.");
  return atMs;
}

function latest(world: World, image: ImageState): number {
  const isOpen = isPublic(image.sharedWith);
  const from = new Date(isOpen ? image.createdAtMs : world.nowMs);
  return from.setUTCFullYear(from.getUTCFullYear() + (isOpen ? 2 : 10));
}

function invalid(words: string): PracticeError {
  return new PracticeError("InvalidParameterValue", words);
}
