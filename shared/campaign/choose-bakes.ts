/**
 * Which images are to be made anew: of each recipe among the descendants the newest, on what its forerunner stood on in
 * the lineage. What can't be made is skipped with the reason, and with it what would have stood on it.
 */
import { neededFamilies } from "./needed-families.ts";
import { familiesBelow, familyOf, type Family } from "./families.ts";
import { verificationOf } from "../fleet/verification.ts";
import { descendants, type DescribedImage } from "../lineage/image-graph.ts";
import type { NamedImage } from "../model/campaign.ts";
import { TAG } from "../model/tags.ts";
import { listWords } from "../words/counts.ts";
import type { CampaignCase, PlannedBake, ReadyImage, Skipped } from "./campaign-input.ts";

export interface ChosenBakes {
  readonly bakes: readonly PlannedBake[];
  readonly ready: readonly ReadyImage[];
  readonly skipped: readonly Skipped[];
  /** By family: the bake or the image that is ready; null: it is skipped. */
  readonly keyOf: ReadonlyMap<string, string | null>;
}

export function chooseBakes(of: CampaignCase): ChosenBakes {
  const bakes: PlannedBake[] = [];
  const ready: ReadyImage[] = [];
  const skipped: Skipped[] = [];
  const keyOf = new Map<string, string | null>();
  const families = familiesBelow(of);
  const needed = neededFamilies(of, families);
  for (const [at, family] of families.entries()) {
    const key = `bake-${String(at + 1)}`;
    const why = leftOut(of, family) ?? unused(family, needed) ?? whyNot(of, family, keyOf);
    keyOf.set(family.id, why === null ? key : null);
    if (why !== null) {
      skipped.push({ what: "image", id: family.head.id, name: family.name, ...why });
      continue;
    }
    const on = family.parent === null ? null : (keyOf.get(family.parent) ?? null);
    const there = readyImage(of, family, on, ready);
    const common = { key, recipe: family.name, instead: named(family.head), on };
    if (there !== null) ready.push({ ...common, image: named(there) });
    else
      bakes.push({
        ...common,
        recipeFile: recipesOf(of, family)[0]?.file ?? "",
        architecture: family.head.fact.architecture,
      });
  }
  return { bakes, ready, skipped, keyOf };
}

const named = ({ id, name }: NamedImage): NamedImage => ({ id, name });

/** By the image's own tag alone: a name that happens to be the same says nothing. */
function recipesOf({ recipes }: CampaignCase, { head }: Family) {
  const named = recipes.filter(({ name }) => name === head.fact.tags[TAG.recipe]);
  const same = named.filter(({ digest }) => digest === head.fact.tags[TAG.recipeDigest]);
  const own = named.filter(({ file, name }) => /([^/]+)\.ya?ml$/.exec(file)?.[1] === name);
  return [same, own, named].find(({ length }) => length === 1) ?? named;
}

type Why = Omit<Skipped, "what" | "id" | "name">;

const unused = ({ id, head }: Family, needed: ReadonlySet<string>): Why | null =>
  needed.has(id)
    ? null
    : {
        reason: `No fleet needs a newer ${head.name}.`,
        cure: "Bake it when a fleet is to run it, or take it in.",
        isUnused: true,
      };

function whyNot(
  of: CampaignCase,
  family: Family,
  keyOf: ReadonlyMap<string, string | null>,
): Why | null {
  return unfit(of, family, keyOf) ?? unknownRecipe(of, family);
}

function leftOut({ intent }: CampaignCase, { name, head }: Family): Why | null {
  const said = intent.leftOut.find(({ id }) => id === name || id === head.id);
  if (said === undefined) return null;
  return { reason: `Left out: ${said.reason}`, cure: "Plan the campaign with it." };
}

function unfit(
  { to, from }: CampaignCase,
  { head, parent, name }: Family,
  keyOf: ReadonlyMap<string, string | null>,
): Why | null {
  const { architecture } = head.fact;
  if (parent === null && architecture !== to.architecture)
    return {
      reason: `It is made for ${architecture}, and ${to.name} for ${to.architecture}.`,
      cure: `Plan a campaign to a newer base for ${architecture}.`,
    };
  if (parent === null || typeof keyOf.get(parent) === "string") return null;
  return {
    reason: `What ${name} stands on, between it and ${from.name}, isn't made anew.`,
    cure: "Clear why that one is skipped, then plan again.",
  };
}

function unknownRecipe(of: CampaignCase, family: Family): Why | null {
  const tagged = family.head.fact.tags[TAG.recipe];
  if (tagged === undefined)
    return {
      reason: `${family.head.name} carries no tag that says which recipe made it.`,
      cure: "Make it anew by hand on the newer base, then replace what runs it.",
    };
  const [recipe, ...others] = recipesOf(of, family);
  if (recipe === undefined)
    return {
      reason: `Its recipe ${tagged} isn't in the recipe folder.`,
      cure: "Open the folder that holds its recipe, then plan again.",
    };
  if (others.length > 0)
    return {
      reason: `Several files are recipes named ${tagged}: ${listWords([recipe, ...others].map(({ file }) => file))}.`,
      cure: "Leave one of that name in the folder, then plan again.",
    };
  const [problem] = recipe.problems;
  if (problem === undefined) return null;
  return {
    reason: `${recipe.file}, line ${String(problem.line)}: ${problem.message}`,
    cure: "Correct the recipe, then plan again.",
  };
}

/** The newest on the new base, verified and usable: it needs no bake. */
function readyImage(
  of: CampaignCase,
  family: Family,
  on: string | null,
  ready: readonly ReadyImage[],
): DescribedImage | null {
  const base = on === null ? of.to.id : ready.find(({ key }) => key === on)?.image.id;
  if (base === undefined) return null;
  const fits = descendants(of.graph, base).filter(
    (image) =>
      familyOf(image) === family.id &&
      image.fact.state === "available" &&
      verificationOf(image.fact).kind === "verified" &&
      of.revocations.of(image.id) === null &&
      image.createdAtMs > family.head.createdAtMs,
  );
  return fits.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0] ?? null;
}
