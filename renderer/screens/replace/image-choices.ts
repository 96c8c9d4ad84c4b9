/** Which images could be put in the live one's place, best first, each with why or why not. Pure. */
import { byWords } from "../../../shared/lineage/revocation.ts";
import type { FleetView, ImageView } from "../../../shared/model/fleet.ts";
import { liveGeneration } from "../../components/generations/readiness.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";

/** `renewal`: the one that is live, for new servers with nothing new on them. */
export type ChoiceGroup = "recommended" | "earlier" | "other" | "renewal" | "unfit";

export interface ImageChoice {
  readonly image: ImageView;
  readonly group: ChoiceGroup;
  /** In words: what speaks for it or against it. */
  readonly why: string;
}

const order: readonly ChoiceGroup[] = ["recommended", "earlier", "renewal", "other", "unfit"];

export function imageChoices(
  fleet: FleetView,
  images: readonly ImageView[],
): readonly ImageChoice[] {
  const live = liveGeneration(fleet);
  const own = images.filter((image) => image.connectionId === fleet.connectionId);
  const liveImage = own.find(({ id }) => id === live?.imageId);
  return own
    .filter((image) => image.kind !== "base")
    .map((image) => choiceOf(image, liveImage, live?.recipe ?? null, live?.imageId ?? null))
    .toSorted(
      (left, right) =>
        order.indexOf(left.group) - order.indexOf(right.group) ||
        right.image.createdAtMs - left.image.createdAtMs,
    );
}

function choiceOf(
  image: ImageView,
  liveImage: ImageView | undefined,
  recipe: string | null,
  liveId: string | null,
): ImageChoice {
  const against = unfit(image, liveImage);
  if (against !== null) return { image, group: "unfit", why: against };
  if (image.id === liveId) return { image, group: "renewal", why: renewal };
  const tests = image.verification.kind === "verified" ? image.verification.text : "";
  if (recipe === null || image.recipe !== recipe)
    return { image, group: "other", why: `recipe ${image.recipe ?? "unknown"} · ${tests}` };
  const isNewer = image.createdAtMs > (liveImage?.createdAtMs ?? 0);
  return { image, group: isNewer ? "recommended" : "earlier", why: `${tests} · ${image.id}` };
}

const renewal = "It is live now: the servers become new, what is on them stays the same.";

function unfit(image: ImageView, liveImage: ImageView | undefined): string | null {
  if (image.revoked)
    return image.revoked.fromMs === null
      ? `Revoked ${byWords(image.revoked)}`
      : `Revoked from ${dateTimeWords(image.revoked.fromMs)} ${byWords(image.revoked)}`;
  if (image.state !== "available") return `AWS says it is ${image.state}.`;
  if (liveImage !== undefined && image.architecture !== liveImage.architecture)
    return `It is for ${image.architecture}; the fleet runs ${liveImage.architecture}.`;
  if (image.verification.kind === "failed") return `Its tests failed: ${image.verification.text}.`;
  if (image.verification.kind === "untested") return "Its tests were never run by Bennu.";
  return null;
}

/** What is chosen before the user has chosen: the newest recommended image. */
export function firstChoice(
  choices: readonly ImageChoice[],
  wanted: string | null,
): ImageChoice | null {
  const asked = choices.find(({ image }) => image.id === wanted);
  return asked ?? choices.find(({ group }) => group === "recommended") ?? null;
}
