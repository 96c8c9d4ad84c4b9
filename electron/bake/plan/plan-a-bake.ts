/** Gathers what the plan of a bake needs, afresh, and has it planned. Decides nothing. */
import { createHash } from "node:crypto";
import { architectureOf } from "../../../shared/bake/bake-refusals.ts";
import type { BaseFound } from "../../../shared/bake/base/choose-base.ts";
import { planBake } from "../../../shared/bake/plan-bake.ts";
import { bakeInputs, reusable, type BakeInputs } from "../../../shared/bake/plan/inputs.ts";
import type { EarlierBakes } from "../../../shared/bake/plan/times.ts";
import { userData } from "../../../shared/bake/user-data.ts";
import { BennuError } from "../../../shared/errors.ts";
import { inForce, revokedWords } from "../../../shared/lineage/revocation.ts";
import type { BakeSettings } from "../../../shared/model/bake.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import type { PlanId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Planned } from "../../../shared/model/plan.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { recipeDigest } from "../../../shared/recipe/digest.ts";
import type { Recipe } from "../../../shared/recipe/recipe.ts";
import type { Cloud, CloudReader } from "../../ports.ts";
import { packer } from "../packer.ts";
import { readBase, revocationsOf } from "./read-base.ts";
import { readFilledRecipe, type FilledRecipe, type ReadRecipe } from "./read-recipe.ts";

export interface BakePlanning {
  readonly cloud: Cloud;
  readonly readRecipe: ReadRecipe;
  readonly settings: BakeSettings;
  /** As the inventory has them. */
  readonly knownImages: ReadonlyMap<string, ImageFact>;
  earlier(recipe: string, file: string): EarlierBakes;
}

/** What a bake doesn't say itself is as the connection's settings say. */
export const complete = (intent: BakeIntent, settings: BakeSettings): BakeIntent => ({
  ...intent,
  subnetId: intent.subnetId ?? settings.subnetId,
  securityGroupIds: intent.securityGroupIds ?? settings.securityGroupIds,
  instanceProfile: intent.instanceProfile ?? settings.instanceProfile,
  via: intent.via ?? settings.via,
  bucket: intent.bucket === undefined ? settings.bucket : intent.bucket,
});

export async function planABake(
  planning: BakePlanning,
  asked: BakeIntent,
  { planId, nowMs }: { readonly planId: PlanId; readonly nowMs: number | null },
): Promise<Planned> {
  const { reader, clock } = planning.cloud;
  const intent = complete(asked, planning.settings);
  const factsReadAtMs = clock.now();
  const architecture = architectureOf(intent.instanceType);
  const wish = { file: intent.recipeFile, architecture, values: intent.variables ?? {} };
  const filled = await readFilledRecipe(planning.readRecipe, reader, wish);
  if ("refused" in filled) return filled;
  const { text, parsed, commit } = filled.reading;
  const now = nowMs ?? clock.now();
  const { recipe } = parsed;
  const about = recipe && (await lookAround(planning, intent, { recipe, filled, nowMs: now }));
  const [subnets, bucketProblem] = await Promise.all([
    reader.subnets(),
    bucketProblemOf(planning.cloud, intent.bucket ?? null),
  ]);
  return planBake({
    planId,
    intent,
    recipe,
    problems: parsed.problems,
    recipeText: text,
    recipeDigest: recipe ? recipeDigest(recipe, sha256) : "",
    commit,
    ...(about ?? nothing),
    subnets,
    atOnce: planning.settings.atOnce,
    earlier: recipe ? planning.earlier(recipe.name, intent.recipeFile) : [],
    packer,
    bucketProblem,
    nowMs: now,
    factsReadAtMs,
  });
}

/** Null: it can be used, or none is named. */
async function bucketProblemOf(
  { reader, connection }: Cloud,
  bucket: string | null,
): Promise<string | null> {
  if (bucket === null) return null;
  try {
    const region = await reader.bucketRegion(bucket);
    if (region === null) return `There is no bucket ${bucket}.`;
    if (region === connection.region) return null;
    return `The bucket ${bucket} lies in ${region}, and this connection is of ${connection.region}.`;
  } catch (error) {
    if (error instanceof BennuError) return `The bucket ${bucket} can't be used: ${error.message}`;
    throw error;
  }
}

interface Around {
  readonly base: BaseFound;
  readonly revoked: string | null;
  readonly inputs: BakeInputs | null;
  readonly reuse: ReturnType<typeof reusable>;
}
const nothing: Around = {
  base: { image: null, how: "chosen", words: "", newer: null },
  ...{ revoked: null, inputs: null, reuse: null },
};

async function lookAround(
  { cloud: { reader }, knownImages }: BakePlanning,
  intent: BakeIntent,
  at: { readonly recipe: Recipe; readonly filled: FilledRecipe; readonly nowMs: number },
): Promise<Around> {
  const { recipe, filled, nowMs } = at;
  const architecture = architectureOf(intent.instanceType);
  const chosen = intent.baseImageId;
  const wish = { wanted: recipe.base, chosen, architecture, known: knownImages, nowMs };
  const base = await readBase(reader, wish);
  if (base.image === null) return { ...nothing, base };
  const inputs = inputsOf(recipe, filled, { baseImageId: base.image.id, architecture });
  const reuse = await reuseOf(reader, inputs, { knownImages, nowMs });
  const revocation = inForce(revocationsOf(knownImages, [base.image]).of(base.image.id), nowMs);
  return { base, inputs, reuse, revoked: revocation && revokedWords(revocation) };
}

function inputsOf(
  recipe: Recipe,
  { parameterVersions }: FilledRecipe,
  on: { readonly baseImageId: string; readonly architecture: string },
): BakeInputs {
  const program = userData(recipe, { role: "builder", recipeText: "", timeoutMs: 0 });
  return bakeInputs(
    {
      recipe,
      recipeDigest: recipeDigest(recipe, sha256),
      ...on,
      programDigest: `sha256:${sha256(program)}`,
      parameterVersions,
    },
    sha256,
  );
}

async function reuseOf(
  reader: CloudReader,
  { digest }: BakeInputs,
  {
    knownImages,
    nowMs,
  }: { readonly knownImages: BakePlanning["knownImages"]; readonly nowMs: number },
) {
  const images = await reader.imagesByTag(TAG.inputs, digest);
  if (images.length === 0) return null;
  const revocations = revocationsOf(knownImages, images);
  return reusable(images, digest, ({ id }) => inForce(revocations.of(id), nowMs) !== null);
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
