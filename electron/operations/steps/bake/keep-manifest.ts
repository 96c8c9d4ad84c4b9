import { gzipSync } from "node:zlib";
import {
  decideKeepManifest,
  type KeepManifestSeen,
} from "../../../../shared/decide/bake/keep-manifest.ts";
import { recordText } from "../../../bake/kept-records.ts";
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
    const isThere = (await reader.objectText(bucket, key)) !== null;
    return { key, gzipBase64: gzipSync(text).toString("base64"), isThere };
  },
  decide: decideKeepManifest,
  onWayOut: false,
  undo: "What an image holds may stay known: nothing depends on it.",
};
