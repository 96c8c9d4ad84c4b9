/**
 * What a lane of a schedule would stand on now: one reading of AWS beside the recipe's file, so that a schedule that
 * waits for a newer base can look often, and plans in full only when there is one.
 */
import { architectureOf } from "../../../shared/bake/bake-refusals.ts";
import type { BakeSchedule } from "../../../shared/model/bake.ts";
import type { ImageFact } from "../../../shared/model/facts.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import type { Cloud } from "../../ports.ts";
import { readBase } from "../plan/read-base.ts";
import type { ReadRecipe } from "../plan/read-recipe.ts";

export interface LaneBase {
  readonly imageId: ImageId;
  /** Of the recipe, by which its images are told. */
  readonly recipe: string;
  readonly architecture: string;
}

export interface BaseReading {
  readonly cloud: Pick<Cloud, "reader" | "clock">;
  readonly readRecipe: ReadRecipe;
  /** As the inventory has them. */
  readonly knownImages: ReadonlyMap<string, ImageFact>;
}

/** Null: it can't be told without the whole plan, which then says why. */
export async function newestBase(
  { cloud, readRecipe, knownImages }: BaseReading,
  { recipeFile }: Pick<BakeSchedule, "recipeFile">,
  { instanceType }: BakeSchedule["lanes"][number],
): Promise<LaneBase | null> {
  const architecture = architectureOf(instanceType);
  const { parsed } = await readRecipe(recipeFile, { architecture, values: new Map() });
  if (parsed.recipe === null) return null;
  const { name, base: wanted } = parsed.recipe;
  const nowMs = cloud.clock.now();
  const wish = { wanted, chosen: null, architecture, known: knownImages, nowMs };
  const { image } = await readBase(cloud.reader, wish);
  return image === null ? null : { imageId: image.id, recipe: name, architecture };
}
