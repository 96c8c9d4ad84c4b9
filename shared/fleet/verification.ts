import type { ImageFact } from "../model/facts.ts";
import type { ImageView } from "../model/fleet.ts";
import { TAG } from "../model/tags.ts";

/** Only what begins with "passed" is verified; anything else that is written there is taken as a failure. */
export function verificationOf(image: ImageFact): ImageView["verification"] {
  const text = image.tags[TAG.verified]?.trim() ?? "";
  if (text === "") return { kind: "untested" };
  return text.startsWith("passed")
    ? { kind: "verified", text: withDay(text) }
    : { kind: "failed", text };
}

/** "passed 14/14 2026-11-18T10:45:52Z" → "passed 14/14 on 2026-11-18". */
const withDay = (text: string) =>
  text.replace(/\s(\d{4}-\d{2}-\d{2})T[\d:.]+Z$/, (_, day: string) => ` on ${day}`);
