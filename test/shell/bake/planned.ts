/** Plans of bakes on the practice region, as the console makes them; without a test around them. */
import { planABake } from "../../../electron/bake/plan/plan-a-bake.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { readRecipe } from "../../../electron/recipes/reading/read-recipe.ts";
import type { RecipeFolder } from "../../../electron/recipes/recipe-folder.ts";
import { RepositoryReader } from "../../../electron/recipes/reading/repository-reader.ts";
import { defaultBakeSettings, type BakeSettings } from "../../../shared/model/bake.ts";
import { planId } from "../../../shared/model/ids.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { parseRecipe, type ParseGiven } from "../../../shared/recipe/parse.ts";
import { connection } from "../operations/practice-region.ts";

export const shipped = new RepositoryReader(
  new URL("../../../electron/practice/recipes", import.meta.url).pathname,
);

export interface BakeWish {
  readonly file: string;
  /** Null: as the recipe says. */
  readonly base: ImageId | null;
  /** Instead of the file's. */
  readonly text?: string;
  /** Instead of the practice cloud's. */
  readonly folder?: Pick<RecipeFolder, "read">;
  readonly intent?: Partial<BakeIntent>;
  readonly settings?: Partial<BakeSettings>;
  readonly earlier?: Parameters<typeof planABake>[0]["earlier"];
}

let plans = 0;

async function readBy(
  { text, folder }: BakeWish,
  path: string,
  given: Omit<ParseGiven, "entries">,
) {
  if (folder !== undefined) return folder.read(path, given);
  if (text !== undefined) return { text, parsed: parseRecipe(text, path, given), commit: null };
  return { ...(await readRecipe(shipped, path, given)), commit: null };
}

export function plannedBake(cloud: Cloud, wish: BakeWish): Promise<Planned> {
  const { file, base } = wish;
  const intent: BakeIntent = {
    ...{ kind: "bake", connectionId: connection.id, recipeFile: file, baseImageId: base },
    ...{ instanceType: "c7i.large", subnetId: null },
    ...wish.intent,
  };
  const planning = {
    cloud,
    readRecipe: (path: string, given: Omit<ParseGiven, "entries">) => readBy(wish, path, given),
    settings: { ...defaultBakeSettings, ...wish.settings },
    knownImages: new Map(),
    earlier: wish.earlier ?? (() => []),
  };
  plans += 1;
  return planABake(planning, intent, {
    planId: planId(`plan-${file}-${String(plans)}`),
    nowMs: null,
  });
}

export const planned = (cloud: Cloud, file: string, base: ImageId, text?: string) =>
  plannedBake(cloud, { file, base, ...(text === undefined ? {} : { text }) });

export const planOf = async (cloud: Cloud, file: string, base: ImageId, text?: string) =>
  accepted(await planned(cloud, file, base, text));

export function accepted(result: Planned): Plan {
  if (result.refused) throw new Error(`${result.reason} ${result.cure}`);
  return result.plan;
}
