/** What AWS says of an image itself. */
import type { ImageFact } from "../model/facts.ts";
import type { ItemChange } from "./comparison.ts";
import { compareValues, type Values } from "./items.ts";

export const compareImageFacts = (sides: readonly (ImageFact | null)[]): ItemChange[] =>
  compareValues("image", sides.map(imageValues));

function imageValues(image: ImageFact | null): Values | null {
  if (image === null) return null;
  const size = image.rootSizeGib === undefined ? null : `${String(image.rootSizeGib)} GiB`;
  return new Map([
    ["id", image.id],
    ["name", image.name],
    ["state", image.state],
    ["architecture", image.architecture],
    ["owner", image.ownerId],
    ["root device", image.rootDevice],
    ["root volume", size],
    ["snapshots", image.snapshotIds.join(", ")],
    ["description", image.description],
    ...Object.entries(image.tags).map(([key, value]) => [`tag ${key}`, value] as const),
  ]);
}
