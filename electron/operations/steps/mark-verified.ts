import { createHash } from "node:crypto";
import type { Manifest } from "../../../shared/model/manifest.ts";
import { decideMarkVerified, type MarkVerifiedSeen } from "../../../shared/decide/mark-verified.ts";
import type { StepModule } from "./step.ts";

export const markVerified: StepModule<"mark-verified", MarkVerifiedSeen> = {
  kind: "mark-verified",
  look: async (_work, { reader, outputs, plan }) => {
    const images = outputs.imageId ? await reader.images([outputs.imageId]) : [];
    const digest = outputs.manifest ? digestOf(outputs.manifest) : null;
    return { image: images[0] ?? null, recipe: plan.recipe, manifestDigest: digest };
  },
  decide: decideMarkVerified,
  onWayOut: false,
  undo: "A tag on the image; take it off by hand, or take the image away.",
};

/** Of what is inside; not of when it was looked at. */
function digestOf({ kernel, packages, files, users, services, ports }: Manifest): string {
  const text = JSON.stringify({ kernel, packages, files, users, services, ports });
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
