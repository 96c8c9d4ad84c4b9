import { gzipSync } from "node:zlib";
import {
  decideKeepManifest,
  type KeepManifestSeen,
} from "../../../../shared/decide/bake/keep-manifest.ts";
import { BennuError } from "../../../../shared/errors.ts";
import { recordText } from "../../../bake/kept-records.ts";
import type { CloudReader } from "../../../ports.ts";
import type { StepModule } from "../step.ts";

export const keepManifest: StepModule<"keep-manifest", KeepManifestSeen> = {
  kind: "keep-manifest",
  look: async ({ bucket }, { reader, outputs, plan, operationId, nowMs }) => {
    const { imageId, manifest = null, tests = [] } = outputs;
    if (imageId === undefined) return { key: null, gzipBase64: "", isThere: false };
    const { key, text } = recordText({
      imageId,
      manifest: manifest && { ...manifest, imageId },
      tests,
      recipeName: plan.recipe?.name ?? null,
      recipeText: plan.recipe?.text ?? null,
      bakedByOperation: operationId,
      recordedAtMs: nowMs,
    });
    const isThere = await holds(reader, bucket, key);
    return { key, gzipBase64: gzipSync(text).toString("base64"), isThere };
  },
  decide: decideKeepManifest,
  onWayOut: false,
  undo: "What an image holds may stay known: nothing depends on it.",
};

/**
 * Not whether it may not be seen: to whom S3 doesn't list a bucket it denies what isn't there, and who may write need
 * not be one who may read. It is written then, and the image is verified whatever comes of it.
 */
async function holds(
  reader: Pick<CloudReader, "objectText">,
  bucket: string,
  key: string,
): Promise<boolean> {
  try {
    return (await reader.objectText(bucket, key)) !== null;
  } catch (error) {
    if (error instanceof BennuError && ["access-denied", "invalid-input"].includes(error.code))
      return false;
    throw error;
  }
}
