/**
 * How an image's parent is known, best evidence first: Bennu's tag, AWS's source image, then a name that the image
 * itself gives (a tag or description that names its ancestor, as the bakeries of Netflix and Packer users write it).
 */
import type { ImageFact } from "../model/facts.ts";
import type { ImageId } from "../model/ids.ts";
import { TAG } from "../model/tags.ts";

export interface Parentage {
  readonly parentId: ImageId;
  readonly parentBy: "tag" | "source" | "name";
}

export interface ImageDirectory {
  readonly byId: ReadonlyMap<string, ImageFact>;
  readonly byName: ReadonlyMap<string, ImageFact>;
}

const ancestorTags = [
  "ancestor_name",
  "ancestor",
  "base_ami_name",
  "baseaminame",
  "sourceaminame",
  "parent",
];
const ancestorIdTags = [
  "ancestor_id",
  "base_ami",
  "base_ami_id",
  "baseami",
  "sourceami",
  "source_ami",
  "parent_ami",
];

/** Two images of one name (of two owners): the newer one is meant. */
export function imageDirectory(images: ReadonlyMap<string, ImageFact>): ImageDirectory {
  const byName = new Map<string, ImageFact>();
  for (const image of images.values()) {
    const known = byName.get(image.name);
    if (known === undefined || known.createdAtMs < image.createdAtMs) byName.set(image.name, image);
  }
  return { byId: images, byName };
}

export function parentageOf(image: ImageFact, directory: ImageDirectory): Parentage | null {
  const tagged = byTag(image, directory);
  if (tagged !== null) return tagged;
  if (image.sourceImageId !== null && image.sourceImageId !== image.id) {
    return { parentId: image.sourceImageId, parentBy: "source" };
  }
  return byAncestorNote(image, directory);
}

function byTag(image: ImageFact, directory: ImageDirectory): Parentage | null {
  const value = image.tags[TAG.parent]?.trim();
  if (value === undefined || value === "" || value === image.id) return null;
  if (value.startsWith("ami-")) return { parentId: value as ImageId, parentBy: "tag" };
  const named = directory.byName.get(value);
  return named === undefined || named.id === image.id
    ? null
    : { parentId: named.id, parentBy: "name" };
}

function byAncestorNote(image: ImageFact, directory: ImageDirectory): Parentage | null {
  for (const [key, value] of ancestorNotes(image)) {
    const lower = key.toLowerCase();
    const found = ancestorIdTags.includes(lower)
      ? directory.byId.get(value)
      : ancestorTags.includes(lower)
        ? directory.byName.get(value)
        : undefined;
    if (found !== undefined && found.id !== image.id)
      return { parentId: found.id, parentBy: "name" };
  }
  return null;
}

/** Tags, and `key=value` pairs of the description, e.g. "name=x, ancestor_id=ami-1, ancestor_name=y". */
function ancestorNotes(image: ImageFact): [string, string][] {
  const notes: [string, string][] = Object.entries(image.tags);
  if (!image.description.includes("=")) return notes;
  for (const part of image.description.split(/[,;]\s*/)) {
    const at = part.indexOf("=");
    if (at > 0) notes.push([part.slice(0, at).trim(), part.slice(at + 1).trim()]);
  }
  return notes;
}
