/** Which images could be put in the live one's place, best first, each with why or why not. Pure. */
import type { FleetView, ImageView } from "../../../shared/model/fleet.ts";
import { liveGeneration } from "../../components/generations/readiness.ts";

export type ChoiceGroup = "recommended" | "earlier" | "other" | "unfit";

export interface ImageChoice {
  readonly image: ImageView;
  readonly group: ChoiceGroup;
  /** In words: what speaks for it or against it. */
  readonly why: string;
}

const order: readonly ChoiceGroup[] = ["recommended", "earlier", "other", "unfit"];

export function imageChoices(
  fleet: FleetView,
  images: readonly ImageView[],
): readonly ImageChoice[] {
  const live = liveGeneration(fleet);
  const liveImage = images.find(({ id }) => id === live?.imageId);
  return images
    .filter((image) => image.connectionId === fleet.connectionId && image.kind !== "base")
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
  const against = unfit(image, liveImage, liveId);
  if (against !== null) return { image, group: "unfit", why: against };
  const tests = image.verification.kind === "verified" ? image.verification.text : "";
  if (recipe === null || image.recipe !== recipe)
    return { image, group: "other", why: `recipe ${image.recipe ?? "unknown"} · ${tests}` };
  const isNewer = image.createdAtMs > (liveImage?.createdAtMs ?? 0);
  return { image, group: isNewer ? "recommended" : "earlier", why: `${tests} · ${image.id}` };
}

function unfit(
  image: ImageView,
  liveImage: ImageView | undefined,
  liveId: string | null,
): string | null {
  if (image.id === liveId) return "It is live now.";
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
