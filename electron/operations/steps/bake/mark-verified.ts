import { createHash } from "node:crypto";
import { BennuError } from "../../../../shared/errors.ts";
import type { ImageId } from "../../../../shared/model/ids.ts";
import type { Manifest, TestResult } from "../../../../shared/model/manifest.ts";
import {
  decideMarkVerified,
  type MarkVerifiedSeen,
} from "../../../../shared/decide/bake/mark-verified.ts";
import type { CloudReader } from "../../../ports.ts";
import type { StepModule } from "../step.ts";

export const markVerified: StepModule<"mark-verified", MarkVerifiedSeen> = {
  kind: "mark-verified",
  look: async (_work, { reader, outputs, plan }) => {
    const { imageId, manifest, tests = [] } = outputs;
    const images = imageId ? await reader.images([imageId]) : [];
    return {
      image: images[0] ?? null,
      recipe: plan.recipe,
      manifestDigest: manifest ? digestOf(manifest) : null,
      testsDigest: testsDigest(tests),
      ancestry: imageId ? await ancestryOf(reader, imageId) : [],
    };
  },
  decide: decideMarkVerified,
  onWayOut: false,
  undo: "A tag on the image; take it off by hand, or take the image away.",
};

/** Of what is inside; not of when it was looked at. */
function digestOf({ kernel, packages, files, users, services, ports }: Manifest): string {
  return sha256(JSON.stringify({ kernel, packages, files, users, services, ports }));
}

/** Of what was tested and what came of it; not of how long it took. */
const testsDigest = (tests: readonly TestResult[]) =>
  sha256(JSON.stringify(tests.map(({ name, where, passed }) => [name, where, passed])));

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** An image is none the less verified where AWS doesn't tell: its tags name its parent. */
async function ancestryOf(reader: Pick<CloudReader, "imageAncestry">, id: ImageId) {
  try {
    return await reader.imageAncestry(id);
  } catch (error) {
    if (error instanceof BennuError) return [];
    throw error;
  }
}
