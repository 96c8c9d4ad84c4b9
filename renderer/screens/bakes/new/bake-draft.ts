/** What the user has chosen so far of a bake, and what is proposed for the rest. */
import { architectureOf } from "../../../../shared/bake/bake-refusals.ts";
import type { BakeChoices, RequestPayload } from "../../../../shared/contract/requests.ts";
import type { BakeSettings } from "../../../../shared/model/bake.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import type { Architecture } from "../../../../shared/recipe/recipe.ts";

export interface BakeDraft {
  readonly connectionId: string;
  readonly recipeFile: string | null;
  /** Null: what the recipe names. */
  readonly baseImageId: string | null;
  /** By architecture; what isn't there is proposed. */
  readonly instanceTypes: Readonly<Partial<Record<Architecture, string>>>;
  readonly subnetId: string | null;
  /** Null: as the connection's settings say. */
  readonly instanceProfile: string | null;
  readonly bucket: string | null;
  readonly via: BakeSettings["via"] | null;
  /** Only those that differ from the recipe. */
  readonly variables: Readonly<Record<string, string>>;
}

export const newDraft = (
  connectionId: string,
  recipeFile: string | null,
  baseImageId: string | null,
): BakeDraft => ({
  ...{ connectionId, recipeFile, baseImageId, instanceTypes: {}, subnetId: null },
  ...{ instanceProfile: null, bucket: null, via: null, variables: {} },
});

const rank = { golden: 0, base: 1, unknown: 2, server: 3 } as const;

/** Images that servers can be started from: for a golden recipe the bases first, else the golden; newest first. */
export function suggestedBases(
  images: readonly ImageView[],
  connectionId: string,
  recipe: RecipeSummary | null,
): ImageView[] {
  const makesGolden = recipe?.kind === "golden";
  const rankOf = (image: ImageView) =>
    makesGolden && image.kind === "base" ? -1 : rank[image.kind];
  return images
    .filter((image) => image.connectionId === connectionId && image.state === "available")
    .sort((a, b) => rankOf(a) - rankOf(b) || b.createdAtMs - a.createdAtMs);
}

/** What the recipe's base probably is, from what the inventory holds; the plan reads it afresh. */
export function likelyBase(
  bases: readonly ImageView[],
  recipe: RecipeSummary | null,
): ImageView | null {
  const base = recipe?.base ?? null;
  if (base === null || base.kind === "parameter") return null;
  const fits = (image: ImageView) => {
    if (base.kind === "image") return image.id === base.image;
    if (base.kind === "name") return matches(base.name, image.name);
    return image.recipe === base.recipe && image.verification.kind === "verified" && !image.revoked;
  };
  return bases.filter(fits).sort((a, b) => b.createdAtMs - a.createdAtMs)[0] ?? null;
}

/** `*` for anything. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

/** One bake each. */
export function architecturesOf(
  recipe: RecipeSummary | null,
  base: ImageView | null,
): readonly Architecture[] {
  if (recipe !== null && recipe.architectures.length > 0) return recipe.architectures;
  return [base?.architecture === "arm64" ? "arm64" : "x86_64"];
}

export function fittingTypes(
  choices: BakeChoices | null,
  architecture: Architecture,
): readonly string[] {
  return (choices?.instanceTypes ?? []).filter((type) => architectureOf(type) === architecture);
}

/** The draft with a proposal for everything that the user has not chosen. */
export function proposedDraft(
  draft: BakeDraft,
  architectures: readonly Architecture[],
  choices: BakeChoices | null,
  settings: BakeSettings | null,
): BakeDraft {
  const types = architectures.map((architecture) => {
    const type = draft.instanceTypes[architecture] ?? fittingTypes(choices, architecture)[0];
    return [architecture, type] as const;
  });
  return {
    ...draft,
    instanceTypes: Object.fromEntries(types.filter(([, type]) => type !== undefined)),
    subnetId: draft.subnetId ?? settings?.subnetId ?? choices?.subnets[0]?.id ?? null,
  };
}

/** Null while something is missing. */
export function completeDraft(
  draft: BakeDraft,
  architectures: readonly Architecture[],
): RequestPayload<"plan:bake-matrix"> | null {
  const { connectionId, recipeFile, baseImageId, subnetId, variables } = draft;
  const types = architectures.map((architecture) => draft.instanceTypes[architecture]);
  if (recipeFile === null || types.length === 0) return null;
  const lanes = types.flatMap((instanceType) =>
    instanceType === undefined ? [] : [{ instanceType, subnetId }],
  );
  if (lanes.length < types.length) return null;
  return {
    ...{ connectionId, recipeFile, baseImageId, lanes },
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(draft.instanceProfile === null ? {} : { instanceProfile: draft.instanceProfile }),
    ...(draft.bucket === null ? {} : { bucket: draft.bucket }),
    ...(draft.via === null ? {} : { via: draft.via }),
  };
}
