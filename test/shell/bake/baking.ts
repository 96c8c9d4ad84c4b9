/** Bakes on the practice region, through the real SDK and the executor, in virtual time. */
import { join } from "node:path";
import { planABake } from "../../../electron/bake/plan/plan-a-bake.ts";
import type { Cloud } from "../../../electron/ports.ts";
import { defaultBakeSettings, type BakeSettings } from "../../../shared/model/bake.ts";
import { imageId, planId } from "../../../shared/model/ids.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import type { BakeIntent } from "../../../shared/model/intent.ts";
import type { Plan, Planned } from "../../../shared/model/plan.ts";
import { parseRecipe } from "../../../shared/recipe/parse.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { aPracticeRegion, connection } from "../operations/practice-region.ts";
import { recipesIn } from "../recipes/a-recipe-folder.ts";

export const recipes = recipesIn(
  new URL("../../../electron/practice/recipes", import.meta.url).pathname,
);

export function aBakery(onTime: () => void = () => undefined) {
  const region = aPracticeRegion(null, onTime);
  const bakery = { region, ...consoleOn(region.cloud, join(aFolder(), "journal.sqlite")) };
  return { ...bakery, imageNamed: (name: string) => imageNamed(region.cloud, name) };
}

export interface BakeWish {
  readonly file: string;
  /** Null: as the recipe says. */
  readonly base: ImageId | null;
  /** Instead of the file's. */
  readonly text?: string;
  readonly intent?: Partial<BakeIntent>;
  readonly settings?: Partial<BakeSettings>;
  readonly earlier?: Parameters<typeof planABake>[0]["earlier"];
}

let plans = 0;

export function plannedBake(cloud: Cloud, wish: BakeWish): Promise<Planned> {
  const { file, base, text } = wish;
  const intent: BakeIntent = {
    ...{ kind: "bake", connectionId: connection.id, recipeFile: file, baseImageId: base },
    ...{ instanceType: "c7i.large", subnetId: null },
    ...wish.intent,
  };
  const planning = {
    cloud,
    readRecipe: async (path: string, given: Parameters<typeof recipes.read>[1]) =>
      text === undefined
        ? recipes.read(path, given)
        : { text, parsed: parseRecipe(text, path, given), commit: null },
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

async function imageNamed(cloud: Cloud, name: string): Promise<ImageId> {
  const [image] = await cloud.reader.imagesByName(name);
  if (!image) throw new Error(`The region has no image named ${name}`);
  return imageId(image.id);
}
