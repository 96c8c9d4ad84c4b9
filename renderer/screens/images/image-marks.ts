/** What is said of an image at a glance, each by a word or a shape beside its colour. Pure. */
import type { ImageView } from "../../../shared/model/fleet.ts";
import { countWords } from "../../../shared/words/counts.ts";

export type ImageTone = "live" | "rising" | "warm" | "cold" | "bad";

/** What stands against using it; null: nothing known. The first that holds is said. */
export type Condition =
  | "revoked"
  | "disabled"
  | "deregistered"
  | "failed"
  | "pending"
  | "unusable"
  | "tests failed"
  | "deprecated";

export function conditionOf(image: ImageView, nowMs: number): Condition | null {
  if (isRevoked(image, nowMs)) return "revoked";
  const { state, verification, deprecatedAtMs } = image;
  if (state === "disabled" || state === "deregistered" || state === "pending") return state;
  if (state === "failed" || state === "error") return "failed";
  if (state !== "available") return "unusable";
  if (verification.kind === "failed") return "tests failed";
  return deprecatedAtMs !== null && deprecatedAtMs <= nowMs ? "deprecated" : null;
}

/** A revocation without a time counts; one that is to come doesn't count yet. */
export function isRevoked({ revoked }: ImageView, nowMs: number): boolean {
  if (revoked === undefined || revoked === null) return false;
  return revoked.fromMs === null || revoked.fromMs <= nowMs;
}

/** AWS refuses to deregister it. */
export const isProtected = ({ protectedFromDeregistration }: ImageView) =>
  protectedFromDeregistration === true;

export function toneOf(image: ImageView, condition: Condition | null): ImageTone {
  if (condition !== null && condition !== "deprecated" && condition !== "pending") return "bad";
  if (image.usedBy.some((use) => use.state === "rising")) return "rising";
  if (image.serversInService > 0) return "live";
  return image.usedBy.some((use) => use.state === "warm" || use.state === "cold") ? "warm" : "cold";
}

/** The generation that says most of it, with its state: "v40 · live". */
export function generationWords({ usedBy, kind }: ImageView): string {
  const use = usedBy.find(({ servers }) => servers > 0) ?? usedBy[0];
  return use === undefined ? kind : `${use.label} · ${use.state}`;
}

/** "checkout-web 7.2.4" where that is known: the name's date is in the title. */
export const shortName = (image: ImageView) =>
  image.kind === "server" && image.recipe !== null && image.version !== null
    ? `${image.recipe} ${image.version}`
    : image.name;

/** All of it in one sentence, to be read aloud. */
export function spokenWords(image: ImageView, nowMs: number): string {
  const tests = {
    verified: "tests passed",
    failed: "tests failed",
    untested: "never tested by Bennu",
  }[image.verification.kind];
  const parts = [
    image.name,
    `${image.kind} image`,
    conditionOf(image, nowMs) ?? image.state,
    tests,
    ...(image.usedBy.length > 0 ? [generationWords(image)] : []),
    countWords(image.serversInService, "server in service", "servers in service"),
    ...(isProtected(image) ? ["protected from deregistration"] : []),
  ];
  return parts.join(", ");
}
