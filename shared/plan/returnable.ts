/** What an earlier generation is started from when its servers are gone: its image and its template version. */
import { verificationOf } from "../fleet/verification.ts";
import type { ImageFact } from "../model/facts.ts";
import type { GenerationView } from "../model/fleet.ts";
import type { TemplateId } from "../model/ids.ts";
import type { Refusal } from "../model/plan.ts";
import { notAvailable, revoked, wrongArchitecture } from "./obstacles/image-obstacles.ts";
import { refuse, type Live, type PlanInput } from "./plan-input.ts";

export interface Returnable {
  readonly image: ImageFact;
  readonly templateId: TemplateId;
  readonly templateVersion: number;
}

export function returnable(
  input: PlanInput,
  live: Live,
  target: GenerationView,
): Returnable | Refusal {
  const { readiness, templateId, templateVersion, imageId } = target;
  if (readiness.kind === "impossible")
    return refuse(`${target.label} can't return: ${readiness.reason}`, readiness.cure);
  const image = imageId === null ? undefined : input.facts.images.get(imageId);
  if (
    readiness.kind === "unknown" ||
    templateId === null ||
    templateVersion === null ||
    image === undefined
  ) {
    const reason =
      readiness.kind === "unknown"
        ? readiness.reason
        : "its image or template version is not known.";
    return refuse(
      `Whether ${target.label} can return is not known: ${reason}`,
      "Wait for the next reading, or choose another generation.",
    );
  }
  // Where it still serves, returning to it adds nothing that isn't there: that way is never closed.
  const obstacle =
    notAvailable(image) ??
    (readiness.kind === "here" ? null : revoked(image, input)) ??
    failedTests(image) ??
    wrongArchitecture(image, live.group, input.facts);
  return obstacle ?? { image, templateId, templateVersion };
}

/** It may return without Bennu's tests, because it served before; but not against their word. */
function failedTests(image: ImageFact): Refusal | null {
  const verification = verificationOf(image);
  if (verification.kind !== "failed") return null;
  return refuse(
    `The image ${image.name} did not pass its tests (${verification.text}).`,
    "Choose another generation.",
  );
}
