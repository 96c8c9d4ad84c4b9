/**
 * What is known of an image in a bucket that colleagues share, by the image's id. What is read from there was written
 * by others: it is checked before it is believed to be a record.
 */
import { z } from "zod";
import type { ImageRecord, Manifest } from "../../shared/model/manifest.ts";
import type { CloudReader } from "../ports.ts";

export const recordKey = (image: string) => `bennu/images/${image}.json.gz`;

export function recordText(record: ImageRecord): { readonly key: string; readonly text: string } {
  return { key: recordKey(record.imageId), text: JSON.stringify({ format: 1, record }) };
}

const list = z.array(z.looseObject({}));
const recordSchema = z.object({
  format: z.literal(1),
  record: z.object({
    imageId: z.string().max(100),
    manifest: z
      .looseObject({
        takenAtMs: z.number(),
        kernel: z.string(),
        packages: z.array(
          z.looseObject({
            name: z.string(),
            version: z.string(),
            arch: z.string(),
            source: z.string(),
          }),
        ),
        files: z.array(z.looseObject({ path: z.string(), digest: z.string() })),
        users: z.array(z.string()),
        services: z.array(z.string()),
        ports: z.array(z.string()),
      })
      .nullable(),
    tests: list,
    recipeName: z.string().nullable(),
    recipeText: z.string().nullable(),
    bakedByOperation: z.string().nullable(),
    recordedAtMs: z.number(),
  }),
});

/** Null: there is none, or what is there is no record of this image. Throws where it can't be read. */
export async function keptRecord(
  reader: Pick<CloudReader, "objectText">,
  bucket: string,
  image: string,
): Promise<ImageRecord | null> {
  const text = await reader.objectText(bucket, recordKey(image));
  return text === null ? null : parsed(text, image);
}

function parsed(text: string, image: string): ImageRecord | null {
  try {
    const { record } = recordSchema.parse(JSON.parse(text));
    if (record.imageId !== image) return null;
    return {
      ...record,
      manifest: record.manifest as Manifest | null,
      tests: record.tests as unknown as ImageRecord["tests"],
    };
  } catch {
    return null;
  }
}
