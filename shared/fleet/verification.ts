import type { ImageFact } from "../model/facts.ts";
import type { ImageView } from "../model/fleet.ts";
import { TAG } from "../model/tags.ts";

/** Only what begins with "passed" is verified; anything else that is written there is taken as a failure. */
export function verificationOf(image: ImageFact): ImageView["verification"] {
  const text = image.tags[TAG.verified]?.trim() ?? "";
  if (text === "") return { kind: "untested" };
  return text.startsWith("passed") ? { kind: "verified", text } : { kind: "failed", text };
}
