/** Whether an image, or what it was made of, is revoked now, from fresh reads of its ancestors as far as they are there. */
import { inForce, Revocations, revokedWords } from "../../shared/lineage/revocation.ts";
import type { ImageFact } from "../../shared/model/facts.ts";
import { imageId } from "../../shared/model/ids.ts";
import { TAG } from "../../shared/model/tags.ts";
import type { CloudReader } from "../ports.ts";

/** Lines of images are short; tags may claim a circle. */
const MOST_ANCESTORS = 20;

/** Null: it isn't. */
export async function revokedNow(
  reader: Pick<CloudReader, "images">,
  image: ImageFact,
  nowMs: number,
): Promise<string | null> {
  const line = await lineOf(reader, image);
  const revocation = inForce(new Revocations(line).of(image.id), nowMs);
  return revocation ? revokedWords(revocation) : null;
}

async function lineOf(reader: Pick<CloudReader, "images">, image: ImageFact) {
  const line = new Map<string, ImageFact>([[image.id, image]]);
  let last: ImageFact | undefined = image;
  while (last && line.size < MOST_ANCESTORS) {
    const parent: string | null = last.tags[TAG.parent] ?? last.sourceImageId;
    if (parent === null || line.has(parent)) break;
    [last] = await reader.images([imageId(parent)]);
    if (last) line.set(last.id, last);
  }
  return line;
}
