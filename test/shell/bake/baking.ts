/** Bakes on the practice region, through the real SDK and the executor, in virtual time. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Cloud } from "../../../electron/ports.ts";
import { planBake } from "../../../shared/bake/plan-bake.ts";
import { imageId, planId } from "../../../shared/model/ids.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { recipeDigest } from "../../../shared/recipe/digest.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";
import { recipesIn } from "../recipes/a-recipe-folder.ts";

export const recipes = recipesIn(
  new URL("../../../electron/practice/recipes", import.meta.url).pathname,
);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export function aBakery(onTime: () => void = () => undefined) {
  const region = aPracticeRegion(null, onTime);
  const bakery = { region, ...consoleOn(region.cloud, join(aFolder(), "journal.sqlite")) };
  return { ...bakery, imageNamed: (name: string) => imageNamed(region.cloud, name) };
}

export async function planned(
  cloud: Cloud,
  file: string,
  base: ImageId,
  text?: string,
): Promise<Planned> {
  const recipeText = text ?? (await recipes.text(file));
  const { recipe, problems } = parseRecipe(recipeText, file);
  const [images, subnets] = await Promise.all([
    cloud.reader.images([base]),
    cloud.reader.subnets(),
  ]);
  const intent: BakeIntent = {
    ...{ kind: "bake", connectionId: connection.id, recipeFile: file, baseImageId: base },
    ...{ instanceType: "c7i.large", subnetId: null },
  };
  const nowMs = cloud.clock.now();
  return planBake({
    ...{
      planId: planId(`plan-${file}-${String(nowMs)}`),
      intent,
      recipe,
      problems,
      recipeText,
      subnets,
      nowMs,
    },
    recipeDigest: recipe ? recipeDigest(recipe, sha256) : "",
    base: images[0] ?? null,
    factsReadAtMs: nowMs,
  });
}

export async function planOf(
  cloud: Cloud,
  file: string,
  base: ImageId,
  text?: string,
): Promise<Plan> {
  const result = await planned(cloud, file, base, text);
  if (result.refused) throw new Error(`${result.reason} ${result.cure}`);
  return result.plan;
}

async function imageNamed(cloud: Cloud, name: string): Promise<ImageId> {
  const [image] = await cloud.reader.imagesByName(name);
  if (!image) throw new Error(`The region has no image named ${name}`);
  return imageId(image.id);
}
