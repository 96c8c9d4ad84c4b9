/** What is kept in a bucket is looked for first; one who may not look may still write. */
import { describe, expect, it } from "vitest";
import { keepManifest } from "../../../../electron/operations/steps/bake/keep-manifest.ts";
import type { StepContext } from "../../../../electron/operations/steps/step.ts";
import { BennuError, type ErrorCode } from "../../../../shared/errors.ts";
import { imageId, operationId } from "../../../../shared/model/ids.ts";

function look(found: () => Promise<string | null>) {
  const context: unknown = {
    reader: { objectText: found },
    ...{ outputs: { imageId: imageId("ami-1") }, plan: { recipe: null } },
    ...{ operationId: operationId("op-1"), nowMs: 0 },
  };
  return keepManifest.look({ kind: "keep-manifest", bucket: "records" }, context as StepContext);
}
const refused = (code: ErrorCode) => () => Promise.reject(new BennuError({ code, message: "" }));

describe("what is known of an image", () => {
  it.each<[string, () => Promise<string | null>, boolean]>([
    ["is there", () => Promise.resolve("{}"), true],
    ["isn't there", () => Promise.resolve(null), false],
    ["may not be seen, as S3 answers to whom it doesn't list", refused("access-denied"), false],
    ["is damaged there", refused("invalid-input"), false],
  ])("%s", async (_how, found, isThere) => {
    expect(await look(found)).toMatchObject({ isThere, key: "bennu/images/ami-1.json.gz" });
  });

  it("is unknown while nobody answers", async () => {
    await expect(look(refused("network-unreachable"))).rejects.toThrow(BennuError);
  });
});
