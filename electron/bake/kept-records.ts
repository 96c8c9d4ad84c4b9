/**
 * What is known of an image in a bucket that colleagues share, by the image's id. What is read from there was written
 * by others: it is checked before it is believed to be a record.
 */
import { z } from "zod";
import type { ImageRecord, Manifest } from "../../shared/model/manifest.ts";
import { plainRecord } from "../../shared/bake/manifest/kept-back.ts";
import type { CloudReader } from "../ports.ts";

export const recordKey = (image: string) => `bennu/images/${image}.json.gz`;

export function recordText(made: ImageRecord): { readonly key: string; readonly text: string } {
  const record = plainRecord(made);
  return { key: recordKey(record.imageId), text: JSON.stringify({ format: 1, record }) };
}

const names = z.array(z.string());
const manifestSchema = z.object({
  imageId: z.string().nullable(),
  takenAtMs: z.number(),
  kernel: z.string(),
  packages: z.array(
    z.object({
      ...{ name: z.string(), version: z.string(), arch: z.string(), source: z.string() },
      repository: z.string().exactOptional(),
    }),
  ),
  files: z.array(
    z.object({
      ...{ path: z.string(), digest: z.string() },
      ...{ mode: z.string().exactOptional(), owner: z.string().exactOptional() },
    }),
  ),
  ...{ users: names, services: names, ports: names },
  ...{ diskUsedMib: z.number().nullable(), bootSeconds: z.number().nullable() },
  form: z.literal(2).exactOptional(),
  system: z.string().exactOptional(),
  machine: z.string().exactOptional(),
  userFacts: z
    .array(
      z.object({
        ...{ name: z.string(), id: z.number(), groupId: z.number() },
        ...{ home: z.string(), shell: z.string() },
      }),
    )
    .exactOptional(),
  groups: z.array(z.object({ name: z.string(), id: z.number(), members: names })).exactOptional(),
  cron: z.array(z.object({ path: z.string(), line: z.string() })).exactOptional(),
  sysctl: z.record(z.string(), z.string()).exactOptional(),
  localPorts: names.exactOptional(),
  disks: z
    .array(z.object({ mount: z.string(), usedMib: z.number(), sizeMib: z.number() }))
    .exactOptional(),
  cut: z.array(z.object({ what: z.string(), kept: z.number(), of: z.number() })).exactOptional(),
}) satisfies z.ZodType<Manifest>;
const recordSchema = z.object({
  format: z.literal(1),
  record: z.object({
    imageId: z.string().max(100),
    manifest: manifestSchema.nullable(),
    tests: z.array(
      z.object({
        ...{ name: z.string(), where: z.enum(["builder", "fresh-boot"]), passed: z.boolean() },
        ...{ detail: z.string(), durationMs: z.number() },
      }),
    ),
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
    return record.imageId === image ? plainRecord(record) : null;
  } catch {
    return null;
  }
}
