/** What the user has chosen so far of a bake, and what is proposed for the rest. */
import { architectureOf } from "../../../shared/bake/bake-refusals.ts";
import type { BakeChoices, RequestPayload } from "../../../shared/contract/requests.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../shared/model/recipe.ts";

export interface BakeDraft {
  readonly connectionId: string;
  readonly recipeFile: string | null;
  readonly baseImageId: string | null;
  readonly instanceType: string | null;
  readonly subnetId: string | null;
}

const rank = { golden: 0, base: 1, unknown: 2, server: 3 } as const;

/** Images that servers can be started from: for a golden recipe the bases first, else the golden; newest first. */
export function suggestedBases(
  images: readonly ImageView[],
  connectionId: string,
  recipe: RecipeSummary | null,
): ImageView[] {
  const makesGolden =
    recipe !== null &&
    images.some((image) => image.kind === "golden" && image.recipe === recipe.name);
  const rankOf = (image: ImageView) =>
    makesGolden && image.kind === "base" ? -1 : rank[image.kind];
  return images
    .filter((image) => image.connectionId === connectionId && image.state === "available")
    .sort((a, b) => rankOf(a) - rankOf(b) || b.createdAtMs - a.createdAtMs);
}

/** The instance types that can run the base image; all of them while its architecture isn't known. */
export function fittingTypes(
  choices: BakeChoices | null,
  base: ImageView | undefined,
): readonly string[] {
  const types = choices?.instanceTypes ?? [];
  return base === undefined
    ? types
    : types.filter((type) => architectureOf(type) === base.architecture);
}

/** The draft with a proposal for everything that the user has not chosen. */
export function proposedDraft(
  draft: BakeDraft,
  bases: readonly ImageView[],
  choices: BakeChoices | null,
): BakeDraft {
  const base = bases.find((image) => image.id === draft.baseImageId) ?? bases[0];
  return {
    ...draft,
    baseImageId: base?.id ?? null,
    instanceType: draft.instanceType ?? fittingTypes(choices, base)[0] ?? null,
    subnetId: draft.subnetId ?? choices?.subnets[0]?.id ?? null,
  };
}

/** Null while something is missing. */
export function completeDraft(draft: BakeDraft): RequestPayload<"plan:bake"> | null {
  const { connectionId, recipeFile, baseImageId, instanceType, subnetId } = draft;
  if (recipeFile === null || baseImageId === null || instanceType === null) return null;
  return { connectionId, recipeFile, baseImageId, instanceType, subnetId };
}
