/** Bakes on the practice region, through the real SDK and the executor, in virtual time. */
import { join } from "node:path";
import type { Cloud } from "../../../electron/ports.ts";
import { imageId } from "../../../shared/model/ids.ts";
import type { ImageId } from "../../../shared/model/ids.ts";
import { aFolder, consoleOn } from "../operations/console.ts";
import { recipesIn } from "../recipes/a-recipe-folder.ts";
import { aPracticeRegion } from "../operations/practice-region.ts";

export { accepted, plannedBake, planOf } from "./planned.ts";

export const recipes = recipesIn(
  new URL("../../../electron/practice/recipes", import.meta.url).pathname,
);

export function aBakery(onTime: () => void = () => undefined) {
  const region = aPracticeRegion(null, onTime);
  const bakery = { region, ...consoleOn(region.cloud, join(aFolder(), "journal.sqlite")) };
  return { ...bakery, imageNamed: (name: string) => imageNamed(region.cloud, name) };
}

async function imageNamed(cloud: Cloud, name: string): Promise<ImageId> {
  const [image] = await cloud.reader.imagesByName(name);
  if (!image) throw new Error(`The region has no image named ${name}`);
  return imageId(image.id);
}
